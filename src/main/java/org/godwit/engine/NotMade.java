package org.godwit.engine;

import java.util.List;

/** Says what of the source a load doesn't make on the target. */
public final class NotMade {
  private static final int NAMED_MAX = 10;

  private NotMade() {}

  /**
   * A sentence such as "2 triggers are not made: a, b."
   *
   * @param one what one of them is called
   * @param more what more of them are called
   * @param names at least one; the first {@value #NAMED_MAX} are said
   */
  public static String of(String one, String more, List<String> names) {
    return "%,d %s not made: %s."
        .formatted(names.size(), names.size() == 1 ? one + " is" : more + " are", some(names));
  }

  /**
   * A sentence on what belongs to no table.
   *
   * @param kind what one of them is called; more of them with an s
   */
  public static String inSchema(String schema, String kind, List<String> names) {
    return "of schema " + schema + " " + of(kind, kind + "s", names);
  }

  /** A sentence on who may use it on the source, each with what they may do. */
  public static String privileges(List<String> grantees) {
    return "privileges are not granted on the target: " + some(grantees) + ".";
  }

  private static String some(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(names.size(), NAMED_MAX)));
    int more = names.size() - NAMED_MAX;
    return more > 0 ? "%s, and %,d more".formatted(some, more) : some;
  }
}
