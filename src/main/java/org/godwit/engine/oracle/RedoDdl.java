package org.godwit.engine.oracle;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement that was done to a table as a whole, by the words that it has.
 *
 * @param shown as messages show it
 */
record RedoDdl(Kind kind, String shown) {
  private static final int SHOWN_MAX = 200;
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|--[^\\n]*", Pattern.DOTALL);
  private static final Pattern TRUNCATE = Pattern.compile("TRUNCATE\\s+TABLE\\b.*", Pattern.DOTALL);
  private static final Pattern DROP = Pattern.compile("DROP\\s+TABLE\\b.*", Pattern.DOTALL);

  /**
   * What takes rows away or brings some. What the log says of them may change too (supplemental
   * logging, also another task's): rows that lack what they need are found one by one.
   */
  private static final Pattern OTHER_ROWS =
      Pattern.compile(
          "ALTER\\s+TABLE\\b.*\\b((TRUNCATE|DROP|EXCHANGE)\\s+(SUB)?PARTITIONS?|DROP\\s+(COLUMNS?\\b|UNUSED\\b|\\()|SET\\s+UNUSED).*",
          Pattern.DOTALL);

  /** What is known of it without the catalog. */
  enum Kind {
    TRUNCATE,
    DROP,
    /** Rows have become others. */
    OTHER_ROWS,
    /** Whether it matters, only the catalog says. */
    OTHER
  }

  static RedoDdl of(String statement) {
    String words = COMMENT.matcher(statement).replaceAll(" ").strip();
    String upper = words.toUpperCase(Locale.ROOT);
    Kind kind =
        TRUNCATE.matcher(upper).matches()
            ? Kind.TRUNCATE
            : DROP.matcher(upper).matches()
                ? Kind.DROP
                : OTHER_ROWS.matcher(upper).matches() ? Kind.OTHER_ROWS : Kind.OTHER;
    return new RedoDdl(
        kind, words.length() > SHOWN_MAX ? words.substring(0, SHOWN_MAX) + "…" : words);
  }
}
