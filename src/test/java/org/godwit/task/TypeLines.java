package org.godwit.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the files in {@code src/test/resources/types} say must become of each type.
 *
 * @param made statements that both servers run before
 * @param byType the lines, by the source's type
 */
record TypeLines(List<String> made, Map<String, List<Line>> byType) {

  /** The values of one type, at least one. */
  List<Line> of(String type) {
    return Objects.requireNonNull(byType.get(type), type);
  }

  /**
   * One value.
   *
   * @param type as the source's column definition has it
   * @param value a literal or expression of the source
   * @param targetType as the target's catalog shows it
   * @param expected as the target shows it, with a word in front for another form, or "rejected"
   * @param isAltered whether the change is counted
   */
  record Line(String type, String value, String targetType, String expected, boolean isAltered) {
    private static final String ALTERED = "altered ";
    private static final String HEX = "hex";
    private static final String SQL = "sql ";

    static Line parse(String[] parts, boolean isMariaDb) {
      int own = isMariaDb && parts.length > 5 ? 4 : 2;
      String expected = parts[own + 1].strip();
      boolean isAltered = expected.startsWith(ALTERED);
      return new Line(
          parts[0].strip(),
          parts[1].strip(),
          parts[own].strip(),
          isAltered ? expected.substring(ALTERED.length()) : expected,
          isAltered);
    }

    boolean isRejected() {
      return expected.equals("rejected");
    }

    boolean isHex() {
      return expected.equals(HEX) || expected.startsWith(HEX + " ");
    }

    /** Whether the target's own expression says the value. */
    boolean isSql() {
      return expected.startsWith(SQL);
    }

    /** What must be found, or the target's expression for it. */
    String shown() {
      if (isSql()) {
        return expected.substring(SQL.length());
      }
      return isHex() ? expected.substring(HEX.length()).strip() : expected;
    }
  }

  static TypeLines read(List<String> files, boolean isMariaDb) {
    List<String> made = new ArrayList<>();
    Map<String, List<Line>> byType = new LinkedHashMap<>();
    for (String file : files) {
      for (String text : text(file).lines().toList()) {
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
        String[] parts = text.split("\\|", -1);
        if (parts[0].strip().equals("made")) {
          made.add(parts[1].strip());
        } else {
          Line line = Line.parse(parts, isMariaDb);
          byType.computeIfAbsent(line.type(), type -> new ArrayList<>()).add(line);
        }
      }
    }
    return new TypeLines(made, byType);
  }

  private static String text(String file) {
    try (InputStream in = TypeLines.class.getResourceAsStream("/types/" + file + ".txt")) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
