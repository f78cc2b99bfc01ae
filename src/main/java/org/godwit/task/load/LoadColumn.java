package org.godwit.task.load;

import org.godwit.catalog.Column;
import org.godwit.codec.Codec;

/**
 * How one target column is filled.
 *
 * @param target the column
 * @param sourceColumn index of the source's value in the row, any for a codec that computes
 * @param codec moves or computes the value
 */
public record LoadColumn(Column target, int sourceColumn, Codec codec) {}
