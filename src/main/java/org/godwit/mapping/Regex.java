package org.godwit.mapping;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression in the syntax of RE2: no look-around and no back-references, and in return
 * its time grows with the text alone.
 */
public final class Regex {
  private static final int LENGTH_MAX = 1000;
  private static final java.util.regex.Pattern GROUP =
      java.util.regex.Pattern.compile("\\\\.|\\$(\\d|\\{[^}]*}?|.?)");

  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with what is wrong, to follow the key's name
   */
  static Regex parse(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "has %,d characters; %,d are allowed.".formatted(text.length(), LENGTH_MAX));
    }
    try {
      return new Regex(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is no regular expression of RE2: " + e.getDescription() + ": " + e.getPattern() + ".",
          e);
    }
  }

  /** What is wrong with a replacement, to follow the key's name; empty for nothing. */
  Optional<String> problemWith(String replacement) {
    java.util.regex.Matcher references = GROUP.matcher(replacement);
    while (references.find()) {
      String group = references.group(1);
      if (group != null && !isGroup(group)) {
        return Optional.of(
            "names $%s, but the groups of the expression end at %d; write $1, ${name}, and \\$ for a dollar."
                .formatted(group, pattern.groupCount()));
      }
    }
    return Optional.empty();
  }

  private boolean isGroup(String reference) {
    if (reference.startsWith("{")) {
      return reference.endsWith("}")
          && pattern.namedGroups().containsKey(reference.substring(1, reference.length() - 1));
    }
    return !reference.isEmpty()
        && Character.isDigit(reference.charAt(0))
        && reference.charAt(0) - '0' <= pattern.groupCount();
  }

  /** The text with each place that fits replaced, the text itself where none does. */
  String replaced(String text, String replacement) {
    Matcher matcher = pattern.matcher(text);
    return matcher.replaceAll(replacement);
  }

  /** The expression as it was written. */
  public String text() {
    return pattern.pattern();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex && regex.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
