/** The commands of {@code ./godwit}. */
@NullMarked
package org.godwit.cli;

import org.jspecify.annotations.NullMarked;
