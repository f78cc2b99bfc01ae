package org.godwit.sql;

/**
 * What differs between dialects before grammar begins.
 *
 * @param identifierSigns that may stand in an identifier besides letters, digits and underscores
 * @param hasQuoteOperator whether {@code q'[it's]'} is a string
 * @param hasSubstitution whether {@code &name} stands for text that a client puts there
 * @param endsByLoneSlash whether a slash alone on its line ends a unit
 * @param quotesByBackticks whether names stand in backticks, strings in quotes of both kinds with
 *     backslashes that escape, comments behind {@code #}, variables behind {@code @}; and a
 *     delimiter that a script chooses ends its statements
 */
public record Lexicon(
    String identifierSigns,
    boolean hasQuoteOperator,
    boolean hasSubstitution,
    boolean endsByLoneSlash,
    boolean quotesByBackticks) {}
