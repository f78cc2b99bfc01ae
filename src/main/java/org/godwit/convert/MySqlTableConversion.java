package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.convert.mysql.MySqlExpressions;
import org.godwit.convert.mysql.MySqlNames;
import org.godwit.convert.mysql.MySqlTypes;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rendered;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.StatementRenderer;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * CREATE TABLE with all that ALTER TABLE adds becomes the table that a task's load would make: its
 * types, its checks for ENUM and SET, its counter, its trigger for ON UPDATE CURRENT_TIMESTAMP.
 */
final class MySqlTableConversion {
  private static final Set<ObjectKind> TABLES = EnumSet.of(ObjectKind.TABLE);

  private final Source source;
  private final SchemaModel model;
  private final StatementRenderer renderer;
  private final Outcome outcome;

  MySqlTableConversion(
      Source source, SchemaModel model, StatementRenderer renderer, Outcome outcome) {
    this.source = source;
    this.model = model;
    this.renderer = renderer;
    this.outcome = outcome;
  }

  void convert(SchemaObject object) {
    Optional<Piece> created = Makers.of(object, Ddl.CreateTable.class, outcome);
    if (created.isEmpty()) {
      Items items = object.pieces().getFirst().items();
      items.block(ActionCode.TABLE_NOT_HERE, Place.NONE, object.id());
      outcome.add(items);
      return;
    }
    Piece piece = created.get();
    Ddl.CreateTable table = (Ddl.CreateTable) piece.statement();
    Items items = piece.items();
    if (table.rows().isPresent()) {
      asQuery(table, table.rows().get(), items);
      return;
    }
    if (table.elements().isEmpty()) {
      items.block(ActionCode.NO_RULE, table.place(), "CREATE TABLE LIKE");
    }
    if (table.modifiers().contains("TEMPORARY")) {
      items.block(ActionCode.NO_RULE, table.place(), "a temporary table of a script");
    }
    MySqlTableFold fold = new MySqlTableFold(table, piece);
    for (Piece other : object.pieces()) {
      if (other.statement() instanceof Ddl.AlterTable alter) {
        Items own = other.items();
        fold.alter(alter, other, own);
        outcome.add(own);
      }
    }
    outcome.add(items);
    write(table, fold, items);
    for (Piece other : object.pieces()) {
      if (other.statement() instanceof Ddl.Drop it && !it.kind().equals("TABLE")) {
        Items own = other.items();
        own.add(ActionCode.NOT_SCHEMA, it.place(), "DROP " + it.kind());
        outcome.addPart(own);
      }
    }
  }

  private MySqlExpressions expressions(Items items, List<TableElement.Column> columns) {
    MySqlExpressions expressions =
        new MySqlExpressions(
            items, model, source == Source.MARIADB, new Expression.Row(List.of(), Place.NONE));
    expressions.addColumns(columns);
    return expressions;
  }

  /** Columns that are said beside the query are left to it. */
  private void asQuery(Ddl.CreateTable table, Query rows, Items items) {
    if (!table.elements().isEmpty()) {
      items.add(ActionCode.NO_RULE, table.place(), "columns beside CREATE TABLE AS SELECT");
    }
    Query query = new MySqlExpressions(items, model, source == Source.MARIADB, table).query(rows);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      outcome.add(
          Stage.TABLE,
          renderer.render(
              new Ddl.CreateTable(
                  List.of(),
                  table.name(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  Optional.of(query),
                  table.place())),
          items);
    }
  }

  private void write(Ddl.CreateTable table, MySqlTableFold fold, Items at) {
    List<TableElement.Column> columns = fold.columns();
    List<TableElement> elements = new ArrayList<>();
    List<TableElement> checks = new ArrayList<>();
    List<TableElement> foreignKeys = new ArrayList<>();
    List<SequenceOption> start = fold.start();
    String name = table.name().last().text();
    for (TableElement element : fold.elements()) {
      Items items = fold.itemsOf(element);
      switch (element) {
        case TableElement.Column column -> {
          Type type = type(column, fold, items);
          elements.add(column(table.name(), column, type, columns, checks, start, items));
          checksOf(name, column, checks);
          column.constraints().stream()
              .filter(it -> it.rule() instanceof TableElement.ForeignKey)
              .forEach(it -> reference(column, it, name, foreignKeys, items));
        }
        case TableElement.Constraint it when it.rule() instanceof TableElement.ForeignKey key ->
            foreignKeys.add(foreignKey(name, it, key, foreignKeys.size() + 1, items));
        case TableElement.Constraint it
            when it.rule() instanceof TableElement.Check(var condition, _) -> {
          if (!MySqlTableFold.isOfJson(condition)) {
            check(name, it, condition, columns, checks, items);
          }
        }
        case TableElement.Constraint it ->
            elements.add(
                new TableElement.Constraint(
                    Optional.empty(), it.rule(), List.of(), Optional.empty(), it.place()));
        case TableElement.Words(var words, var place) ->
            items.add(ActionCode.NO_RULE, place, words.text());
      }
      outcome.add(items);
    }
    elements.addAll(checks);
    Items parts = at.part();
    Optional<Partitioning> partitioning =
        table
            .partitioning()
            .flatMap(it -> new MySqlPartitionConversion(name, fold, parts).converted(it));
    outcome.addPart(parts);
    if (outcome.isBlocked()) {
      return;
    }
    outcome.add(
        Stage.TABLE,
        renderer.render(
            new Ddl.CreateTable(
                List.of(),
                table.name(),
                Optional.empty(),
                List.copyOf(elements),
                List.of(),
                partitioning,
                Optional.empty(),
                table.place())),
        at);
    comments(table, fold, at);
    for (TableElement key : foreignKeys) {
      Ddl.Alteration added = new Ddl.Add(List.of(key), Place.NONE);
      outcome.add(
          Stage.FOREIGN_KEY,
          renderer.render(new Ddl.AlterTable(table.name(), List.of(added), Place.NONE)),
          at);
    }
    touch(table.name(), columns, at);
  }

  /** MariaDB's JSON is a text with a check. */
  private Type type(TableElement.Column column, MySqlTableFold fold, Items items) {
    if (fold.isJson(column)) {
      return new Type.Named(Name.of("JSON"), List.of(), "", "", Place.NONE);
    }
    return PostgresTypes.spelled(
        MySqlTypes.standard(column.type().orElseThrow(), source == Source.MARIADB, items));
  }

  private TableElement.Column column(
      Name table,
      TableElement.Column column,
      Type type,
      List<TableElement.Column> columns,
      List<TableElement> checks,
      List<SequenceOption> start,
      Items items) {
    List<TableElement.Constraint> constraints = new ArrayList<>();
    for (TableElement.Constraint it : column.constraints()) {
      switch (it.rule()) {
        case TableElement.Nullable(var isAllowed, _) -> {
          if (!isAllowed) {
            constraints.add(it);
          }
        }
        case TableElement.Check(var condition, _) -> {
          if (!MySqlTableFold.isOfJson(condition)) {
            check(table.last().text(), it, condition, columns, checks, items);
          }
        }
        case TableElement.PrimaryKey _ -> constraints.add(it);
        default -> {
          // A foreign key is behind all tables.
        }
      }
    }
    if (column.options().contains("INVISIBLE")) {
      items.add(ActionCode.INVISIBLE_COLUMN, column.place(), column.name());
    }
    Optional<TableElement.DefaultValue> value =
        column.value().flatMap(it -> value(it, table, column, type, columns, start, items));
    return new TableElement.Column(
        column.name(),
        Optional.of(type),
        value,
        List.of(),
        List.copyOf(constraints),
        column.place());
  }

  private Optional<TableElement.DefaultValue> value(
      TableElement.DefaultValue value,
      Name table,
      TableElement.Column column,
      Type type,
      List<TableElement.Column> columns,
      List<SequenceOption> start,
      Items items) {
    Items part = items.part();
    Optional<TableElement.DefaultValue> made =
        switch (value) {
          case TableElement.Default(_, var expression, var place) ->
              new MySqlDefaults(part, expressions(part, List.of()))
                  .converted(column, type, expression)
                  .map(it -> new TableElement.Default(false, it, place));
          case TableElement.Identity(_, _, var place) ->
              Optional.of(
                  MySqlTypes.canBeIdentity(type)
                      ? new TableElement.Identity("BY DEFAULT", start, place)
                      : new TableElement.Default(
                          false, ofSequence(table, column, start, items), place));
          case TableElement.Generated(var expression, var isStored, var place) -> {
            if (!isStored) {
              part.add(ActionCode.VIRTUAL_COLUMN, place, column.name());
            }
            Expression computed = expressions(part, columns).value(expression);
            // As a load does: the values of a column that can't be computed here are copied.
            yield part.isBlocked()
                ? Optional.empty()
                : Optional.of(new TableElement.Generated(computed, true, place));
          }
        };
    items.addAll(part);
    return part.isBlocked() ? Optional.empty() : made;
  }

  /** An identity has 64 bits with a sign; a larger counter is a sequence. */
  private Expression ofSequence(
      Name table, TableElement.Column column, List<SequenceOption> start, Items items) {
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.set(
        parts.size() - 1, MySqlNames.ofTable(table.last().text(), column.name().text() + "_seq"));
    Name name = new Name(List.copyOf(parts), "");
    outcome.add(
        Stage.SEQUENCE, renderer.render(new Ddl.CreateSequence(name, start, Place.NONE)), items);
    Expression text =
        new Expression.Literal(Expression.LiteralKind.STRING, name.toString(), Place.NONE);
    return new Expression.Call(
        Name.of("NEXTVAL"),
        List.of(new Expression.Argument(Optional.empty(), text, Place.NONE)),
        Place.NONE);
  }

  /** The checks that a load makes of ENUM, SET and BINARY. */
  private static void checksOf(
      String table, TableElement.Column column, List<TableElement> checks) {
    Type type = column.type().orElseThrow();
    Expression value = new Expression.Reference(Name.of(column.name()), Place.NONE);
    int bytes = MySqlTypes.fixedBytes(type);
    if (MySqlTypes.isLabels(type)) {
      add(table, column, MySqlDefaults.ofLabels(value, type), checks);
    } else if (bytes > 0) {
      add(table, column, MySqlDefaults.ofLength(value, bytes), checks);
    }
  }

  private static void add(
      String table, TableElement.Column column, Expression condition, List<TableElement> checks) {
    checks.add(
        new TableElement.Constraint(
            Optional.of(MySqlNames.ofTable(table, column.name().text() + "_check")),
            new TableElement.Check(condition, Place.NONE),
            List.of(),
            Optional.empty(),
            Place.NONE));
  }

  private void check(
      String table,
      TableElement.Constraint constraint,
      Expression condition,
      List<TableElement.Column> columns,
      List<TableElement> checks,
      Items items) {
    if (constraint.states().contains("DISABLE")) {
      items.add(ActionCode.CONSTRAINT_STATE, constraint.place(), "CHECK");
      return;
    }
    Items part = items.part();
    Expression converted = expressions(part, columns).ofCondition(condition);
    items.addAll(part);
    if (!part.isBlocked()) {
      checks.add(
          new TableElement.Constraint(
              constraint.name().map(it -> MySqlNames.ofTable(table, it.text())),
              new TableElement.Check(converted, constraint.place()),
              List.of(),
              Optional.empty(),
              constraint.place()));
    }
  }

  /** Behind a column MySQL reads REFERENCES and makes nothing of it; MariaDB makes a key. */
  private void reference(
      TableElement.Column column,
      TableElement.Constraint constraint,
      String table,
      List<TableElement> foreignKeys,
      Items items) {
    if (source != Source.MARIADB) {
      items.add(ActionCode.UNHEEDED_REFERENCE, constraint.place(), column.name());
      return;
    }
    TableElement.ForeignKey key = (TableElement.ForeignKey) constraint.rule();
    TableElement.ForeignKey ofTable =
        new TableElement.ForeignKey(
            List.of(column.name()), key.table(), key.references(), key.onDelete(), key.place());
    foreignKeys.add(foreignKey(table, constraint, ofTable, foreignKeys.size() + 1, items));
  }

  private TableElement foreignKey(
      String table,
      TableElement.Constraint constraint,
      TableElement.ForeignKey key,
      int number,
      Items items) {
    if (model.find(key.table(), TABLES).isEmpty()) {
      items.add(ActionCode.TABLE_NOT_HERE, key.place(), "table " + key.table());
    }
    String name = constraint.name().map(Identifier::text).orElse("ibfk_" + number);
    TableElement.ForeignKey rule =
        new TableElement.ForeignKey(
            key.columns(),
            model.qualified(key.table(), TABLES),
            key.references(),
            key.onDelete(),
            key.place());
    return new TableElement.Constraint(
        Optional.of(MySqlNames.ofTable(table, name)),
        rule,
        List.of(),
        Optional.empty(),
        constraint.place());
  }

  private void comments(Ddl.CreateTable table, MySqlTableFold fold, Items items) {
    fold.option("COMMENT")
        .filter(it -> !it.isEmpty())
        .ifPresent(
            it ->
                outcome.add(
                    Stage.TABLE,
                    renderer.render(new Ddl.CommentOn("TABLE", table.name(), it, Place.NONE)),
                    items));
    for (TableElement.Column column : fold.columns()) {
      for (String option : column.options()) {
        if (option.startsWith("COMMENT ") && option.length() > "COMMENT ".length()) {
          List<Identifier> parts = new ArrayList<>(table.name().parts());
          parts.add(column.name());
          String text = option.substring("COMMENT ".length());
          outcome.add(
              Stage.TABLE,
              renderer.render(
                  new Ddl.CommentOn("COLUMN", new Name(List.copyOf(parts), ""), text, Place.NONE)),
              items);
        }
      }
    }
  }

  /** ON UPDATE CURRENT_TIMESTAMP becomes the function and the trigger that a load makes of it. */
  private void touch(Name table, List<TableElement.Column> columns, Items items) {
    List<TableElement.Column> touched =
        columns.stream()
            .filter(it -> it.options().stream().anyMatch(one -> one.startsWith("ON UPDATE ")))
            .toList();
    if (touched.isEmpty()) {
      return;
    }
    Items told = items.part();
    touched.forEach(it -> told.add(ActionCode.TOUCHED_COLUMN, it.place(), it.name()));
    outcome.addPart(told);
    boolean isComparable =
        columns.stream()
            .noneMatch(
                it -> it.value().filter(TableElement.Generated.class::isInstance).isPresent());
    String assignments =
        touched.stream()
            .map(
                it ->
                    "    IF NEW.%1$s IS NOT DISTINCT FROM OLD.%1$s THEN\n      NEW.%1$s := CURRENT_TIMESTAMP(%2$d);\n    END IF;\n"
                        .formatted(it.name(), MySqlDefaults.digits(it)))
            .collect(Collectors.joining());
    List<Identifier> parts = new ArrayList<>(table.parts());
    Identifier trigger = MySqlNames.ofTable(table.last().text(), "touch");
    parts.set(parts.size() - 1, trigger);
    String sql =
        """
        CREATE OR REPLACE FUNCTION %1$s()
        RETURNS trigger
        LANGUAGE plpgsql
        AS $$
        BEGIN
          IF %2$s THEN
        %3$s  END IF;
          RETURN NEW;
        END;
        $$;
        CREATE OR REPLACE TRIGGER %4$s BEFORE UPDATE ON %5$s
        FOR EACH ROW EXECUTE FUNCTION %1$s();
        """
            .formatted(
                new Name(List.copyOf(parts), ""),
                isComparable ? "OLD *<> NEW" : "TRUE",
                assignments,
                trigger,
                table);
    outcome.add(Stage.TRIGGER, new Rendered(sql, List.of()), items);
  }

  /** A part of an index: a column, its beginning, or an expression. */
  static Expression indexed(
      Expression value, List<TableElement.Column> known, MySqlExpressions expressions) {
    if (value instanceof Expression.Reference) {
      return value;
    }
    boolean isBeginning =
        value instanceof Expression.Call(var column, var arguments, _)
            && arguments.size() == 1
            && arguments.getFirst().value() instanceof Expression.Literal
            && known.stream().anyMatch(it -> isNamed(it, column));
    if (!isBeginning) {
      return expressions.value(value);
    }
    Expression.Call call = (Expression.Call) value;
    TableElement.Column column =
        known.stream().filter(it -> isNamed(it, call.function())).findFirst().orElseThrow();
    return MySqlDefaults.beginning(column, call.arguments().getFirst().value());
  }

  /** What looks like a function's call was spelled as one. */
  private static boolean isNamed(TableElement.Column column, Name name) {
    return column.name().text().equalsIgnoreCase(name.last().text());
  }
}
