package org.godwit.convert;

import java.util.HashSet;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;

/** Which variables of the routine around it a routine uses: alone, it would not see them. */
final class LocalNames {
  private LocalNames() {}

  /** Whether the inner routine names a parameter, variable or cursor of the outer. */
  static boolean usesOuter(Routine outer, Routine inner) {
    Set<String> visible = new HashSet<>();
    outer.parameters().forEach(it -> visible.add(it.name().text()));
    outer
        .body()
        .ifPresent(
            body ->
                body.declarations().stream()
                    .filter(it -> !(it instanceof Routine))
                    .forEach(it -> Packages.name(it).ifPresent(name -> visible.add(name.text()))));
    visible.removeAll(declared(inner));
    boolean[] uses = {false};
    Rewriter.walk(inner, node -> uses[0] |= names(node, visible));
    return uses[0];
  }

  private static Set<String> declared(Routine routine) {
    Set<String> names = new HashSet<>();
    Rewriter.walk(
        routine,
        node -> {
          switch (node) {
            case Routine.Parameter it -> names.add(it.name().text());
            case Declaration it -> Packages.name(it).ifPresent(name -> names.add(name.text()));
            case Code.ForRange it -> names.add(it.variable().text());
            case Code.ForQuery it -> names.add(it.variable().text());
            case Code.ForCursor it -> names.add(it.variable().text());
            default -> {
              // Declares nothing.
            }
          }
        });
    return names;
  }

  private static boolean names(Node node, Set<String> visible) {
    return switch (node) {
      case Expression.Reference(var name, _) -> isOne(name, visible);
      case Expression.Call(var name, _, _) -> isOne(name, visible);
      case Expression.CurrentOf(var name, _) -> isOne(name, visible);
      default -> false;
    };
  }

  private static boolean isOne(Name name, Set<String> visible) {
    return visible.contains(name.parts().getFirst().text());
  }
}
