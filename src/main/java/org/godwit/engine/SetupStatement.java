package org.godwit.engine;

/**
 * A statement that a person consents to before it is run on a source.
 *
 * @param sql as it is run
 * @param why what it is for, a sentence
 */
public record SetupStatement(String sql, String why) {}
