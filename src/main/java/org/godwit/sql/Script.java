package org.godwit.sql;

import java.util.List;

/** A file's statements in their order. */
public record Script(List<Statement> statements, List<Comment> lastWords) {}
