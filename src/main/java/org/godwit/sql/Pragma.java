package org.godwit.sql;

import java.util.List;

/** {@code PRAGMA name(arguments)}. */
public record Pragma(Identifier name, List<Expression.Argument> arguments, Place place)
    implements Code, Declaration {}
