@NullMarked
package org.godwit.convert;

import org.jspecify.annotations.NullMarked;
