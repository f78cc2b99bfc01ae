package org.godwit.convert;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
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
    // A script may end with what cleans up.
    return Optional.ofNullable(made)
        .or(
            () ->
                object.pieces().stream()
                    .filter(piece -> kind.isInstance(piece.statement()))
                    .reduce((_, last) -> last));
  }

  private static boolean replaces(Statement statement) {
    List<String> modifiers =
        switch (statement) {
          case Ddl.CreateView it -> it.modifiers();
          case Ddl.CreateRoutine it -> it.modifiers();
          case Ddl.CreatePackage it -> it.modifiers();
          case Ddl.CreatePackageBody it -> it.modifiers();
          case Ddl.CreateTrigger it -> it.modifiers();
          case Ddl.CreateType it -> it.modifiers();
          case Ddl.CreateTypeBody it -> it.modifiers();
          case Ddl.CreateSynonym it -> it.modifiers();
          default -> List.of();
        };
    return modifiers.stream().anyMatch(it -> it.contains("REPLACE"));
  }
}
