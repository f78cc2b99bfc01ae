@NullMarked
package org.godwit.conversion;

import org.jspecify.annotations.NullMarked;
