package org.godwit.catalog;

/**
 * A check constraint.
 *
 * @param name as the engine stores it
 * @param expression in the words of the engine that it was read from
 */
public record Check(String name, String expression) {}
