/** Ongoing changes: from the source's log to the target, each exactly once. */
@NullMarked
package org.godwit.task.cdc;

import org.jspecify.annotations.NullMarked;
