package org.godwit.convert;

import java.util.function.IntUnaryOperator;

/**
 * A file that statements come from.
 *
 * @param name as the user gave it
 * @param lines the line, from 1, of a character
 */
public record SourceFile(String name, String text, IntUnaryOperator lines) {}
