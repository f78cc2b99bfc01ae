package org.godwit.convert;

/**
 * A statement of the target's engine.
 *
 * @param sql with its semicolon and a new line
 */
public record TargetStatement(Stage stage, String sql) {}
