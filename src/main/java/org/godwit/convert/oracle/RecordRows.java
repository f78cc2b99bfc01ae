package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Rows that a record variable is: {@code SET ROW = r} becomes an assignment of each column, and
 * {@code VALUES r} into a table with virtual columns leaves these out.
 */
final class RecordRows {
  private final CodeScope scope;

  RecordRows(CodeScope scope) {
    this.scope = scope;
  }

  /**
   * The assignments of {@code SET ROW = value}; empty where the table or the record isn't known.
   */
  Optional<List<Dml.Assignment>> set(FromItem target, Dml.Assignment row) {
    List<TableElement.Column> columns = columns(target);
    Optional<List<Identifier>> fields = fields(row.value());
    if (columns.isEmpty()
        || fields.isEmpty()
        || fields.get().size() != columns.size()
        || !isPart(row.value())) {
      return Optional.empty();
    }
    List<Dml.Assignment> all = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      TableElement.Column column = columns.get(at);
      if (!isVirtual(column)) {
        all.add(
            new Dml.Assignment(
                new Expression.Reference(Name.of(column.name()), Place.NONE),
                field(row.value(), fields.get().get(at)),
                row.place()));
      }
    }
    return Optional.of(List.copyOf(all));
  }

  /** The INSERT with its columns where the table has virtual ones and a record is the row. */
  Dml.Insert withoutVirtual(Dml.Insert insert) {
    List<TableElement.Column> columns = columns(insert.target());
    if (!insert.columns().isEmpty()
        || !(insert.rows().body() instanceof Query.Values(var rows, var place))
        || rows.size() != 1
        || !isPart(rows.getFirst())) {
      return insert;
    }
    boolean isOfQuery = query(rows.getFirst()).isPresent();
    if (columns.stream().noneMatch(RecordRows::isVirtual) && !isOfQuery) {
      return insert;
    }
    Optional<List<Identifier>> fields = fields(rows.getFirst());
    if (fields.isPresent() && isOfQuery && columns.isEmpty()) {
      return with(
          insert, List.of(), fields.get().stream().map(it -> field(rows.getFirst(), it)).toList());
    }
    if (fields.isEmpty() || fields.get().size() != columns.size()) {
      return insert;
    }
    List<Expression> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      if (!isVirtual(columns.get(at))) {
        names.add(new Expression.Reference(Name.of(columns.get(at).name()), Place.NONE));
        values.add(field(rows.getFirst(), fields.get().get(at)));
      }
    }
    return with(insert, List.copyOf(names), List.copyOf(values));
  }

  private static Dml.Insert with(
      Dml.Insert insert, List<Expression> columns, List<Expression> values) {
    return new Dml.Insert(
        insert.hints(),
        insert.target(),
        columns,
        Query.of(
            new Query.Values(
                List.of(new Expression.Row(values, Place.NONE)), insert.rows().place())),
        insert.returning(),
        insert.errorLog(),
        insert.place());
  }

  private List<TableElement.Column> columns(FromItem target) {
    return target instanceof FromItem.Table table ? scope.model().columns(table.name()) : List.of();
  }

  private static boolean isVirtual(TableElement.Column column) {
    return column.value().filter(TableElement.Generated.class::isInstance).isPresent();
  }

  /** A variable, or an element of a collection. */
  private static boolean isPart(Expression record) {
    return record instanceof Expression.Reference
        || record instanceof Expression.Element
        || record instanceof Expression.Call;
  }

  private static Expression field(Expression record, Identifier field) {
    if (record instanceof Expression.Reference(var name, var place)) {
      List<Identifier> parts = new ArrayList<>(name.parts());
      parts.add(field);
      return new Expression.Reference(new Name(List.copyOf(parts), name.link()), place);
    }
    return new Expression.Member(record, field, record.place());
  }

  /** The fields of a record in their order; empty where its type isn't known. */
  private Optional<List<Identifier>> fields(Expression record) {
    Optional<Query> query = query(record);
    if (query.isPresent()) {
      return names(query.get());
    }
    Optional<CodeTypes.Kind> kind = scope.types().of(record);
    if (kind.isEmpty()
        && record instanceof Expression.Call(var name, var arguments, _)
        && arguments.size() == 1) {
      kind = scope.collections().elementOf(name);
    }
    if (kind.isPresent()
        && kind.get().type() instanceof Type.Anchored(var table, var attribute, _)
        && attribute.toUpperCase(Locale.ROOT).equals("ROWTYPE")) {
      return Optional.of(
              scope.model().columns(table).stream().map(TableElement.Column::name).toList())
          .filter(it -> !it.isEmpty());
    }
    return kind.flatMap(scope.types()::body)
        .flatMap(
            it ->
                it.type() instanceof Declaration.RecordOf(var all, _)
                    ? Optional.of(all.stream().map(Declaration.Variable::name).toList())
                    : Optional.empty());
  }

  /** The query whose row the variable is: the target knows the row's columns only when it runs. */
  private Optional<Query> query(Expression record) {
    if (!(record instanceof Expression.Reference(var name, _)) || name.parts().size() > 1) {
      return Optional.empty();
    }
    return switch (scope.local(name).orElse(null)) {
      case Code.ForQuery it -> Optional.of(it.query());
      case Code.ForCursor it ->
          switch (it.cursor()) {
            case Expression.Reference(var cursor, _) -> ofCursor(cursor);
            case Expression.Call(var cursor, _, _) -> ofCursor(cursor);
            default -> Optional.empty();
          };
      case Declaration.Variable it
          when it.type() instanceof Type.Anchored(var cursor, var attribute, _)
              && attribute.equalsIgnoreCase("ROWTYPE") ->
          ofCursor(cursor);
      case null, default -> Optional.empty();
    };
  }

  private Optional<Query> ofCursor(Name cursor) {
    return scope.local(cursor).orElse(null) instanceof Declaration.Cursor it
        ? it.query()
        : Optional.empty();
  }

  /** What the query calls its columns; empty where it is of tables that aren't known. */
  private Optional<List<Identifier>> names(Query query) {
    if (!(query.body() instanceof Query.Select select)) {
      return Optional.empty();
    }
    List<Identifier> names = new ArrayList<>();
    for (Query.Item item : select.items()) {
      if (item.value() instanceof Expression.Star
          && select.from().size() == 1
          && select.from().getFirst() instanceof FromItem.Table table) {
        List<TableElement.Column> columns = scope.model().columns(table.name());
        if (columns.isEmpty()) {
          return Optional.empty();
        }
        columns.forEach(it -> names.add(it.name()));
      } else if (item.alias().isPresent()) {
        names.add(item.alias().get());
      } else if (item.value() instanceof Expression.Reference(var name, _)) {
        names.add(name.last());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(names));
  }
}
