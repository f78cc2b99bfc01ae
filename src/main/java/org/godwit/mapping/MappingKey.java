package org.godwit.mapping;

/**
 * One key of a table mapping, or one value of a key that has several meanings; documentation and
 * help are made from it.
 *
 * @param rule the rule-type it belongs to
 * @param key with its value where only that is meant
 * @param effect {@code yes}, {@code no}, or {@code not needed}
 * @param difference what Godwit does otherwise than DMS, empty for nothing
 */
public record MappingKey(String rule, String key, String effect, String difference) {}
