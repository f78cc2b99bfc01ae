package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;

/** Which routines an object's code calls, and which of its own routines are left out. */
final class RoutineCalls {
  private final List<Call> calls = new ArrayList<>();
  private final Set<Name> leftOut = new HashSet<>();
  private final Set<Name> made = new HashSet<>();

  private record Call(Name name, Items items, Place place) {}

  /** Takes the calls in code that is written. */
  void in(Node code, Items items) {
    Rewriter.walk(
        code,
        node -> {
          if (node instanceof Expression.Call(var name, _, var place)) {
            calls.add(new Call(name, items, place));
          }
        });
  }

  /** A routine that is written. */
  void made(Name routine) {
    made.add(routine);
  }

  /** A routine that isn't. */
  void leftOut(Name routine) {
    leftOut.add(routine);
  }

  /** Routines of which nothing is written, not one of several with the name. */
  Set<Name> missing() {
    Set<Name> missing = new HashSet<>(leftOut);
    missing.removeAll(made);
    return missing;
  }

  /** An action item for each call of one that is missing. */
  List<ActionItem> of(Set<Name> missing) {
    List<ActionItem> found = new ArrayList<>();
    for (Call call : calls) {
      if (missing.contains(call.name())) {
        Items items = call.items().part();
        items.add(ActionCode.DEPENDENCY, call.place(), "routine " + call.name());
        found.addAll(items.all());
      }
    }
    return found.stream().distinct().toList();
  }
}
