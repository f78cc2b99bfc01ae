package org.godwit.task.control;

import java.time.Instant;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of a table's load.
 *
 * @param source the table that is read
 * @param target the table that is written
 * @param phase how far it has come
 * @param reloads how often it was begun again from zero
 * @param segments into how many it is cut, 0 while that is not decided
 * @param layout what the segments' ranges rely on ({@link org.godwit.engine.SnapshotSource#layout})
 * @param startedAt when its first segment began, null before
 * @param loadedAt when its last segment was committed, null before
 * @param completedAt when all that belongs to it was built, null before
 * @param error why it is suspended, empty otherwise
 */
public record TableRecord(
    TableName source,
    TableName target,
    LoadPhase phase,
    int reloads,
    int segments,
    String layout,
    @Nullable Instant startedAt,
    @Nullable Instant loadedAt,
    @Nullable Instant completedAt,
    String error) {}
