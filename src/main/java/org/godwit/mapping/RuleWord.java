package org.godwit.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How documents write the constants of this package: lower case with hyphens. */
final class RuleWord {
  private RuleWord() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(RuleWord::of).toList();
  }

  static <E extends Enum<E>> Optional<E> parse(String word, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equalsIgnoreCase(word.strip()))
        .findFirst();
  }
}
