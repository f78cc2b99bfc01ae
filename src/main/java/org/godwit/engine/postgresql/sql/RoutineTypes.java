package org.godwit.engine.postgresql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The types of a routine's parameters, by which it is told from others of its name. */
final class RoutineTypes {
  private static final Set<String> MODES = Set.of("in", "inout", "variadic");

  /** Words that types of several words begin with; before any other type stands a name. */
  private static final Set<String> FIRST =
      Set.of("double", "character", "timestamp", "time", "bit", "national", "interval", "setof");

  private static final Set<String> BEHIND =
      Set.of("precision", "varying", "with", "without", "time", "zone", "char", "character");

  private RoutineTypes() {}

  /** {@code (integer, text)} of the parameters as CREATE, ALTER or COMMENT have them. */
  static String of(List<DumpToken> parameters) {
    List<String> types = new ArrayList<>();
    for (List<DumpToken> parameter : split(parameters)) {
      if (!parameter.isEmpty() && !parameter.getFirst().is("out")) {
        types.add(type(parameter));
      }
    }
    return "(" + String.join(", ", types) + ")";
  }

  /** An aggregate may have parameters behind ORDER BY, or a star for none. */
  static String ofAggregate(List<DumpToken> parameters) {
    List<DumpToken> plain = parameters.stream().map(it -> it.is("order") ? comma(it) : it).toList();
    List<DumpToken> kept = plain.stream().filter(it -> !it.is("by") && !it.is("*")).toList();
    return of(kept);
  }

  private static DumpToken comma(DumpToken order) {
    return new DumpToken(DumpToken.Kind.SIGN, ",", order.start(), order.end());
  }

  private static List<List<DumpToken>> split(List<DumpToken> parameters) {
    List<List<DumpToken>> all = new ArrayList<>();
    List<DumpToken> one = new ArrayList<>();
    int open = 0;
    for (DumpToken token : parameters) {
      open += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
      if (open == 0 && token.is(",")) {
        all.add(one);
        one = new ArrayList<>();
      } else {
        one.add(token);
      }
    }
    all.add(one);
    return all;
  }

  private static String type(List<DumpToken> parameter) {
    List<DumpToken> left = new ArrayList<>();
    int open = 0;
    for (DumpToken token : parameter) {
      if (open == 0 && (token.is("default") || token.is("="))) {
        break;
      }
      open += token.is("(") ? 1 : 0;
      if (open == 0) { // numeric(10,2) is numeric
        left.add(token);
      }
      open -= token.is(")") ? 1 : 0;
    }
    boolean isVariadic = !left.isEmpty() && left.getFirst().is("variadic");
    if (left.size() > 1 && left.getFirst().isName() && MODES.contains(left.getFirst().text())) {
      left.removeFirst();
    }
    if (isNamed(left)) {
      left.removeFirst();
    }
    if (left.size() > 2 && left.getFirst().is("pg_catalog") && left.get(1).is(".")) {
      left = left.subList(2, left.size());
    }
    StringBuilder type = new StringBuilder(isVariadic ? "VARIADIC " : "");
    for (int at = 0; at < left.size(); at++) {
      DumpToken token = left.get(at);
      boolean isApart = at > 0 && token.isName() && left.get(at - 1).isName();
      type.append(isApart ? " " : "");
      type.append(token.isName() ? DumpNames.identifier(token.text()) : token.text());
    }
    return type.toString();
  }

  private static boolean isNamed(List<DumpToken> parameter) {
    if (parameter.size() < 2 || !parameter.getFirst().isName() || !parameter.get(1).isName()) {
      return false;
    }
    DumpToken first = parameter.getFirst();
    boolean isType =
        first.kind() == DumpToken.Kind.WORD
            && FIRST.contains(first.text())
            && BEHIND.contains(parameter.get(1).text());
    return !isType;
  }
}
