/** Files for spreadsheets. */
@NullMarked
package org.godwit.csv;

import org.jspecify.annotations.NullMarked;
