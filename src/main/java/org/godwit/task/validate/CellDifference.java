package org.godwit.task.validate;

import org.jspecify.annotations.Nullable;

/**
 * One value that isn't the same on both sides, as canonical text cut to a readable length.
 *
 * @param column its name on the target
 */
public record CellDifference(String column, @Nullable String source, @Nullable String target) {}
