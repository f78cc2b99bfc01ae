package org.godwit.task.control;

import org.godwit.catalog.TableName;
import org.godwit.engine.Segment;

/**
 * The durable record of a segment.
 *
 * @param table that it belongs to, on the source
 * @param segment which rows
 * @param done whether its rows are committed on the target
 * @param counts what was done, zeros while it isn't done
 * @param position of the source's log under whose snapshot it was read, empty while it isn't done
 *     or where the source has no log
 */
public record SegmentRecord(
    TableName table, Segment segment, boolean done, SegmentCounts counts, String position) {}
