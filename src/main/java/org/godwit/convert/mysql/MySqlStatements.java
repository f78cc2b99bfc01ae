package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * What stands around expressions in code and in changes of rows: conditions, types of variables,
 * values that columns take only with a cast, joins and limits of UPDATE and DELETE.
 */
final class MySqlStatements {
  private static final Name CTID = Name.of("ctid");
  private static final Set<String> OF_TARGET = Set.of("REFCURSOR");

  private final Items items;
  private final SchemaModel model;
  private final boolean isMariaDb;
  private final Kinds kinds;
  private final MySqlExpressions expressions;

  MySqlStatements(
      Items items,
      SchemaModel model,
      boolean isMariaDb,
      Kinds kinds,
      MySqlExpressions expressions) {
    this.items = items;
    this.model = model;
    this.isMariaDb = isMariaDb;
    this.kinds = kinds;
    this.expressions = expressions;
  }

  /** The node, whose parts are standard already. */
  Node one(Node node) {
    return switch (node) {
      case Code.Branch(var condition, var statements, var place) ->
          new Code.Branch(expressions.condition(condition), statements, place);
      case Code.While(var condition, var place) ->
          new Code.While(expressions.condition(condition), place);
      case Code.Exit(var label, var when, var place) ->
          new Code.Exit(label, when.map(expressions::condition), place);
      case Code.Assign(var target, var value, var place) ->
          new Code.Assign(target, stored(value, kinds.of(target), false), place);
      case Code.Return(var value, var place) ->
          new Code.Return(value.map(MySqlExpressions::asValue), place);
      case Declaration.Variable(
              var name,
              var isConstant,
              var type,
              var isNotNull,
              var value,
              var place) ->
          new Declaration.Variable(
              name,
              isConstant,
              type(type),
              isNotNull,
              value.map(it -> stored(it, MySqlTypes.kind(type), false)),
              place);
      case Routine.Parameter(var name, var mode, _, var type, var value, var place) ->
          new Routine.Parameter(
              name, mode.equals("IN OUT") ? "INOUT" : mode, false, type(type), value, place);
      case Dml.Assignment(var column, var value, var place) ->
          new Dml.Assignment(column, stored(value, kinds.of(column), true), place);
      case Dml.Insert it -> inserted(it);
      case Dml.Update it -> updated(it);
      case Dml.Delete it ->
          new Dml.Delete(
              withoutIgnore(it.hints(), it.place()),
              it.target(),
              it.where().map(expressions::condition),
              Optional.empty(),
              Optional.empty(),
              it.place());
      case Dml.DeleteFrom it -> deleted(it);
      case Dml.Limited it -> limited(it);
      case Ddl.CreateTable it -> temporary(it);
      default -> node;
    };
  }

  /** The type in the target's words; one that a rule made is the target's already. */
  Type type(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _) && !OF_TARGET.contains(name.toString())
        ? MySqlTypes.standard(type, isMariaDb, items)
        : type;
  }

  /**
   * The value as a variable or column of that kind takes it.
   *
   * @param isColumn a variable takes any text that reads as its value
   */
  private Expression stored(Expression value, Kind kind, boolean isColumn) {
    if (kind == Kind.BOOLEAN && !Sql.isNull(value)) {
      return expressions.condition(value);
    }
    Expression plain = MySqlExpressions.asValue(value);
    boolean isText = kinds.of(value) == Kind.TEXT && !(value instanceof Literal);
    if (!isColumn || !isText) {
      return plain;
    }
    return switch (kind) {
      case WHOLE, EXACT, REAL -> Sql.cast(value.place(), plain, Sql.type("NUMERIC"));
      case DATE -> Sql.cast(value.place(), plain, Sql.type("DATE"));
      case MOMENT -> Sql.cast(value.place(), plain, Sql.type("TIMESTAMP"));
      case JSON -> Sql.cast(value.place(), plain, Sql.type(isMariaDb ? "JSON" : "JSONB"));
      default -> plain;
    };
  }

  /** A temporary table lives as long as the session on both. */
  private Ddl temporary(Ddl.CreateTable it) {
    return new Ddl.CreateTable(
        it.modifiers(),
        it.name(),
        Optional.empty(),
        it.elements().stream()
            .map(one -> one instanceof TableElement.Column column ? temporary(column) : one)
            .toList(),
        List.of(),
        Optional.empty(),
        it.rows(),
        it.place());
  }

  private TableElement temporary(TableElement.Column it) {
    Kind kind = kind(it);
    return new TableElement.Column(
        it.name(),
        it.type().map(this::type),
        it.value()
            .map(
                value ->
                    value instanceof TableElement.Default(_, var expression, var place)
                        ? new TableElement.Default(false, stored(expression, kind, true), place)
                        : value instanceof TableElement.Identity(_, _, var at)
                            ? new TableElement.Identity("BY DEFAULT", List.of(), at)
                            : value),
        List.of(),
        it.constraints().stream()
            .filter(
                rule ->
                    !(rule.rule() instanceof TableElement.Nullable(var isAllowed, _) && isAllowed))
            .toList(),
        it.place());
  }

  private List<String> withoutIgnore(List<String> hints, Place place) {
    if (hints.contains("IGNORE")) {
      items.add(ActionCode.NO_RULE, place, "IGNORE of errors");
    }
    return List.of();
  }

  private Dml inserted(Dml.Insert it) {
    List<Kind> wanted = new ArrayList<>();
    if (it.target() instanceof FromItem.Table table) {
      List<TableElement.Column> columns = model.columns(table.name());
      if (it.columns().isEmpty()) {
        columns.forEach(column -> wanted.add(kind(column)));
      }
      for (Expression column : it.columns()) {
        String name = ((Expression.Reference) column).name().last().text();
        wanted.add(
            columns.stream()
                .filter(one -> one.name().text().equals(name))
                .findFirst()
                .map(MySqlStatements::kind)
                .orElse(Kind.UNKNOWN));
      }
    }
    return new Dml.Insert(
        List.of(),
        it.target(),
        it.columns().stream().map(MySqlStatements::unqualified).toList(),
        rows(it.rows(), wanted),
        Optional.empty(),
        Optional.empty(),
        it.place());
  }

  private static Kind kind(TableElement.Column column) {
    return column.type().map(MySqlTypes::kind).orElse(Kind.UNKNOWN);
  }

  private static Expression unqualified(Expression column) {
    return column instanceof Expression.Reference(var name, var place)
        ? new Expression.Reference(Name.of(name.last()), place)
        : column;
  }

  private Query rows(Query rows, List<Kind> wanted) {
    return switch (rows.body()) {
      case Query.Values(var all, var place) ->
          Query.of(
              new Query.Values(
                  all.stream()
                      .map(
                          it ->
                              it instanceof Expression.Row(var values, var at)
                                  ? new Expression.Row(stored(values, wanted), at)
                                  : it)
                      .toList(),
                  place));
      case Query.Select select when select.items().size() == wanted.size() -> {
        List<Expression> values =
            stored(select.items().stream().map(Query.Item::value).toList(), wanted);
        List<Query.Item> named = new ArrayList<>();
        for (int at = 0; at < values.size(); at++) {
          Query.Item item = select.items().get(at);
          named.add(new Query.Item(values.get(at), item.alias(), item.place()));
        }
        yield new Query(
            rows.with(),
            new Query.Select(
                select.hints(),
                select.quantifier(),
                List.copyOf(named),
                select.into(),
                select.from(),
                select.where(),
                select.hierarchy(),
                select.groupBy(),
                select.having(),
                select.windows(),
                select.model(),
                select.place()),
            rows.orderBy(),
            false,
            rows.limit(),
            rows.lock(),
            rows.place());
      }
      default -> rows;
    };
  }

  private List<Expression> stored(List<Expression> values, List<Kind> wanted) {
    List<Expression> done = new ArrayList<>();
    for (int at = 0; at < values.size(); at++) {
      done.add(stored(values.get(at), at < wanted.size() ? wanted.get(at) : Kind.UNKNOWN, true));
    }
    return List.copyOf(done);
  }

  private Dml updated(Dml.Update it) {
    Optional<Expression> where = it.where().map(expressions::condition);
    List<Dml.Assignment> assignments =
        it.assignments().stream()
            .map(one -> new Dml.Assignment(unqualified(one.column()), one.value(), one.place()))
            .toList();
    if (it.target() instanceof FromItem.Table) {
      return new Dml.Update(
          withoutIgnore(it.hints(), it.place()),
          it.target(),
          assignments,
          List.of(),
          where,
          Optional.empty(),
          Optional.empty(),
          it.place());
    }
    List<FromItem.Table> changed =
        it.assignments().stream()
            .flatMap(one -> table(one.column(), it.target()).stream())
            .distinct()
            .toList();
    if (changed.size() != 1) {
      items.block(ActionCode.NO_RULE, it.place(), "UPDATE of several tables");
      return it;
    }
    Identifier alias = Identifier.of("changed");
    return new Dml.Update(
        withoutIgnore(it.hints(), it.place()),
        table(changed.getFirst(), alias),
        assignments,
        List.of(it.target()),
        Optional.of(both(same(alias, name(changed.getFirst())), where)),
        Optional.empty(),
        Optional.empty(),
        it.place());
  }

  private static FromItem.Table table(FromItem.Table it, Identifier alias) {
    return new FromItem.Table(
        false,
        it.name(),
        "",
        Optional.empty(),
        "",
        Optional.of(new FromItem.Alias(alias, List.of())),
        Place.NONE);
  }

  private static Identifier name(FromItem.Table table) {
    return table.alias().map(FromItem.Alias::name).orElse(table.name().last());
  }

  /** Whether two names of a table mean the same row of it. */
  private static Expression same(Identifier one, Identifier other) {
    return Sql.operation(
        Place.NONE,
        Operator.EQUAL,
        new Expression.Reference(Name.of(one, CTID.last()), Place.NONE),
        new Expression.Reference(Name.of(other, CTID.last()), Place.NONE));
  }

  private static Expression both(Expression one, Optional<Expression> other) {
    return other.map(it -> Sql.operation(Place.NONE, Operator.AND, one, it)).orElse(one);
  }

  /** Whose column it is: by its qualifier, or by the columns that tables have. */
  private Optional<FromItem.Table> table(Expression column, FromItem rows) {
    Name name = ((Expression.Reference) column).name();
    List<FromItem.Table> all = new ArrayList<>();
    Rewriter.walk(
        rows,
        node -> {
          if (node instanceof FromItem.Table table) {
            all.add(table);
          }
        });
    return all.stream()
        .filter(
            it ->
                name.parts().size() > 1
                    ? name(it).text().equals(name.parts().get(name.parts().size() - 2).text())
                    : model.columns(it.name()).stream()
                        .anyMatch(one -> one.name().text().equals(name.last().text())))
        .findFirst();
  }

  /** {@code DELETE t FROM joins} goes by where the rows of {@code t} are. */
  private Dml deleted(Dml.DeleteFrom it) {
    Identifier wanted = it.tables().getFirst().last();
    List<FromItem.Table> all = new ArrayList<>();
    Rewriter.walk(
        it.rows(),
        node -> {
          if (node instanceof FromItem.Table table && name(table).text().equals(wanted.text())) {
            all.add(table);
          }
        });
    if (it.tables().size() > 1 || all.isEmpty()) {
      items.block(ActionCode.NO_RULE, it.place(), "DELETE of several tables");
      return it;
    }
    Query found =
        Query.of(
            MySqlUpserts.select(
                List.of(
                    new Query.Item(
                        new Expression.Reference(Name.of(wanted, CTID.last()), Place.NONE),
                        Optional.empty(),
                        Place.NONE)),
                List.of(it.rows()),
                it.where().map(expressions::condition)));
    FromItem.Table target =
        new FromItem.Table(
            false, all.getFirst().name(), "", Optional.empty(), "", Optional.empty(), Place.NONE);
    return new Dml.Delete(
        List.of(), target, Optional.of(in(found)), Optional.empty(), Optional.empty(), it.place());
  }

  private static Expression in(Query found) {
    return new Expression.In(
        new Expression.Reference(CTID, Place.NONE),
        new Expression.Subquery(found, Place.NONE),
        Place.NONE);
  }

  /** The first rows of an order are chosen by a query. */
  private Dml limited(Dml.Limited it) {
    if (it.limit().isEmpty()) {
      return it.change();
    }
    return switch (it.change()) {
      case Dml.Update update ->
          new Dml.Update(
              List.of(),
              update.target(),
              update.assignments(),
              List.of(),
              Optional.of(in(chosen(update.target(), update.where(), it))),
              Optional.empty(),
              Optional.empty(),
              update.place());
      case Dml.Delete delete ->
          new Dml.Delete(
              List.of(),
              delete.target(),
              Optional.of(in(chosen(delete.target(), delete.where(), it))),
              Optional.empty(),
              Optional.empty(),
              delete.place());
      default -> it.change();
    };
  }

  private static Query chosen(FromItem target, Optional<Expression> where, Dml.Limited it) {
    Query.Select select =
        MySqlUpserts.select(
            List.of(
                new Query.Item(
                    new Expression.Reference(CTID, Place.NONE), Optional.empty(), Place.NONE)),
            List.of(target),
            where);
    return new Query(
        Optional.empty(), select, it.orderBy(), false, it.limit(), Optional.empty(), Place.NONE);
  }
}
