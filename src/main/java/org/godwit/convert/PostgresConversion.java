package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;

/**
 * Scripts of PostgreSQL for PostgreSQL: statements stay as they are. What is done is to tell whose
 * each is, when it can run, and what a person must know.
 */
final class PostgresConversion {
  private final List<ConvertedObject> objects;
  private final List<ObjectId> order;

  private PostgresConversion(List<ConvertedObject> objects, List<ObjectId> order) {
    this.objects = objects;
    this.order = order;
  }

  /**
   * What an object names.
   *
   * @param needed what must be there when it is made
   * @param mentioned in code, and by foreign keys
   */
  private record Needs(Set<ObjectId> needed, Set<ObjectId> mentioned) {
    Set<ObjectId> inOrder() {
      Set<ObjectId> all = new LinkedHashSet<>(needed);
      all.addAll(mentioned);
      return all;
    }
  }

  /** Converts all that the scripts make. */
  static PostgresConversion of(List<ScriptPart> parts, Function<String, ScriptReader> reader) {
    PostgresModel model = PostgresModel.of(read(parts, reader));
    Map<ObjectId, Needs> needs = new LinkedHashMap<>();
    model.pieces().forEach((id, pieces) -> needs.put(id, needs(model, id, pieces)));
    List<ObjectId> order =
        ScriptOrder.of(
            List.copyOf(model.pieces().keySet()),
            id -> of(needs, id).inOrder(),
            id -> of(needs, id).needed());
    PostgresStages stages = new PostgresStages(model);
    for (ObjectId id : order.reversed()) {
      of(needs, id).inOrder().forEach(needed -> stages.before(needed, id));
    }
    List<ConvertedObject> objects = new ArrayList<>();
    model
        .pieces()
        .forEach(
            (id, pieces) -> {
              Set<ObjectId> named = new LinkedHashSet<>(of(needs, id).inOrder());
              named.addAll(later(model, id, pieces));
              named.remove(id);
              SchemaObject object = new SchemaObject(id, List.copyOf(pieces), Set.copyOf(named));
              objects.add(
                  Conversion.guarded(
                      object, () -> new PostgresObjects(model, stages, object).convert()));
            });
    return new PostgresConversion(List.copyOf(objects), List.copyOf(order));
  }

  private static Needs of(Map<ObjectId, Needs> needs, ObjectId id) {
    return Objects.requireNonNull(needs.get(id));
  }

  /** All objects with what becomes of them, in the order in which they are first made. */
  List<ConvertedObject> objects() {
    return objects;
  }

  /** These objects in an order in which they can be made. */
  List<ConvertedObject> inOrder(List<ConvertedObject> changed) {
    Map<ObjectId, ConvertedObject> by = new HashMap<>();
    changed.forEach(it -> by.put(it.id(), it));
    return order.stream().map(id -> Objects.requireNonNull(by.get(id))).toList();
  }

  private static List<Piece> read(List<ScriptPart> parts, Function<String, ScriptReader> reader) {
    List<Piece> read = new ArrayList<>();
    for (ScriptPart part : parts) {
      ScriptReader script = reader.apply(part.text());
      SourceFile source =
          new SourceFile(part.file(), part.text(), at -> part.firstLine() - 1 + script.line(at));
      for (Optional<Statement> next = script.next(); next.isPresent(); next = script.next()) {
        read.add(new Piece(next.get(), source));
      }
    }
    return read;
  }

  private static Needs needs(PostgresModel model, ObjectId id, List<Piece> pieces) {
    Set<ObjectId> needed = new LinkedHashSet<>();
    Set<ObjectId> mentioned = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      if (piece.statement() instanceof Kept kept && !isLater(kept)) {
        for (Name name : kept.names().needed()) {
          needed.addAll(model.named(name, kept.path()));
        }
        for (Name name : kept.names().mentioned()) {
          mentioned.addAll(model.named(name, kept.path()));
          mentioned.addAll(SearchPaths.relied(model, id, name));
        }
      }
    }
    needed.remove(id);
    mentioned.remove(id);
    mentioned.removeAll(needed);
    return new Needs(needed, mentioned);
  }

  /** A foreign key's other table may be made later, and need this one. */
  private static boolean isLater(Kept kept) {
    return kept.action().endsWith("FOREIGN KEY");
  }

  private static Set<ObjectId> later(PostgresModel model, ObjectId id, List<Piece> pieces) {
    Set<ObjectId> found = new LinkedHashSet<>();
    boolean isUnknown = false;
    for (Piece piece : pieces) {
      if (piece.statement() instanceof Kept kept) {
        for (Name name : kept.names().needed()) {
          Set<ObjectId> named = model.named(name, kept.path());
          found.addAll(isLater(kept) ? named : Set.of());
          isUnknown |= named.isEmpty() && name.parts().size() > 1;
        }
      }
    }
    if (isUnknown && id.kind() != ObjectKind.EXTENSION) {
      // Nothing says which extension has made it.
      model.pieces().keySet().stream()
          .filter(it -> it.kind() == ObjectKind.EXTENSION)
          .forEach(found::add);
    }
    return found;
  }
}
