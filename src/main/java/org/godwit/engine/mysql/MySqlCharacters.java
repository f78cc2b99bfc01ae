package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.godwit.engine.Alterations;

/** How a text looks after characters of it were replaced, none by another that is replaced too. */
final class MySqlCharacters {
  private MySqlCharacters() {}

  static String replaced(String text, Alterations alterations) {
    String result = text;
    for (Map.Entry<Integer, Integer> one : alterations.characters().entrySet()) {
      result =
          "REPLACE(%s COLLATE utf8mb4_bin, %s, %s)"
              .formatted(
                  result,
                  literal(one.getKey()),
                  one.getValue() == 0 ? "''" : literal(one.getValue()));
    }
    return result;
  }

  /** A condition a character that holds where the text has it. */
  static List<String> held(String text, Alterations alterations) {
    return alterations.characters().entrySet().stream()
        .filter(one -> !one.getKey().equals(one.getValue()))
        .map(one -> "INSTR(%s COLLATE utf8mb4_bin, %s) > 0".formatted(text, literal(one.getKey())))
        .toList();
  }

  private static String literal(int character) {
    byte[] utf8 = Character.toString(character).getBytes(StandardCharsets.UTF_8);
    return "_utf8mb4 0x" + HexFormat.of().formatHex(utf8);
  }
}
