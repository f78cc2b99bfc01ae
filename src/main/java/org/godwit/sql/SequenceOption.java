package org.godwit.sql;

/**
 * One option of a sequence, or of a column's identity.
 *
 * @param words {@code START WITH}, {@code INCREMENT BY}, {@code NOCACHE}, …
 * @param value the number behind the words, a sign without blank before it; a variable of the
 *     client as {@code &x}; {@code LIMIT VALUE}; empty where none stands there
 */
public record SequenceOption(String words, String value, Place place) implements Clause {}
