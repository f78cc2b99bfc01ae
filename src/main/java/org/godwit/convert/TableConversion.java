package org.godwit.convert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** CREATE TABLE with all that ALTER TABLE adds becomes one CREATE TABLE, and its foreign keys. */
final class TableConversion {
  /** What shares its names with the indexes of keys. */
  private static final Set<ObjectKind> RELATIONS =
      Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW, ObjectKind.SEQUENCE);

  private static final Pattern DISABLED =
      Pattern.compile("DISABLE (?:PRIMARY KEY|CONSTRAINT ([\\w$#]+))");

  /** Other constraints and triggers that the source doesn't heed. */
  private static final Pattern ENFORCED =
      Pattern.compile(
          "DISABLE (?!PRIMARY KEY$|CONSTRAINT [\\w$#]+$)(VALIDATE|NOVALIDATE|CONSTRAINT|UNIQUE|ALL TRIGGERS).*");

  private final Context context;
  private final Outcome outcome;

  TableConversion(Context context, Outcome outcome) {
    this.context = context;
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
    Items items = created.get().items();
    Ddl.CreateTable table = ofColumns((Ddl.CreateTable) created.get().statement(), items);
    refuse(table, items);
    options(table, items);
    if (table.rows().isPresent()) {
      outcome.add(items);
      new QueryTableConversion(context, outcome, this).convert(table, created.get(), object);
      return;
    }
    List<Piece> pieces = object.pieces();
    TableFold fold = new TableFold(table, items, pieces.indexOf(created.get()));
    for (int at = 0; at < pieces.size(); at++) {
      if (pieces.get(at).statement() instanceof Ddl.AlterTable alter) {
        Items own = pieces.get(at).items();
        fold.alter(alter, own, at);
        outcome.add(own);
      }
    }
    fold.states().forEach(outcome::addPart);
    disable(table, fold, items);
    outcome.add(items);
    write(table, fold, items);
  }

  /** Constraints that options of CREATE TABLE disable. */
  static void disable(Ddl.CreateTable table, TableFold fold, Items items) {
    for (String option : table.options()) {
      Matcher constraint = DISABLED.matcher(option);
      if (constraint.matches() && constraint.group(1) == null) {
        fold.disable(
            new Ddl.ConstraintOf("PRIMARY KEY", Optional.empty(), List.of(), table.place()), items);
      } else if (constraint.matches()) {
        Identifier name = new PostgresNames().of(new Identifier(constraint.group(1), false));
        fold.disable(
            new Ddl.ConstraintOf("CONSTRAINT", Optional.of(name), List.of(), table.place()), items);
      }
    }
  }

  /** An object table has a column for each attribute. */
  private Ddl.CreateTable ofColumns(Ddl.CreateTable table, Items items) {
    if (table.of().isEmpty()) {
      return table;
    }
    Optional<Ddl.CreateType> type =
        table.of().get() instanceof Type.Named(var name, _, _, _, _)
            ? context.model().types().find(name)
            : Optional.empty();
    if (type.isEmpty() || !context.model().types().isObject(type.get())) {
      items.block(ActionCode.TABLE_NOT_HERE, table.place(), "the type of " + table.name());
      return table;
    }
    items.add(ActionCode.OBJECT_TABLE, table.place());
    List<TableElement> elements = new ArrayList<>();
    for (Declaration.Attribute it : context.model().types().attributes(type.get())) {
      Optional<TableElement.Column> said =
          table.elements().stream()
              .filter(TableElement.Column.class::isInstance)
              .map(TableElement.Column.class::cast)
              .filter(column -> column.name().equals(it.name()))
              .findFirst();
      elements.add(
          new TableElement.Column(
              it.name(),
              Optional.of(it.type()),
              said.flatMap(TableElement.Column::value),
              List.of(),
              said.map(TableElement.Column::constraints).orElse(List.of()),
              it.place()));
    }
    table.elements().stream()
        .filter(it -> !(it instanceof TableElement.Column))
        .forEach(elements::add);
    return new Ddl.CreateTable(
        table.modifiers(),
        table.name(),
        Optional.empty(),
        List.copyOf(elements),
        table.options(),
        table.partitioning(),
        table.rows(),
        table.place());
  }

  /** What PostgreSQL has no table for. */
  private static void refuse(Ddl.CreateTable table, Items items) {
    if (table.modifiers().stream().anyMatch(it -> it.contains("TEMPORARY"))) {
      items.add(ActionCode.TEMPORARY_TABLE, table.place());
    }
    for (String option : table.options()) {
      if (option.startsWith("ORGANIZATION EXTERNAL")) {
        items.block(ActionCode.EXTERNAL_TABLE, table.place());
      } else if (option.startsWith("NESTED TABLE")) {
        items.add(ActionCode.LEFT_OUT, table.place(), option);
      }
    }
  }

  private static void options(Ddl.CreateTable table, Items items) {
    for (String option : table.options()) {
      if (option.startsWith("CLUSTER ")) {
        items.add(ActionCode.CLUSTER, table.place());
      } else if (option.startsWith("ORGANIZATION INDEX")) {
        items.add(ActionCode.INDEX_ORGANIZED, table.place());
      } else if (option.equals("READ ONLY") || ENFORCED.matcher(option).matches()) {
        items.add(ActionCode.NO_RULE, table.place(), option);
      } else if (!option.startsWith("NESTED TABLE")
          && !option.startsWith("ON COMMIT")
          && !DISABLED.matcher(option).matches()) {
        items.add(ActionCode.LEFT_OUT, table.place(), option);
      }
    }
  }

  /** CREATE TABLE AS takes names of columns, and nothing else about them. */
  private void write(Ddl.CreateTable table, TableFold fold, Items at) {
    List<TableElement> elements = new ArrayList<>();
    List<TableElement> foreignKeys = new ArrayList<>();
    Set<String> columns = new HashSet<>();
    for (TableFold.Part part : fold.parts()) {
      Items items = part.items().part();
      switch (part.element()) {
        case TableElement.Column column -> {
          if (!columns.add(column.name().text())) {
            items.block(ActionCode.NAME_COLLISION, column.place(), column.name());
          }
          elements.add(column(table.name(), column, foreignKeys, items));
        }
        case TableElement.Constraint constraint ->
            constraint(table.name(), constraint, items)
                .ifPresent(it -> (isForeignKey(it) ? foreignKeys : elements).add(it));
        case TableElement.Words(var words, var place) ->
            items.add(ActionCode.LEFT_OUT, place, words.text());
      }
      outcome.add(items);
    }
    Items parts = at.part();
    Optional<Partitioning> partitioning =
        fold.partitioning()
            .flatMap(
                it ->
                    new PartitionConversion(context, table.name().last(), parts)
                        .converted(it, elements));
    outcome.addPart(parts);
    if (outcome.isBlocked()) {
      return;
    }
    looseKeys(elements, at);
    outcome.add(
        Stage.TABLE,
        context.render(
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
    foreignKeys(table.name(), foreignKeys, at);
  }

  /** Keys that are made when all tables are. */
  void foreignKeys(Name table, List<TableElement> keys, Items at) {
    for (TableElement key : keys) {
      Ddl.Alteration added = new Ddl.Add(List.of(key), Place.NONE);
      outcome.add(
          Stage.FOREIGN_KEY,
          context.render(new Ddl.AlterTable(table, List.of(added), Place.NONE)),
          at);
    }
  }

  /** Of a key of several columns Oracle compares those that aren't NULL, PostgreSQL none. */
  private void looseKeys(List<TableElement> elements, Items at) {
    Set<String> filled = new HashSet<>();
    for (TableElement element : elements) {
      if (element instanceof TableElement.Column column
          && column.constraints().stream()
              .anyMatch(
                  it ->
                      it.rule() instanceof TableElement.PrimaryKey
                          || (it.rule() instanceof TableElement.Nullable(var isAllowed, _)
                              && !isAllowed))) {
        filled.add(column.name().text());
      }
      if (element instanceof TableElement.Constraint constraint
          && constraint.rule() instanceof TableElement.PrimaryKey(var columns, _)) {
        columns.forEach(it -> filled.add(it.text()));
      }
    }
    Items items = at.part();
    for (TableElement element : elements) {
      if (element instanceof TableElement.Constraint constraint
          && constraint.rule() instanceof TableElement.Unique(var columns, _)
          && columns.size() > 1
          && columns.stream().anyMatch(it -> !filled.contains(it.text()))) {
        String name = constraint.name().map(Identifier::toString).orElse("of this table");
        items.add(ActionCode.UNIQUE_NULLS, constraint.place(), name);
      }
    }
    outcome.addPart(items);
  }

  static boolean isForeignKey(TableElement.Constraint constraint) {
    return constraint.rule() instanceof TableElement.ForeignKey;
  }

  /** The type of what a foreign key points at, else the column's own. */
  private Optional<Type> type(Name table, TableElement.Column column, Items items) {
    ObjectId id = ObjectId.of(ObjectKind.TABLE, table);
    Optional<TableElement.Column> origin = new KeyTypes(context.model()).origin(id, column.name());
    TableElement.Column typed = origin.orElse(column);
    boolean isIdentity =
        typed.value().isPresent() && typed.value().get() instanceof TableElement.Identity;
    Optional<Type> type = typed.type().map(it -> context.converted(it, items));
    return isIdentity ? type.map(KeyTypes::whole) : type;
  }

  /** The column as PostgreSQL has it; its foreign keys stand apart. */
  TableElement.Column column(
      Name table, TableElement.Column column, List<TableElement> foreignKeys, Items items) {
    Optional<Type> type = type(table, column, items);
    if (type.isEmpty()) {
      items.block(
          ActionCode.TYPE, column.place(), "of column " + column.name() + ", which is none,");
    }
    if (column.type().filter(TableConversion::isPadded).isPresent()) {
      items.add(ActionCode.PADDED_TEXT, column.place(), column.name());
    }
    List<TableElement.Constraint> constraints = new ArrayList<>();
    for (TableElement.Constraint inline : column.constraints()) {
      constraint(table, inline, items)
          .ifPresent(
              it -> {
                if (it.rule() instanceof TableElement.ForeignKey key) {
                  foreignKeys.add(ofTable(it, key, column.name()));
                } else {
                  constraints.add(it);
                }
              });
    }
    column
        .type()
        .flatMap(it -> context.model().types().subtypes().ofColumn(column.name(), it))
        .ifPresent(constraints::add);
    column.options().stream()
        .filter(option -> !option.equals("VISIBLE") && !option.equals("INVISIBLE"))
        .forEach(
            option ->
                items.add(
                    option.startsWith("DOMAIN ") ? ActionCode.NOT_YET : ActionCode.LEFT_OUT,
                    column.place(),
                    option));
    if (TableFold.isInvisible(column)) {
      items.add(ActionCode.INVISIBLE_COLUMN, column.place(), column.name());
    }
    Optional<TableElement.DefaultValue> value =
        column.value().flatMap(it -> value(it, column, type, constraints, items));
    return new TableElement.Column(
        column.name(), type, value, List.of(), List.copyOf(constraints), column.place());
  }

  private static boolean isPadded(Type type) {
    return type instanceof Type.Named(var name, var arguments, _, _, _)
        && (name.is("CHAR") || name.is("NCHAR") || name.is("CHARACTER"))
        && !arguments.isEmpty()
        && !arguments.getFirst().equals("1");
  }

  private static TableElement ofTable(
      TableElement.Constraint it, TableElement.ForeignKey key, Identifier column) {
    TableElement.ForeignKey rule =
        new TableElement.ForeignKey(
            List.of(column), key.table(), key.references(), key.onDelete(), key.place());
    return new TableElement.Constraint(it.name(), rule, it.states(), it.index(), it.place());
  }

  private Optional<TableElement.DefaultValue> value(
      TableElement.DefaultValue value,
      TableElement.Column column,
      Optional<Type> type,
      List<TableElement.Constraint> constraints,
      Items items) {
    return switch (value) {
      case TableElement.Default(var onNull, var expression, var place) -> {
        Items part = items.part();
        Expression converted = context.converted(expression, part);
        items.addAll(part);
        if (onNull) {
          items.add(ActionCode.DEFAULT_ON_NULL, place);
          boolean isSaid =
              constraints.stream().anyMatch(it -> it.rule() instanceof TableElement.Nullable);
          if (!isSaid) {
            constraints.add(notNull());
          }
        }
        yield part.isBlocked()
            ? Optional.empty()
            : Optional.of(new TableElement.Default(false, converted, place));
      }
      case TableElement.Identity(var kind, var options, var place) -> {
        if (kind.endsWith("ON NULL")) {
          items.add(ActionCode.DEFAULT_ON_NULL, place);
        }
        String known = kind.startsWith("BY DEFAULT") ? "BY DEFAULT" : "ALWAYS";
        BigInteger most =
            type.map(KeyTypes::whole).map(SequenceOptions::most).orElse(SequenceOptions.LONG_MAX);
        yield Optional.of(
            new TableElement.Identity(known, SequenceOptions.kept(options, most, items), place));
      }
      case TableElement.Generated(var expression, var isStored, var place) -> {
        if (!isStored) {
          items.add(ActionCode.VIRTUAL_COLUMN, place, column.name());
        }
        yield Optional.of(
            new TableElement.Generated(context.immutable(expression, items), true, place));
      }
    };
  }

  private static TableElement.Constraint notNull() {
    return new TableElement.Constraint(
        Optional.empty(),
        new TableElement.Nullable(false, Place.NONE),
        List.of(),
        Optional.empty(),
        Place.NONE);
  }

  /** The constraint as PostgreSQL has it; empty where it is left out. */
  Optional<TableElement.Constraint> constraint(
      Name table, TableElement.Constraint constraint, Items items) {
    String name = constraint.name().map(Identifier::toString).orElse("of " + kind(constraint));
    if (constraint.states().contains("DISABLE")) {
      items.add(ActionCode.CONSTRAINT_STATE, constraint.place(), name);
      return Optional.empty();
    }
    if (constraint.states().contains("NOVALIDATE")) {
      items.add(ActionCode.NOVALIDATE, constraint.place(), name);
    }
    List<String> states =
        constraint.states().stream()
            .filter(it -> it.equals("DEFERRABLE") || it.equals("INITIALLY DEFERRED"))
            .toList();
    Items part = items.part();
    TableElement.Rule rule = context.converted(constraint.rule(), part);
    items.addAll(part);
    if (rule instanceof TableElement.ForeignKey key
        && context.model().find(key.table(), Set.of(ObjectKind.TABLE)).isEmpty()) {
      items.add(ActionCode.TABLE_NOT_HERE, key.place(), "table " + key.table());
    }
    boolean isPlainNull = rule instanceof TableElement.Nullable(var isAllowed, _) && isAllowed;
    return part.isBlocked() || isPlainNull
        ? Optional.empty()
        : Optional.of(
            new TableElement.Constraint(
                free(table, constraint, items),
                rule,
                states,
                Optional.empty(),
                constraint.place()));
  }

  /** A key's index has its name, which on the target no table, view or sequence has beside it. */
  private Optional<Identifier> free(Name table, TableElement.Constraint constraint, Items items) {
    boolean isKey =
        constraint.rule() instanceof TableElement.PrimaryKey
            || constraint.rule() instanceof TableElement.Unique;
    if (!isKey || constraint.name().isEmpty()) {
      return constraint.name();
    }
    Identifier name = constraint.name().get();
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.set(parts.size() - 1, name);
    if (context.model().find(new Name(List.copyOf(parts), ""), RELATIONS).isEmpty()) {
      return constraint.name();
    }
    Identifier other =
        new PostgresNames().of(new Identifier(name.text() + "_key", name.isQuoted()));
    items.add(ActionCode.NAME_OF_RELATION, constraint.place(), name, other);
    return Optional.of(other);
  }

  private static String kind(TableElement.Constraint constraint) {
    return constraint.rule().getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
