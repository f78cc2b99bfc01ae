package org.godwit.engine.oracle.extract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * Whose objects are wanted.
 *
 * @param condition what stands behind a column that holds an owner
 * @param wanted a query of the owners' names
 */
public record Schemas(String condition, String wanted) {
  /** An expression of Oracle takes a thousand; who wants a hundred wants all. */
  private static final int NAMES_MAX = 100;

  /** Bytes, of which a name has at least one a letter. */
  private static final int NAME_MAX = 128;

  private static final String OF_PEOPLE =
      """
      SELECT USERNAME FROM ALL_USERS WHERE ORACLE_MAINTAINED = 'N'
       AND USERNAME NOT IN ('GODWIT_CONTROL', 'AWSDMS_CONTROL')""";

  private static final Pattern NAME =
      Pattern.compile("\\s*(?:\"([^\"\\p{Cntrl}]+)\"|([^\\s,\"*]+))\\s*(,|$)");

  /**
   * Those that a person names: {@code hr, "Mixed Case"}. As for Oracle itself, names without quotes
   * are upper case.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION}
   */
  public static Schemas parse(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return new Schemas("= USER", "SELECT USER FROM DUAL");
    }
    if (text.equals("*")) {
      return new Schemas("IN (" + OF_PEOPLE + ")", OF_PEOPLE);
    }
    List<String> literals = names(text).stream().map(Words::literal).toList();
    return new Schemas(
        "IN (" + String.join(", ", literals) + ")",
        literals.stream()
            .map(it -> "SELECT " + it + " FROM DUAL")
            .collect(Collectors.joining("\n UNION ALL ")));
  }

  private static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher name = NAME.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!name.region(at, text.length()).lookingAt()) {
        throw refused(
            "Name schemas with commas between them, such as HR, SH; names in double quotes keep their case; * stands alone for all.");
      }
      String exact = name.group(1);
      names.add(exact == null ? name.group(2).toUpperCase(Locale.ROOT) : exact);
      at = name.end();
    }
    for (String it : names) {
      if (it.length() > NAME_MAX) {
        throw refused("%s… is longer than any schema's name.".formatted(it.substring(0, 60)));
      }
    }
    if (names.size() > NAMES_MAX) {
      throw refused("Name at most %d schemas, or * for all.".formatted(NAMES_MAX));
    }
    return names;
  }

  private static EngineException refused(String sentence) {
    return new EngineException(Failure.CONFIGURATION, sentence);
  }
}
