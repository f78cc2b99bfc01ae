/** The full load: target tables are prepared, segments copied in parallel, the rest built after. */
@NullMarked
package org.godwit.task.load;

import org.jspecify.annotations.NullMarked;
