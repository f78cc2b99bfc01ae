package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/** A cursor that a package declares is declared by each routine that uses it. */
final class PackageCursors {
  private final Packages packages;
  private final String unit;
  private final Items items;
  private final Set<String> own = new HashSet<>();
  private final Map<String, Declaration.Cursor> used = new LinkedHashMap<>();

  private PackageCursors(Packages packages, String unit, Items items) {
    this.packages = packages;
    this.unit = unit;
    this.items = items;
  }

  /** The routine with the cursors that it uses. */
  static Routine declared(Routine routine, Packages packages, String unit, Items items) {
    PackageCursors cursors = new PackageCursors(packages, unit, items);
    Rewriter.walk(routine, cursors::declare);
    Routine renamed = Rewriter.rewrite(routine, cursors::one);
    if (cursors.used.isEmpty() || renamed.body().isEmpty()) {
      return routine;
    }
    Code.Block body = renamed.body().get();
    List<Declaration> all = new ArrayList<>(cursors.used.values());
    all.addAll(body.declarations());
    return new Routine(
        renamed.modifiers(),
        renamed.kind(),
        renamed.name(),
        renamed.parameters(),
        renamed.returns(),
        renamed.returnsSelf(),
        renamed.properties(),
        Optional.of(
            new Code.Block(List.copyOf(all), body.statements(), body.handlers(), body.place())),
        renamed.external(),
        renamed.place());
  }

  private void declare(Node node) {
    switch (node) {
      case Routine.Parameter it -> own.add(it.name().text());
      case Declaration it -> Packages.name(it).ifPresent(name -> own.add(name.text()));
      default -> {
        // Declares nothing.
      }
    }
  }

  private Node one(Node node) {
    return switch (node) {
      case Expression.Reference(var name, var place) when cursor(name).isPresent() ->
          new Expression.Reference(taken(name, place), place);
      case Expression.Call(var name, var arguments, var place) when cursor(name).isPresent() ->
          new Expression.Call(taken(name, place), arguments, place);
      case Type.Anchored(var of, var attribute, var place)
          when attribute.equalsIgnoreCase("ROWTYPE") && cursor(of).isPresent() ->
          new Type.Anchored(taken(of, place), attribute, place);
      default -> node;
    };
  }

  private Optional<Declaration.Cursor> cursor(Name name) {
    return own.contains(name.parts().getFirst().text())
        ? Optional.empty()
        : packages.declarationsOf(unit, name).stream()
            .filter(Declaration.Cursor.class::isInstance)
            .map(Declaration.Cursor.class::cast)
            .filter(it -> it.query().isPresent())
            .findFirst();
  }

  private Name taken(Name name, Place place) {
    Declaration.Cursor cursor = cursor(name).orElseThrow();
    // The specification may stand in another file, whose places mean nothing in the body's.
    if (used.putIfAbsent(cursor.name().text(), Rewriter.placed(cursor, place)) == null) {
      items.add(ActionCode.PACKAGE_CURSOR, place, name);
    }
    return Name.of(cursor.name());
  }
}
