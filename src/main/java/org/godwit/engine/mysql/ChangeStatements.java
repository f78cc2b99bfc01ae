package org.godwit.engine.mysql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.TableName;
import org.godwit.codec.RowSink;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChange;
import org.godwit.engine.RefusedChanges;
import org.godwit.engine.RowForm;
import org.godwit.engine.TargetTable;
import org.godwit.engine.TransactionWriter;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes one by one, many in one text; new rows of one table that follow each other go in
 * one statement. Where one of a text is refused or finds no row, the text is taken back and each is
 * tried alone: a statement that the server refuses has done nothing (InnoDB undoes it alone), and
 * its transaction goes on.
 */
final class ChangeStatements implements TransactionWriter {
  private static final int CHANGES_MAX = 1000;

  /** ER_DUP_ENTRY: another row has the value of a unique key. */
  private static final int DUPLICATE = 1062;

  private static final int CHARACTERS_MAX = 1 << 20;
  private static final int SHOWN_MAX = 100;

  private final Connection connection;
  private final MySqlDialect dialect = new MySqlDialect();
  private final List<WrittenColumn> columns = new ArrayList<>();
  private final LiteralRow row;
  private final List<Given> waiting = new ArrayList<>();
  private final StatementText text;
  private long characters;
  private @Nullable Shape shape;

  /** What tells one statement from another but for its values. */
  private record Shape(Table table, ChangeKind kind, BitSet given) {}

  /**
   * A change.
   *
   * @param values literals: those that identify the row, unless it is new; then those it gets
   */
  private record Given(Shape shape, List<String> values) {}

  ChangeStatements(Connection connection) {
    this.connection = connection;
    this.text = new StatementText(connection);
    this.row = new LiteralRow(connection, columns, new ByteBudget(Long.MAX_VALUE), this::take);
  }

  @Override
  public ChangeWriter table(ChangedTable table, RefusedChanges refused) {
    try {
      TargetTable written =
          new TargetTable(table.table(), table.columns(), table.rawColumns(), RowForm.DECODED);
      return new Table(table, WrittenColumn.of(connection, written), refused);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(
          e, "reading the columns of " + table.table().name(), connection);
    }
  }

  /** One of the tables; equal to itself alone. */
  private final class Table implements ChangeWriter {
    private final ChangedTable table;
    private final List<WrittenColumn> written;
    private final RefusedChanges refused;
    private final Map<BitSet, Shape> insertShapes = new HashMap<>();
    private boolean isLeftOut;

    Table(ChangedTable table, List<WrittenColumn> written, RefusedChanges refused) {
      this.table = table;
      this.written = written;
      this.refused = refused;
    }

    @Override
    public RowSink insert(BitSet given) {
      Shape known = insertShapes.get(given);
      if (known == null) {
        BitSet copy = (BitSet) given.clone();
        known = new Shape(this, ChangeKind.INSERT, copy);
        insertShapes.put(copy, known);
      }
      return sink(known);
    }

    @Override
    public RowSink update(BitSet given) {
      return sink(new Shape(this, ChangeKind.UPDATE, (BitSet) given.clone()));
    }

    @Override
    public RowSink delete() {
      return sink(new Shape(this, ChangeKind.DELETE, new BitSet()));
    }

    private RowSink sink(Shape next) {
      columns.clear();
      if (next.kind() != ChangeKind.INSERT) {
        table.identity().forEach(place -> columns.add(written.get(place)));
      }
      next.given().stream().forEach(place -> columns.add(written.get(place)));
      shape = next;
      row.clearBatch();
      return row;
    }

    String name() {
      return dialect.quote(table.table().name());
    }

    Column column(int place) {
      return table.columns().get(place);
    }

    String quoted(int place) {
      return dialect.quote(column(place).name());
    }
  }

  private void take() {
    Shape next = shape;
    if (next == null) {
      throw new IllegalStateException("no change was announced");
    }
    if (next.table().isLeftOut) {
      next.table().refused.leftOut(next.kind());
      return;
    }
    Given change = new Given(next, row.values());
    long length = change.values().stream().mapToLong(String::length).sum();
    if (waiting.size() >= CHANGES_MAX || characters + length > CHARACTERS_MAX) {
      flush();
    }
    if (next.table().isLeftOut) { // by what waited
      next.table().refused.leftOut(next.kind());
    } else {
      waiting.add(change);
      characters += length;
    }
  }

  @Override
  public void flush() {
    List<Given> all = List.copyOf(waiting);
    forget();
    if (all.size() < 2 || !isDoneTogether(all)) {
      together(all).forEach(this::applyAlike);
    }
  }

  /**
   * How a statement went.
   *
   * @param failure why the server refused it, null where it did it
   */
  private record Outcome(long rows, @Nullable EngineException failure) {}

  private boolean isDoneTogether(List<Given> all) {
    if (all.stream().anyMatch(change -> change.shape().table().isLeftOut)) {
      return false;
    }
    try {
      return text.run(
          together(all).stream()
              .map(alike -> new StatementText.Part(sql(alike), alike.size()))
              .toList());
    } catch (SQLException e) {
      Given first = all.getFirst();
      throw ConnectionPlace.explain(
          e,
          "applying %d changes from %s (%s) on"
              .formatted(all.size(), first.shape().table().table.table().name(), key(first)),
          connection);
    }
  }

  /** In their order, new rows that follow each other and are alike together. */
  private static List<List<Given>> together(List<Given> all) {
    List<List<Given>> groups = new ArrayList<>();
    for (Given change : all) {
      boolean isAlike =
          change.shape().kind() == ChangeKind.INSERT
              && !groups.isEmpty()
              && groups.getLast().getFirst().shape().equals(change.shape());
      if (!isAlike) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(change);
    }
    return groups;
  }

  private static String sql(List<Given> alike) {
    Given first = alike.getFirst();
    return switch (first.shape().kind()) {
      case INSERT -> insert(alike);
      case UPDATE -> update(first);
      case DELETE -> delete(first);
    };
  }

  private void applyAlike(List<Given> alike) {
    boolean isTried = alike.size() > 1 && !alike.getFirst().shape().table().isLeftOut;
    if (!isTried || attempt(insert(alike), alike.getFirst()).failure() != null) {
      alike.forEach(this::apply);
    }
  }

  private void apply(Given change) {
    if (change.shape().table().isLeftOut) {
      change.shape().table().refused.leftOut(change.shape().kind());
      return;
    }
    Outcome outcome = attempt(sql(List.of(change)), change);
    EngineException failure = outcome.failure();
    if (failure == null && outcome.rows() != 1) {
      failure = missed(change, outcome.rows());
    }
    if (failure != null && (outcome.rows() > 1 || !isPutRight(change, failure))) {
      judge(change, failure);
    }
  }

  /** A new row may take the place of one that is there, and a changed one come where none is. */
  private boolean isPutRight(Given change, EngineException reason) {
    Table table = change.shape().table();
    boolean isMeant =
        switch (change.shape().kind()) {
          case INSERT -> reason.failure() == Failure.CONSTRAINT && table.refused.replacesRows();
          case UPDATE ->
              reason.failure() == Failure.CONFLICT
                  && table.refused.insertsMissing()
                  && asInsert(change).values().size() == table.table.columns().size();
          case DELETE -> false;
        };
    if (!isMeant) {
      return false;
    }
    Given row = asInsert(change);
    try {
      Savepoint before = connection.setSavepoint();
      boolean isDone =
          (change.shape().kind() == ChangeKind.UPDATE
                  || attempt(delete(keyOf(row)), change).failure() == null)
              && attempt(insert(List.of(row)), change).failure() == null;
      if (!isDone) {
        connection.rollback(before);
      }
      connection.releaseSavepoint(before);
      if (isDone) {
        table.refused.putRight(refused(change, reason));
      }
      return isDone;
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "applying changes to " + table.name(), connection);
    }
  }

  /** The change as a new row: by what identifies it where it gets no other value. */
  private static Given asInsert(Given change) {
    Shape shape = change.shape();
    if (shape.kind() == ChangeKind.INSERT) {
      return change;
    }
    BitSet all = (BitSet) shape.given().clone();
    shape.table().table.identity().forEach(all::set);
    List<String> values = new ArrayList<>();
    int next = identityOf(shape);
    for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
      values.add(
          shape.given().get(i)
              ? change.values().get(next++)
              : change.values().get(shape.table().table.identity().indexOf(i)));
    }
    return new Given(new Shape(shape.table(), ChangeKind.INSERT, all), values);
  }

  /** What deletes the row that has the key of a new one. */
  private static Given keyOf(Given insert) {
    Table table = insert.shape().table();
    List<String> key = new ArrayList<>();
    for (int column : table.table.identity()) {
      key.add(insert.values().get(insert.shape().given().get(0, column).cardinality()));
    }
    return new Given(new Shape(table, ChangeKind.DELETE, new BitSet()), key);
  }

  /** In Godwit's sessions, and counting rows that are found, also where they stay as they were. */
  private Outcome attempt(String sql, Given change) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return new Outcome(statement.executeLargeUpdate(sql), null);
    } catch (SQLException e) {
      EngineException reason =
          ConnectionPlace.explain(
              e,
              "applying changes to %s (%s)"
                  .formatted(change.shape().table().table.table().name(), key(change)),
              connection);
      if (reason.failure() != Failure.CONSTRAINT && reason.failure() != Failure.VALUE) {
        throw reason;
      }
      return new Outcome(0, e.getErrorCode() == DUPLICATE ? RefusedChange.taken(reason) : reason);
    }
  }

  private EngineException missed(Given change, long rows) {
    TableName name = change.shape().table().table.table().name();
    return new EngineException(
        Failure.CONFLICT,
        rows > 1
            ? "%s has %d rows of one key on the target: %s. Give it the key that the source's table has, then reload the table."
                .formatted(name, rows, key(change))
            : "%s %s a row that the target doesn't have: %s. %s"
                .formatted(
                    name,
                    change.shape().kind() == ChangeKind.UPDATE
                        ? "should be updated in"
                        : "should lose",
                    key(change),
                    RefusedChange.MISSED));
  }

  private void judge(Given change, EngineException reason) {
    Table table = change.shape().table();
    if (table.refused.judge(refused(change, reason)) == RefusedChanges.Verdict.LEAVE_TABLE_OUT) {
      table.isLeftOut = true;
    }
  }

  private static RefusedChange refused(Given change, EngineException reason) {
    return new RefusedChange(
        change.shape().kind(),
        key(change),
        change.shape().kind() + " " + change.shape().table().name(),
        before(change),
        rowOf(change),
        reason);
  }

  /** What the row is found by. */
  private static Map<String, @Nullable String> before(Given change) {
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    Table table = change.shape().table();
    for (int i = 0; i < identityOf(change.shape()); i++) {
      before.put(
          table.column(table.table.identity().get(i)).name(), readable(change.values().get(i)));
    }
    return before;
  }

  /** What it shall be, with the key that it keeps. */
  private static Map<String, @Nullable String> rowOf(Given change) {
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    if (change.shape().kind() != ChangeKind.DELETE) {
      row.putAll(before(change));
      values(change).forEach((column, literal) -> row.put(column, readable(literal)));
    }
    return row;
  }

  /** A literal of ours without its quotes, null for NULL. */
  private static @Nullable String readable(@Nullable String literal) {
    if (literal == null || literal.equals("NULL")) {
      return null;
    }
    return literal.startsWith("'")
        ? literal.substring(1, literal.length() - 1).replace("''", "'").replace("\\\\", "\\")
        : literal;
  }

  private static int identityOf(Shape shape) {
    return shape.kind() == ChangeKind.INSERT ? 0 : shape.table().table.identity().size();
  }

  /** What the row gets, by column. */
  private static Map<String, @Nullable String> values(Given change) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    int at = identityOf(change.shape());
    BitSet given = change.shape().given();
    for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
      values.put(change.shape().table().column(i).name(), change.values().get(at++));
    }
    return values;
  }

  private static String key(Given change) {
    Table table = change.shape().table();
    Map<String, @Nullable String> of =
        change.shape().kind() == ChangeKind.INSERT ? rowOf(change) : before(change);
    StringJoiner text = new StringJoiner(", ");
    for (int place : table.table.identity()) {
      String column = table.column(place).name();
      String value = Objects.requireNonNullElse(of.get(column), "NULL");
      text.add(
          column
              + "="
              + (value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…"));
    }
    return text.toString();
  }

  private static String insert(List<Given> rows) {
    Shape shape = rows.getFirst().shape();
    StringJoiner names = new StringJoiner(", ", "(", ")");
    shape.given().stream().forEach(place -> names.add(shape.table().quoted(place)));
    StringJoiner lines = new StringJoiner(",");
    for (Given change : rows) {
      lines.add("(" + String.join(",", change.values()) + ")");
    }
    return "INSERT INTO %s %s VALUES %s".formatted(shape.table().name(), names, lines);
  }

  private static String update(Given change) {
    StringJoiner set = new StringJoiner(", ");
    BitSet given = change.shape().given();
    int at = identityOf(change.shape());
    for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
      set.add(change.shape().table().quoted(i) + " = " + change.values().get(at++));
    }
    return "UPDATE " + change.shape().table().name() + " SET " + set + where(change);
  }

  private static String delete(Given change) {
    return "DELETE FROM " + change.shape().table().name() + where(change);
  }

  private static String where(Given change) {
    Table table = change.shape().table();
    StringJoiner where = new StringJoiner(" AND ", " WHERE ", "");
    for (int i = 0; i < table.table.identity().size(); i++) {
      int place = table.table.identity().get(i);
      where.add(table.quoted(place) + " = " + stored(table.column(place), change.values().get(i)));
    }
    return where.toString();
  }

  /** The literal as a column holds it that has taken it, to which it is compared. */
  private static String stored(Column column, String literal) {
    return switch (column.type()) {
      // Its bytes would be compared as characters that are no number.
      case DataType.Bits _ when literal.startsWith("x'") ->
          new BigInteger("0" + literal.substring(2, literal.length() - 1), 16).toString();
      case DataType.Decimal(int precision, int scale)
          when literal.indexOf('.') >= 0 && literal.length() - literal.indexOf('.') - 1 > scale ->
          "CAST(%s AS DECIMAL(%d,%d))".formatted(literal, precision, scale);
      default -> literal;
    };
  }

  private void forget() {
    waiting.clear();
    characters = 0;
  }

  @Override
  public void close() {
    forget();
    row.close();
  }
}
