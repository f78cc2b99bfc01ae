package org.godwit.conversion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * In what a target differs from what a conversion makes.
 *
 * @param target the endpoint's name
 * @param same how many objects are the same on both
 * @param differences of the others
 * @param untried objects that the scratch database refuses, so that they can't be compared
 * @param versions a sentence where the servers are of different versions, which may write the same
 *     thing in other words; else empty
 */
public record SchemaDrift(
    String target,
    Instant comparedAt,
    int same,
    List<Difference> differences,
    List<String> untried,
    String versions) {

  /** How an object stands. */
  public enum Standing {
    /** The target lacks it. */
    MISSING("Missing"),
    /** It is something else there. */
    DIFFERS("Differs"),
    /** Nothing of the conversion makes it. */
    EXTRA("Only there");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /**
   * A line of a definition.
   *
   * @param isAlone whether the other side lacks it
   */
  public record Line(String text, boolean isAlone) {}

  /**
   * One object.
   *
   * @param title such as {@code table hr.t}
   * @param converted its definition as converted; empty where it isn't
   * @param found its definition on the target; empty where it isn't there
   */
  public record Difference(Standing standing, String title, String converted, String found) {
    /** What conversion makes, line by line. */
    public List<Line> convertedLines() {
      return lines(converted, found);
    }

    /** What the target has, line by line. */
    public List<Line> foundLines() {
      return lines(found, converted);
    }

    private static List<Line> lines(String text, String other) {
      Set<String> others = new HashSet<>(other.lines().map(String::strip).toList());
      return text.lines()
          .map(it -> new Line(it, !it.isBlank() && !others.contains(it.strip())))
          .toList();
    }
  }

  /** How many objects stand so. */
  public long count(Standing standing) {
    return differences.stream().filter(it -> it.standing() == standing).count();
  }

  /** What is on one side, or other than on the other one, in order of schema, kind and name. */
  static List<Difference> differences(
      SortedMap<SchemaDefinitions.Key, String> converted,
      SortedMap<SchemaDefinitions.Key, String> found) {
    Set<SchemaDefinitions.Key> all = new TreeSet<>(converted.keySet());
    all.addAll(found.keySet());
    List<Difference> differences = new ArrayList<>();
    for (SchemaDefinitions.Key key : all) {
      String made = converted.getOrDefault(key, "");
      String there = found.getOrDefault(key, "");
      Standing standing =
          !found.containsKey(key)
              ? Standing.MISSING
              : !converted.containsKey(key) ? Standing.EXTRA : Standing.DIFFERS;
      if (standing != Standing.DIFFERS || !made.equals(there)) {
        differences.add(new Difference(standing, title(key), made, there));
      }
    }
    return differences;
  }

  private static String title(SchemaDefinitions.Key key) {
    return key.kind()
        + " "
        + (key.schema().isEmpty() ? key.name() : key.schema() + "." + key.name());
  }
}
