@NullMarked
package org.godwit.store;

import org.jspecify.annotations.NullMarked;
