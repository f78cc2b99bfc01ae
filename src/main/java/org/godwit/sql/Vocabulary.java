package org.godwit.sql;

import java.util.Set;

/**
 * Words, in upper case, that mean something to a dialect's grammar.
 *
 * @param reserved no expression begins with them, and nothing is named so
 * @param keywordFunctions functions whose arguments have words among them from the first
 * @param notAliases begin what may stand behind a column or table, and so are no name for it
 */
public record Vocabulary(
    Set<String> reserved, Set<String> keywordFunctions, Set<String> notAliases) {}
