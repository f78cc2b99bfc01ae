/**
 * From mapping to load: which tables a task moves, how each is made and how its columns are filled.
 */
@NullMarked
package org.godwit.task.plan;

import org.jspecify.annotations.NullMarked;
