package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Masks of TO_CHAR and TO_DATE: {@code RRRR} becomes {@code YYYY}, {@code FF6} becomes {@code US},
 * {@code FF3} becomes {@code MS}; what else both know stays.
 */
final class DateMask {
  private static final Set<String> SAME =
      Set.of(
          "HH24", "HH12", "HH", "MI", "SSSSS", "SS", "A.M.", "P.M.", "AM", "PM", "Y,YYY", "YYYY",
          "YYY", "YY", "Y", "IYYY", "IYY", "IY", "I", "B.C.", "A.D.", "BC", "AD", "MONTH", "MON",
          "MM", "DAY", "DY", "DDD", "DD", "D", "WW", "W", "IW", "CC", "J", "Q", "RM", "TZH", "TZM");

  /** The longest first, so that HH24 isn't taken for HH. */
  private static final List<Map.Entry<String, String>> OTHERS =
      List.of(
          Map.entry("RRRR", "YYYY"),
          Map.entry("RR", "YY"),
          Map.entry("FF3", "MS"),
          Map.entry("FF6", "US"),
          Map.entry("FF", "US"));

  private static final String UNPADDED = "FM";
  private static final String SEPARATOR = "[^[:alnum:]]+";

  /** What is read, the longest first. */
  private static final List<Map.Entry<String, String>> READ =
      List.of(
          Map.entry("YYYY", "\\d{1,4}"),
          Map.entry("RRRR", "\\d{1,4}"),
          Map.entry("YYY", "\\d{1,3}"),
          Map.entry("YY", "\\d{1,4}"),
          Map.entry("RR", "\\d{1,4}"),
          Map.entry("MONTH", "[[:alpha:]]+\\.?"),
          Map.entry("MON", "[[:alpha:]]+\\.?"),
          Map.entry("MM", "\\d{1,2}"),
          Map.entry("MI", "\\d{1,2}"),
          Map.entry("DDD", "\\d{1,3}"),
          Map.entry("DD", "\\d{1,2}"),
          Map.entry("HH24", "\\d{1,2}"),
          Map.entry("HH12", "\\d{1,2}"),
          Map.entry("HH", "\\d{1,2}"),
          Map.entry("SSSSS", "\\d{1,5}"),
          Map.entry("SS", "\\d{1,2}"),
          Map.entry("FF3", "\\d{1,3}"),
          Map.entry("FF6", "\\d{1,6}"),
          Map.entry("FF", "\\d{1,9}"),
          Map.entry("A.M.", "[AaPp]\\.[Mm]\\."),
          Map.entry("P.M.", "[AaPp]\\.[Mm]\\."),
          Map.entry("AM", "[AaPp][Mm]"),
          Map.entry("PM", "[AaPp][Mm]"));

  private static final Set<String> TIMES =
      Set.of("MI", "HH24", "HH12", "HH", "SSSSS", "SS", "FF3", "FF6", "FF");

  private DateMask() {}

  /** The mask as PostgreSQL knows it; empty where an element has no counterpart. */
  static Optional<String> converted(String mask) {
    StringBuilder out = new StringBuilder();
    boolean isUnpadded = false;
    int at = 0;
    while (at < mask.length()) {
      char c = mask.charAt(at);
      if (c == '"') {
        int end = mask.indexOf('"', at + 1);
        if (end < 0) {
          return Optional.empty();
        }
        out.append(mask, at, end + 1);
        at = end + 1;
      } else if (!Character.isLetterOrDigit(c)) {
        out.append(c);
        at++;
      } else if (mask.regionMatches(true, at, UNPADDED, 0, UNPADDED.length())) {
        isUnpadded = !isUnpadded; // to Oracle for all behind it, to PostgreSQL for the next alone
        at += UNPADDED.length();
      } else {
        out.append(isUnpadded ? UNPADDED : "");
        int length = element(mask, at, out);
        if (length == 0) {
          return Optional.empty();
        }
        at += length;
      }
    }
    return Optional.of(out.toString());
  }

  /** Which century two digits of a year are of: {@code RRRR}, {@code RR}, {@code YY}, or none. */
  static String century(String mask) {
    String upper = mask.toUpperCase(Locale.ROOT);
    return upper.contains("RRRR")
        ? "RRRR"
        : upper.contains("RR") ? "RR" : upper.contains("YY") && !upper.contains("YYY") ? "YY" : "";
  }

  /**
   * A regular expression of PostgreSQL's for the texts that have the mask's form; empty where an
   * element isn't one that is read. The time may end early.
   */
  static Optional<String> pattern(String mask) {
    StringBuilder out = new StringBuilder("^\\s*");
    String between = "";
    boolean isFirst = true;
    int open = 0;
    int at = 0;
    while (at < mask.length()) {
      char c = mask.charAt(at);
      if (!Character.isLetterOrDigit(c) && c != '"') {
        between = SEPARATOR;
        at++;
        continue;
      }
      if (mask.regionMatches(true, at, UNPADDED, 0, UNPADDED.length())) {
        at += UNPADDED.length();
        continue;
      }
      Map.Entry<String, String> element = read(mask.substring(at).toUpperCase(Locale.ROOT));
      if (element.getKey().isEmpty()) {
        return Optional.empty();
      }
      boolean isOfTime = TIMES.contains(element.getKey()) && !isFirst;
      out.append(isOfTime ? "(" : "").append(between).append(element.getValue());
      open += isOfTime ? 1 : 0;
      between = "";
      isFirst = false;
      at += element.getKey().length();
    }
    return Optional.of(out + ")?".repeat(open) + "\\s*$");
  }

  /** The element that begins there, with its form; an empty one where none is known. */
  private static Map.Entry<String, String> read(String rest) {
    return READ.stream()
        .filter(it -> rest.startsWith(it.getKey()))
        .findFirst()
        .orElse(Map.entry("", ""));
  }

  /** Writes the element that stands there; gives its length, 0 where it isn't known. */
  private static int element(String mask, int at, StringBuilder out) {
    String rest = mask.substring(at).toUpperCase(Locale.ROOT);
    for (Map.Entry<String, String> other : OTHERS) {
      // FF1 to FF9 aren't FF with a digit behind it.
      boolean isDigits =
          other.getKey().equals("FF") && rest.length() > 2 && Character.isDigit(rest.charAt(2));
      if (rest.startsWith(other.getKey()) && !isDigits) {
        out.append(other.getValue());
        return other.getKey().length();
      }
    }
    String longest = "";
    for (String same : SAME) {
      if (rest.startsWith(same) && same.length() > longest.length()) {
        longest = same;
      }
    }
    // The case of MONTH, Month and month is that of what comes out.
    out.append(mask, at, at + longest.length());
    return longest.length();
  }
}
