package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Statement;

/** Which of several statements makes an object. */
final class Makers {
  private Makers() {}

  /**
   * The statement that makes the object as the source would have it behind all of them: the last
   * one where that replaces what is there, or stands behind a DROP; else the first, as the source
   * refuses the others. Those are an action item.
   */
  static Optional<Piece> of(SchemaObject object, Class<? extends Statement> kind, Outcome outcome) {
    Piece made = null;
    for (Piece piece : object.pieces()) {
      if (piece.statement() instanceof Ddl.Drop) {
        made = null;
      } else if (kind.isInstance(piece.statement())) {
        if (made == null || replaces(piece.statement())) {
          made = piece;
        } else {
          Items items = piece.items();
          items.add(ActionCode.DEFINED_TWICE, piece.statement().place(), object.id());
          outcome.addPart(items);
        }
      }
    }
    if (made != null) {
      return Optional.of(made);
    }
    // A script may end with what cleans up, or with another file that does.
    Optional<Piece> last =
        object.pieces().stream()
            .filter(piece -> kind.isInstance(piece.statement()))
            .reduce((_, it) -> it);
    last.ifPresent(it -> sayDropped(object, it, outcome));
    return last;
  }

  /** The statements without those that make what a later one replaces. */
  static List<Piece> standing(List<Piece> pieces) {
    Set<ObjectId> replaced = new HashSet<>();
    List<Piece> standing = new ArrayList<>();
    for (Piece piece : pieces.reversed()) {
      Optional<ObjectId> made = SchemaModel.made(piece.statement());
      if (made.isEmpty() || !replaced.contains(made.get())) {
        standing.add(piece);
      }
      made.filter(_ -> replaces(piece.statement())).ifPresent(replaced::add);
    }
    return List.copyOf(standing.reversed());
  }

  private static void sayDropped(SchemaObject object, Piece made, Outcome outcome) {
    object.pieces().stream()
        .filter(it -> it.statement() instanceof Ddl.Drop)
        .filter(it -> it.file().name().equals(made.file().name()) && it.line() >= made.line())
        .reduce((_, it) -> it)
        .ifPresent(
            it -> {
              Items items = it.items();
              items.add(ActionCode.DROPPED_AGAIN, it.statement().place(), object.id());
              outcome.addPart(items);
            });
  }

  private static boolean replaces(Statement statement) {
    List<String> modifiers =
        switch (statement) {
          case Ddl.CreateView it -> it.modifiers();
          case Ddl.CreateRoutine it -> it.modifiers();
          case Ddl.CreatePackage it -> it.modifiers();
          case Ddl.CreatePackageBody it -> it.modifiers();
          case Ddl.CreateTrigger it -> it.modifiers();
          case Ddl.CreateType it when it.body().orElse(null) instanceof Declaration.Incomplete ->
              List.of();
          case Ddl.CreateType it -> it.modifiers();
          case Ddl.CreateTypeBody it -> it.modifiers();
          case Ddl.CreateSynonym it -> it.modifiers();
          default -> List.of();
        };
    return modifiers.stream().anyMatch(it -> it.contains("REPLACE"));
  }
}
