package org.godwit.task.console;

/**
 * What a person asks a task to be.
 *
 * @param projectId the project that will own it
 * @param name unique in the project
 * @param sourceEndpointId where rows come from
 * @param targetEndpointId where they go
 * @param kind what it does with rows and changes
 * @param mapping table mappings, DMS's JSON
 * @param settings task settings, DMS's JSON
 */
public record TaskRequest(
    long projectId,
    String name,
    long sourceEndpointId,
    long targetEndpointId,
    TaskKind kind,
    String mapping,
    String settings) {}
