package org.godwit.task.validate;

import org.jspecify.annotations.Nullable;

/**
 * A value that names a row.
 *
 * @param column its name on the target
 * @param value as text, cut to a readable length
 */
public record KeyValue(String column, @Nullable String value) {}
