package org.godwit.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of schemas as a person types them: with commas between them, quoted where they hold one.
 */
public final class SchemaNames {
  private SchemaNames() {}

  /**
   * The names; none of a blank text.
   *
   * @param quote what stands around a name that has a comma
   * @throws EngineException of {@link Failure#CONFIGURATION} with a sentence
   */
  public static List<String> of(String typed, char quote) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean isQuoted = false;
    for (char c : (typed + ",").toCharArray()) {
      if (c == quote) {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        if (name.toString().isBlank() && !typed.isBlank()) {
          throw new EngineException(
              Failure.CONFIGURATION, "name schemas with one comma between two: shop,stock");
        }
        names.add(name.toString().strip());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    if (isQuoted) {
      throw new EngineException(
          Failure.CONFIGURATION, "a name of a schema has a %s without its other".formatted(quote));
    }
    return typed.isBlank() ? List.of() : List.copyOf(names);
  }

  /**
   * The same names, where all are there.
   *
   * @param words what such a server calls a schema
   * @throws EngineException of {@link Failure#OBJECT_MISSING} with a sentence
   */
  public static List<String> among(List<String> there, List<String> wanted, String words) {
    for (String schema : wanted) {
      if (!there.contains(schema)) {
        throw new EngineException(
            Failure.OBJECT_MISSING,
            "there is no %s %s that this user may see; there are: %s"
                .formatted(words, schema, String.join(", ", there)));
      }
    }
    return wanted;
  }
}
