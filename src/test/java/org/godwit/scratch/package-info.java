@NullMarked
package org.godwit.scratch;

import org.jspecify.annotations.NullMarked;
