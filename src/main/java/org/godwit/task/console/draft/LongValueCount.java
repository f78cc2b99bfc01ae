package org.godwit.task.console.draft;

import org.godwit.catalog.TableName;
import org.godwit.task.plan.LengthLimit;

/**
 * Values of a column that are longer than what arrives, counted on the source.
 *
 * @param table the source table
 * @param limit what they exceed
 * @param values how many, at least 1
 * @param longest the length of the longest, in the limit's unit
 */
public record LongValueCount(TableName table, LengthLimit limit, long values, long longest) {}
