package org.godwit.engine;

/**
 * What a target's server may use to build keys and indexes.
 *
 * @param sessions that may build at once
 * @param bytes of memory for all of them together, 0 for what fits the server
 * @param processes that may build one index together, 0 for the server's own setting
 */
public record BuildResources(int sessions, long bytes, int processes) {}
