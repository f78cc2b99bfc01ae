package org.godwit.convert.report;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Complexity;
import org.godwit.convert.Severity;

/**
 * How many hours a team needs for an action item: by its complexity, or by its own number.
 *
 * <pre>
 * simple = 1
 * medium = 4
 * complex = 8
 * learning.medium = 2
 * item.5350 = 0.5
 * </pre>
 *
 * Hours of learning are counted once for each number of an action item that occurs.
 */
public final class Rates {
  private static final BigDecimal HOURS_MAX = new BigDecimal(10_000);
  private static final Map<String, BigDecimal> STANDARD =
      Map.of(
          "simple", BigDecimal.ONE,
          "medium", new BigDecimal(4),
          "complex", new BigDecimal(8),
          "learning.simple", BigDecimal.ZERO,
          "learning.medium", BigDecimal.ZERO,
          "learning.complex", BigDecimal.ZERO);

  private final Map<String, BigDecimal> hours;

  private Rates(Map<String, BigDecimal> hours) {
    this.hours = Map.copyOf(hours);
  }

  /** 1, 4 and 8 hours, within what AWS SCT means by simple, medium and complex; no learning. */
  public static Rates standard() {
    return new Rates(STANDARD);
  }

  /**
   * The standard ones with those that the text names.
   *
   * @param text a properties file's
   * @throws IllegalArgumentException with a sentence where a line can't be understood
   */
  public static Rates parse(String text) {
    Properties named = new Properties();
    try {
      named.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the rates can't be read: " + e.getMessage(), e);
    }
    Map<String, BigDecimal> hours = new HashMap<>(STANDARD);
    for (String name : new TreeSet<>(named.stringPropertyNames())) {
      if (!STANDARD.containsKey(name) && !isItem(name)) {
        throw new IllegalArgumentException(
            "there is no rate %s; there are simple, medium, complex, each with learning. in front or not, and item.NUMBER"
                .formatted(name));
      }
      hours.put(name, hours(name, named.getProperty(name).strip()));
    }
    return new Rates(hours);
  }

  private static boolean isItem(String name) {
    for (ActionCode code : ActionCode.values()) {
      if (name.equals("item." + code.number())) {
        return true;
      }
    }
    return false;
  }

  private static BigDecimal hours(String name, String text) {
    try {
      BigDecimal hours = new BigDecimal(text);
      if (hours.signum() >= 0 && hours.compareTo(HOURS_MAX) <= 0 && hours.scale() <= 3) {
        return hours;
      }
    } catch (NumberFormatException _) {
      // Says the sentence below.
    }
    throw new IllegalArgumentException(
        "the rate %s must be hours from 0 to %s, such as 0.5, and is '%s'"
            .formatted(name, HOURS_MAX, text));
  }

  /** Hours for one occurrence; none where nothing is to be done. */
  BigDecimal of(ActionCode code) {
    if (code.severity() == Severity.INFO) {
      return BigDecimal.ZERO;
    }
    BigDecimal own = hours.get("item." + code.number());
    return own == null ? of(word(code.complexity())) : own;
  }

  /** Hours to learn what to do, whatever the number of occurrences. */
  BigDecimal learning(ActionCode code) {
    return code.severity() == Severity.INFO
        ? BigDecimal.ZERO
        : of("learning." + word(code.complexity()));
  }

  /** Hours by complexity, for the sentence that says what hours are counted with. */
  BigDecimal of(Complexity complexity) {
    return of(word(complexity));
  }

  private BigDecimal of(String name) {
    return hours.getOrDefault(name, BigDecimal.ZERO);
  }

  private static String word(Complexity complexity) {
    return switch (complexity) {
      case SIMPLE -> "simple";
      case MEDIUM -> "medium";
      case COMPLEX -> "complex";
    };
  }
}
