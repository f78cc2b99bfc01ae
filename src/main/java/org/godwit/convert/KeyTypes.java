package org.godwit.convert;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * The column that a foreign key's column points at: PostgreSQL wants both of one type, where Oracle
 * takes NUMBER for NUMBER(6).
 */
final class KeyTypes {
  private static final int CHAIN_MAX = 16;

  private final SchemaModel model;

  KeyTypes(SchemaModel model) {
    this.model = model;
  }

  /** The column at the end of the chain of keys; empty where the column points at none. */
  Optional<TableElement.Column> origin(ObjectId table, Identifier column) {
    return origin(table, column, CHAIN_MAX);
  }

  private Optional<TableElement.Column> origin(ObjectId table, Identifier column, int left) {
    for (TableElement element : elements(table)) {
      if (element instanceof TableElement.Column it && isSame(it.name(), column)) {
        for (TableElement.Constraint constraint : it.constraints()) {
          if (constraint.rule() instanceof TableElement.ForeignKey key) {
            return target(key, 0, left);
          }
        }
      } else if (element instanceof TableElement.Constraint constraint
          && constraint.rule() instanceof TableElement.ForeignKey key) {
        for (int at = 0; at < key.columns().size(); at++) {
          if (isSame(key.columns().get(at), column)) {
            return target(key, at, left);
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<TableElement.Column> target(TableElement.ForeignKey key, int at, int left) {
    Optional<ObjectId> table = model.find(key.table(), Set.of(ObjectKind.TABLE));
    if (table.isEmpty() || left == 0) {
      return Optional.empty();
    }
    List<Identifier> columns =
        key.references().isEmpty() ? primaryKey(table.get()) : key.references();
    if (at >= columns.size()) {
      return Optional.empty();
    }
    Identifier column = columns.get(at);
    return origin(table.get(), column, left - 1)
        .or(
            () ->
                model.columns(key.table()).stream()
                    .filter(it -> isSame(it.name(), column) && it.type().isPresent())
                    .findFirst());
  }

  private List<Identifier> primaryKey(ObjectId table) {
    for (TableElement element : elements(table)) {
      if (element instanceof TableElement.Constraint constraint
          && constraint.rule() instanceof TableElement.PrimaryKey(var columns, _)) {
        return columns;
      }
      if (element instanceof TableElement.Column column
          && column.constraints().stream()
              .anyMatch(it -> it.rule() instanceof TableElement.PrimaryKey)) {
        return List.of(column.name());
      }
    }
    return List.of();
  }

  private List<TableElement> elements(ObjectId table) {
    return model.pieces(table).stream()
        .flatMap(
            piece ->
                switch (piece.statement()) {
                  case Ddl.CreateTable it -> it.elements().stream();
                  case Ddl.AlterTable it ->
                      it.alterations().stream()
                          .filter(Ddl.Add.class::isInstance)
                          .flatMap(added -> ((Ddl.Add) added).elements().stream());
                  default -> Stream.<TableElement>empty();
                })
        .toList();
  }

  private static boolean isSame(Identifier one, Identifier other) {
    return one.text().equals(other.text());
  }

  /** An identity is a whole number, whatever the source's NUMBER may be. */
  static Type whole(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _)
            && (name.is("SMALLINT") || name.is("INTEGER"))
        ? type
        : new Type.Named(Name.of("BIGINT"), List.of(), "", "", type.place());
  }
}
