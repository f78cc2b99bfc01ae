package org.godwit.task.cdc;

import java.time.Duration;

/**
 * How a task tries the way of its changes.
 *
 * @param schema of the source that has the canary's table
 * @param interval from one arrival to the next time it is written
 * @param alarm how long it may be on its way before that is warned of
 */
public record CanarySettings(String schema, Duration interval, Duration alarm) {}
