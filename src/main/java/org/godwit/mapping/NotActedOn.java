package org.godwit.mapping;

/**
 * Something in a document that is accepted and kept, and has no effect.
 *
 * @param ruleId the rule that has it, {@link Rule#NONE} for the document itself
 * @param key with dots between
 * @param sentence what has no effect, for the page
 */
public record NotActedOn(long ruleId, String key, String sentence) {}
