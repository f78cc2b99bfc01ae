package org.godwit.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change that the target doesn't take.
 *
 * @param key the values that identify its row, as messages show them
 * @param statement what was tried, without values; empty where nothing was
 * @param values of the row, as far as the change gives them, by the target column's name
 * @param reason of {@link Failure#CONSTRAINT}, {@link Failure#VALUE}, or {@link Failure#CONFLICT}
 *     where the target has no such row
 */
public record RefusedChange(
    ChangeKind kind,
    String key,
    String statement,
    Map<String, @Nullable String> values,
    EngineException reason) {}
