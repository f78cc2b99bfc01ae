package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.Check;
import org.godwit.catalog.Collation;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.codec.IncompatibleColumns;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.ObjectNames;

/** Draws the columns of one table with all that hangs on a single column. */
final class ColumnsDesign {
  private static final int COLUMNS_MAX = 1600;

  /** Every table has them (PostgreSQL's manual, System Columns). */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private final PostgresDialect dialect;
  private final PostgresTypes types;
  private final ValuePolicy policy;
  private final ExpressionTrial trial;
  private final Table wanted;
  private final TypesDesign named;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> definitions = new ArrayList<>();
  private final List<String> sequencesBefore = new ArrayList<>();
  private final List<String> sequencesAfter = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  ColumnsDesign(
      PostgresDialect dialect,
      PostgresTypes types,
      ValuePolicy policy,
      ExpressionTrial trial,
      Table wanted,
      TypesDesign named) {
    this.dialect = dialect;
    this.types = types;
    this.policy = policy;
    this.trial = trial;
    this.wanted = wanted;
    this.named = named;
  }

  List<Column> columns() {
    return columns;
  }

  List<String> definitions() {
    return definitions;
  }

  List<String> sequencesBefore() {
    return sequencesBefore;
  }

  List<String> sequencesAfter() {
    return sequencesAfter;
  }

  List<Check> checks() {
    return checks;
  }

  void draw(ObjectNames names, List<String> notes) {
    if (wanted.columns().size() > COLUMNS_MAX) {
      throw new IncompatibleColumns(
          "it has %,d columns, and a table of PostgreSQL has %,d at most; remove columns by a rule"
              .formatted(wanted.columns().size(), COLUMNS_MAX));
    }
    for (Column source : wanted.columns()) {
      if (SYSTEM_COLUMNS.contains(source.name())) {
        throw new IncompatibleColumns(
            "PostgreSQL keeps the column name %s for itself; rename the column by a rule"
                .formatted(source.name()));
      }
      DataType otherwise = types.targetType(source);
      DataType type = named.replaced(source, otherwise, notes).orElse(otherwise);
      Column column = named.kept(source).orElseGet(() -> source.withType(type, types.render(type)));
      if (source.type() instanceof DataType.Geometry && column.type() instanceof DataType.Binary) {
        notes.add(
            "column %s of %s holds the shapes as bytes in well-known binary form; which spatial reference (SRID) they are in is not kept."
                .formatted(column.name(), wanted.name()));
      }
      column = nullability(column, notes);
      String base =
          dialect.quote(column.name()) + " " + column.nativeType() + collation(column, notes);
      String notNull = column.nullable() ? "" : " NOT NULL";
      String definition =
          switch (source.generation()) {
            case Generation.Given() -> {
              Optional<String> value = defaultOf(source, column, base, notes);
              if (value.isEmpty()) {
                column = column.withDefault(new Default.None());
              }
              yield base + value.map(text -> " DEFAULT " + text).orElse("") + notNull;
            }
            case Generation.Identity _ -> base + identity(column, names) + " NOT NULL";
            case Generation.Computed(String expression, _) -> {
              String computed = base + " GENERATED ALWAYS AS (" + expression + ") STORED";
              Optional<String> objection = objection(expression, computed);
              if (objection.isPresent()) {
                notes.add(
                    "column %s of %s is computed on the source; PostgreSQL doesn't take the expression (%s), so the values are copied and the column is a plain one."
                        .formatted(column.name(), wanted.name(), objection.get()));
                column = column.withGeneration(new Generation.Given());
                yield base + notNull;
              }
              column = column.withGeneration(new Generation.Computed(expression, true));
              yield computed + notNull;
            }
          };
      columns.add(column);
      definitions.add(definition);
      checksOf(source, column);
    }
  }

  /** That of a PostgreSQL source, where the target has it. */
  private String collation(Column column, List<String> notes) {
    Optional<String> name =
        column.collation().filter(it -> it.engine().equals(PostgresEngine.ID)).map(Collation::name);
    if (name.isEmpty()) {
      return "";
    }
    String clause = " COLLATE " + name.get();
    Optional<String> objection = trial.objection(List.of(), "c " + column.nativeType() + clause);
    objection.ifPresent(
        words ->
            notes.add(
                "column %s of %s has the collation %s on the source, which the target doesn't take (%s); it has the database's."
                    .formatted(column.name(), wanted.name(), name.get(), words)));
    return objection.isPresent() ? "" : clause;
  }

  private Optional<String> objection(String expression, String definition) {
    if (expression.isBlank()) {
      return Optional.of("no rule knows it");
    }
    List<Column> plain =
        wanted.columns().stream()
            .filter(column -> !column.isComputed())
            .map(column -> named.kept(column).orElseGet(() -> retyped(column)))
            .toList();
    return trial.objection(plain, definition);
  }

  private Column retyped(Column source) {
    DataType type = types.targetType(source);
    return source.withType(type, types.render(type));
  }

  private Column nullability(Column column, List<String> notes) {
    boolean isDate =
        column.type() instanceof DataType.Date || column.type() instanceof DataType.Timestamp;
    if (column.nullable() || !isDate || policy.zeroDates() == ValuePolicy.ZeroDates.ERROR) {
      return column;
    }
    if (wanted.keyColumns().contains(column.name())) {
      notes.add(
          "column %s of %s is in the primary key, so a zero date in it stays an error."
              .formatted(column.name(), wanted.name()));
      return column;
    }
    notes.add(
        "column %s of %s allows NULL, unlike the source's, because zero dates become NULL."
            .formatted(column.name(), wanted.name()));
    return column.withNullable(true);
  }

  private Optional<String> defaultOf(
      Column source, Column column, String base, List<String> notes) {
    Optional<String> value =
        switch (source.defaultValue()) {
          case Default.None() -> Optional.empty();
          case Default.Literal(String text) ->
              DefaultDesign.literal(
                  dialect,
                  text,
                  source.type() instanceof DataType.Binary ? source.type() : column.type());
          case Default.Now(int scale) -> now(column.type(), scale);
          case Default.Expression(String text) ->
              text.isBlank() || trial.objection(List.of(), base + " DEFAULT " + text).isPresent()
                  ? Optional.empty()
                  : Optional.of("(" + text + ")");
        };
    if (value.isEmpty() && !(source.defaultValue() instanceof Default.None)) {
      notes.add(
          "the default of column %s of %s (%s) can't be said in PostgreSQL; the column has none."
              .formatted(column.name(), wanted.name(), words(source.defaultValue())));
    }
    return value;
  }

  private static String words(Default value) {
    return switch (value) {
      case Default.None() -> "none";
      case Default.Literal(String text) -> text;
      case Default.Now _ -> "the current moment";
      case Default.Expression(String text) -> text.isBlank() ? "an expression" : text;
    };
  }

  private static Optional<String> now(DataType type, int scale) {
    return switch (type) {
      case DataType.Timestamp _ ->
          Optional.of("CURRENT_TIMESTAMP" + (scale >= 6 ? "" : "(" + scale + ")"));
      case DataType.Date _ -> Optional.of("CURRENT_DATE");
      default -> Optional.empty();
    };
  }

  private String identity(Column column, ObjectNames names) {
    if (column.type() instanceof DataType.Int) {
      return " GENERATED BY DEFAULT AS IDENTITY";
    }
    // An identity is a whole number of at most 64 bits with a sign; numeric(20) needs a sequence.
    String sequence =
        dialect.quote(new TableName(wanted.name().schema(), names.of(column.name() + "_seq")));
    sequencesBefore.add("CREATE SEQUENCE " + sequence);
    sequencesAfter.add(
        "ALTER SEQUENCE %s OWNED BY %s.%s"
            .formatted(sequence, dialect.quote(wanted.name()), dialect.quote(column.name())));
    return " DEFAULT nextval(" + dialect.literal(sequence) + "::regclass)";
  }

  private void checksOf(Column source, Column column) {
    String name = dialect.quote(column.name());
    String expression =
        switch (source.type()) {
          case DataType.Enumeration(List<String> labels) ->
              column.type() instanceof DataType.Text ? name + " IN (" + literals(labels) + ")" : "";
          case DataType.LabelSet(List<String> labels) ->
              "string_to_array(%s, ',') <@ ARRAY[%s]::text[]".formatted(name, literals(labels));
          case DataType.Binary(int length, boolean fixed) when fixed && length > 0 ->
              "octet_length(%s) = %d".formatted(name, length);
          default -> "";
        };
    if (!expression.isEmpty()) {
      checks.add(new Check(column.name() + "_check", expression));
    }
  }

  private String literals(List<String> labels) {
    return labels.stream().map(dialect::literal).collect(Collectors.joining(", "));
  }

  /** Sets each counter past the rows and to where the source's stood. */
  List<String> identityPositions() {
    List<String> statements = new ArrayList<>();
    for (Column column : columns) {
      if (column.generation() instanceof Generation.Identity(long next)) {
        statements.add(
            "SELECT setval(pg_get_serial_sequence(%s, %s), least(greatest((SELECT max(%s) FROM %s) + 1, %d), %d)::bigint, false)"
                .formatted(
                    dialect.literal(dialect.quote(wanted.name())),
                    dialect.literal(column.name()),
                    dialect.quote(column.name()),
                    dialect.quote(wanted.name()),
                    Math.max(next, 1),
                    largest(column.type())));
      }
    }
    return statements;
  }

  private static long largest(DataType type) {
    return type instanceof DataType.Int(int bits, _)
        ? Long.MAX_VALUE >> (64 - bits)
        : Long.MAX_VALUE;
  }

  /** {@code ON UPDATE CURRENT_TIMESTAMP} becomes a function and a trigger. */
  Optional<String> trigger(ObjectNames names) {
    List<Column> touched = columns.stream().filter(Column::updatedToNow).toList();
    if (touched.isEmpty()) {
      return Optional.empty();
    }
    String assignments = touched.stream().map(this::assignment).collect(Collectors.joining());
    boolean comparable = columns.stream().noneMatch(Column::isComputed);
    // MySQL leaves the row alone where nothing changes. Computed values aren't known yet here.
    String body =
        comparable
            ? "BEGIN IF OLD *<> NEW THEN%s END IF; RETURN NEW; END".formatted(assignments)
            : "BEGIN%s RETURN NEW; END".formatted(assignments);
    String name = names.of("touch");
    String function = dialect.quote(new TableName(wanted.name().schema(), name));
    return Optional.of(
        """
        CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS %2$s;
        DROP TRIGGER IF EXISTS %3$s ON %4$s;
        CREATE TRIGGER %3$s BEFORE UPDATE ON %4$s FOR EACH ROW EXECUTE FUNCTION %1$s()"""
            .formatted(
                function,
                dialect.literal(body),
                dialect.quote(name),
                dialect.quote(wanted.name())));
  }

  private String assignment(Column column) {
    String name = dialect.quote(column.name());
    String now = now(column.type(), scale(column.type())).orElse("CURRENT_TIMESTAMP");
    return " IF NEW.%1$s IS NOT DISTINCT FROM OLD.%1$s THEN NEW.%1$s := %2$s; END IF;"
        .formatted(name, now);
  }

  private static int scale(DataType type) {
    return type instanceof DataType.Timestamp(int scale, _) ? scale : 0;
  }
}
