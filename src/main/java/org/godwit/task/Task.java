package org.godwit.task;

import org.godwit.engine.EndpointConfig;
import org.godwit.mapping.TableMapping;
import org.godwit.task.settings.TaskSettings;

/**
 * A migration task: what is moved where, and how.
 *
 * @param name unique on the target's control schema
 * @param type what the task does
 * @param source where rows come from
 * @param target where they go
 * @param mapping which tables, and what they become
 * @param settings how it is done
 */
public record Task(
    String name,
    MigrationType type,
    EndpointConfig source,
    EndpointConfig target,
    TableMapping mapping,
    TaskSettings settings) {}
