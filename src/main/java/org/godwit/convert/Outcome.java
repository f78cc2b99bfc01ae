package org.godwit.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.godwit.sql.Rendered;

/** Collects what becomes of one object. */
final class Outcome {
  private final List<TargetStatement> statements = new ArrayList<>();
  private final Set<ActionItem> items = new LinkedHashSet<>();
  private final RoutineCalls routines = new RoutineCalls();
  private boolean isBlocked;

  /** Adds a statement that comes from the place of these items. */
  void add(Stage stage, Rendered rendered, Items at) {
    statements.add(new TargetStatement(stage, rendered, at.file(), at.line()));
  }

  /** Takes the items of a piece; nothing is made of the object where it can't be written. */
  void add(Items piece) {
    items.addAll(piece.all());
    isBlocked |= piece.isBlocked();
  }

  /** Takes the items of a piece without which the object can be made. */
  void addPart(Items piece) {
    items.addAll(piece.all());
  }

  /** Which routines it calls and leaves out. */
  RoutineCalls routines() {
    return routines;
  }

  /** Whether nothing is made. */
  boolean isEmpty() {
    return statements.isEmpty();
  }

  /** Whether a statement has that text. */
  boolean has(String text) {
    return statements.stream().anyMatch(it -> it.sql().contains(text));
  }

  boolean isBlocked() {
    return isBlocked;
  }

  ConvertedObject of(SchemaObject object) {
    boolean isOpen = items.stream().anyMatch(item -> item.code().severity() != Severity.INFO);
    Proof proof = isBlocked ? Proof.NOT_CONVERTED : isOpen ? Proof.PARTIAL : Proof.RENDERED;
    List<TargetStatement> made = isBlocked ? List.of() : withPack(object.pieces().getFirst());
    return new ConvertedObject(
        object,
        proof,
        made.isEmpty() ? Load.NOTHING : Load.UNTRIED,
        Check.UNKNOWN,
        made,
        List.copyOf(items),
        routines);
  }

  /** With the functions of the extension pack that they call: an object can be made alone. */
  private List<TargetStatement> withPack(Piece first) {
    List<TargetStatement> all = new ArrayList<>(statements);
    for (String sql :
        ExtensionPack.calledBy(statements.stream().map(TargetStatement::sql).toList())) {
      all.add(
          new TargetStatement(
              Stage.SCHEMA, new Rendered(sql, List.of()), first.file(), first.line()));
    }
    return List.copyOf(all);
  }
}
