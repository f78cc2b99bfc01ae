package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.godwit.catalog.TableName;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChange;
import org.godwit.engine.RefusedChanges;
import org.godwit.engine.TransactionWriter;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes statement by statement, those of all tables in one row. What is alike is prepared
 * on the server once; what waits goes there as one text of {@code EXECUTE}s, so that neither
 * another table nor another kind of change costs a round trip.
 *
 * <p>Values are written as literals of no type. The server takes them for what {@code PREPARE} has
 * found the parameters to be, as it does with untyped parameters of the extended protocol.
 */
final class StatementWriter implements TransactionWriter {
  private static final int CHANGES_MAX = 2000;

  /** unique_violation (PostgreSQL manual, appendix A). */
  private static final String UNIQUE_VIOLATION = "23505";

  private static final long CHARACTERS_MAX = 1 << 18;

  /** What is larger goes as parameters, for a server's scanner takes no literal of any size. */
  private static final long LITERALS_MAX = 1 << 24;

  /** Of all tables; each takes some ten kilobytes of the server's memory. */
  private static final int STATEMENTS_MAX = 500;

  private static final int STATEMENTS_DROPPED = 100;
  private static final int SHOWN_MAX = 100;

  private final PostgresDialect dialect;
  private final StatementText texts;
  private final String place;
  private final Map<Words, String> prepared = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Waiting> waiting = new ArrayList<>();
  private long characters;
  private long names;

  /** What tells one statement's text from another's. */
  record Words(Table table, ChangeKind kind, BitSet given) {}

  /**
   * A change that is not sent.
   *
   * @param values in the order of the statement's parameters
   */
  record Waiting(Words words, String statement, List<@Nullable String> values) {}

  StatementWriter(Connection connection, PostgresDialect dialect, String place)
      throws SQLException {
    this.dialect = dialect;
    this.texts = new StatementText(connection);
    this.place = place;
  }

  @Override
  public Table table(ChangedTable table, RefusedChanges refused) {
    return new Table(table, refused);
  }

  /** One of the tables; equal to itself alone. */
  final class Table implements ChangeWriter {
    private final ChangedTable table;
    private final ChangeSql sql;
    private final ParameterSink sink = new ParameterSink(this::end);
    private final RefusedChanges refused;
    private Words words = new Words(this, ChangeKind.DELETE, new BitSet());
    private boolean isLeftOut;

    Table(ChangedTable table, RefusedChanges refused) {
      this.table = table;
      this.refused = refused;
      this.sql = new ChangeSql(dialect, table);
    }

    @Override
    public RowSink insert(BitSet given) {
      return sink(ChangeKind.INSERT, given);
    }

    @Override
    public RowSink update(BitSet given) {
      return sink(ChangeKind.UPDATE, given);
    }

    @Override
    public RowSink delete() {
      return sink(ChangeKind.DELETE, new BitSet());
    }

    private RowSink sink(ChangeKind kind, BitSet given) {
      use(kind, given);
      return sink;
    }

    private void use(ChangeKind kind, BitSet given) {
      if (words.kind() != kind || !words.given().equals(given)) {
        words = new Words(this, kind, (BitSet) given.clone());
      }
    }

    /** Takes a change whose values are texts already, in the order of its parameters. */
    void take(ChangeKind kind, BitSet given, List<@Nullable String> values) {
      use(kind, given);
      long length = 0;
      for (@Nullable String value : values) {
        length += value == null ? 0 : value.length();
      }
      add(words, values, length);
    }

    private void end() {
      add(words, new ArrayList<@Nullable String>(sink.values()), sink.characters());
    }

    String sql(Words wanted) {
      return switch (wanted.kind()) {
        case INSERT -> sql.insert(wanted.given());
        case UPDATE ->
            insertsMissing(wanted)
                ? sql.updateOrInsert(wanted.given())
                : sql.update(wanted.given());
        case DELETE -> sql.delete();
      };
    }

    private boolean insertsMissing(Words wanted) {
      return wanted.kind() == ChangeKind.UPDATE
          && refused.insertsMissing()
          && sql.makesWholeRow(wanted.given());
    }

    /** Whether a statement that did that wasn't what the change should be. */
    boolean isMissed(Waiting change, long rows) {
      return insertsMissing(change.words()) ? rows > 0 : rows != 1;
    }

    /** Whether a change of it was judged so that none of its changes is applied any more. */
    boolean isLeftOut() {
      return isLeftOut;
    }

    TableName name() {
      return table.table().name();
    }

    String doing() {
      return "applying changes to " + name();
    }

    private RefusedChange refused(Waiting change, EngineException reason) {
      return new RefusedChange(
          change.words().kind(),
          key(change),
          sql(change.words()),
          before(change),
          rowOf(change),
          reason);
    }

    void judge(Waiting change, EngineException reason) {
      if (refused.judge(refused(change, reason)) == RefusedChanges.Verdict.LEAVE_TABLE_OUT) {
        isLeftOut = true;
      }
    }

    void judgeMissed(Waiting change, long rows) {
      EngineException reason =
          new EngineException(
              Failure.CONFLICT,
              rows > 1 && !insertsMissing(change.words())
                  ? "%s has %d rows of one key on %s: %s. Give it the key that the source's table has, then reload the table."
                      .formatted(name(), rows, place, key(change))
                  : "%s %s a row that %s doesn't have: %s. %s"
                      .formatted(
                          name(),
                          change.words().kind() == ChangeKind.UPDATE
                              ? "should be updated in"
                              : "should lose",
                          place,
                          key(change),
                          RefusedChange.MISSED));
      if (insertsMissing(change.words())) {
        refused.putRight(refused(change, reason));
      } else {
        judge(change, reason);
      }
    }

    /** Puts a new row in the place of the one that has its key; false where that isn't it. */
    boolean isReplaced(Waiting change, EngineException reason) throws SQLException {
      boolean isMeant =
          change.words().kind() == ChangeKind.INSERT
              && reason.failure() == Failure.CONSTRAINT
              && refused.replacesRows();
      if (!isMeant) {
        return false;
      }
      List<@Nullable String> key = new ArrayList<>();
      table.identity().forEach(column -> key.add(given(change).get(column(column))));
      texts.run("SAVEPOINT godwit_row", 1);
      boolean isDone =
          isTaken(sql.delete(), key, change)
              && isTaken(sql(change.words()), change.values(), change);
      texts.run((isDone ? "" : "ROLLBACK TO godwit_row;") + "RELEASE godwit_row", isDone ? 1 : 2);
      if (isDone) {
        refused.putRight(refused(change, reason));
      }
      return isDone;
    }

    /** False where the server refuses it for its row, true where it has done it. */
    private boolean isTaken(String statement, List<@Nullable String> values, Waiting change)
        throws SQLException {
      SQLException error = texts.attempt(statement, values).error();
      if (error != null && !isOfARow(reason(error, change))) {
        throw error;
      }
      return error == null;
    }

    /** The values that identify the row; those of a new row are among what it is given. */
    String key(Waiting change) {
      boolean isInsert = change.words().kind() == ChangeKind.INSERT;
      Map<String, @Nullable String> given = given(change);
      StringJoiner text = new StringJoiner(", ");
      for (int i = 0; i < table.identity().size(); i++) {
        String column = column(table.identity().get(i));
        text.add(column + "=" + shown(isInsert ? given.get(column) : change.values().get(i)));
      }
      return text.toString();
    }

    /** What the row is found by. */
    private Map<String, @Nullable String> before(Waiting change) {
      Map<String, @Nullable String> before = new LinkedHashMap<>();
      if (change.words().kind() != ChangeKind.INSERT) {
        for (int i = 0; i < table.identity().size(); i++) {
          before.put(column(table.identity().get(i)), change.values().get(i));
        }
      }
      return before;
    }

    /** What it shall be, with the key that it keeps. */
    private Map<String, @Nullable String> rowOf(Waiting change) {
      Map<String, @Nullable String> row = new LinkedHashMap<>();
      if (change.words().kind() != ChangeKind.DELETE) {
        row.putAll(before(change));
        row.putAll(given(change));
      }
      return row;
    }

    private Map<String, @Nullable String> given(Waiting change) {
      BitSet given = change.words().given();
      int at = change.words().kind() == ChangeKind.INSERT ? 0 : table.identity().size();
      Map<String, @Nullable String> values = new LinkedHashMap<>();
      for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
        values.put(column(i), change.values().get(at++));
      }
      return values;
    }

    private String column(int place) {
      return table.columns().get(place).name();
    }
  }

  private void add(Words words, List<@Nullable String> values, long length) {
    if (waiting.size() >= CHANGES_MAX || characters + length > CHARACTERS_MAX) {
      flush();
    }
    String statement = words.table().isLeftOut ? "" : statement(words);
    if (words.table().isLeftOut) { // it may be since then, by what waited
      words.table().refused.leftOut(words.kind());
      return;
    }
    waiting.add(new Waiting(words, statement, values));
    characters += length;
  }

  /** The name of the prepared statement. */
  private String statement(Words words) {
    String known = prepared.get(words);
    if (known != null) {
      return known;
    }
    if (prepared.size() >= STATEMENTS_MAX) {
      flush(); // it may need those that are dropped
      dropEldest();
    }
    String name = "godwit_" + names++;
    try {
      texts.run("PREPARE " + name + " AS " + words.table().sql(words), 1);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, words.table().doing(), place);
    }
    prepared.put(words, name);
    return name;
  }

  private void dropEldest() {
    StringBuilder text = new StringBuilder();
    Iterator<String> eldest = prepared.values().iterator();
    for (int i = 0; i < STATEMENTS_DROPPED; i++) {
      text.append("DEALLOCATE ").append(eldest.next()).append(';');
      eldest.remove();
    }
    try {
      texts.run(text.toString(), STATEMENTS_DROPPED);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "forgetting prepared statements", place);
    }
  }

  @Override
  public void flush() {
    try {
      send();
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "applying changes", place);
    } finally {
      forget();
    }
  }

  /**
   * Applies what waits under savepoints. Where the server refuses a change, those before it are
   * applied again, and those behind it once its table has judged it.
   */
  private void send() throws SQLException {
    int most = waiting.size();
    while (!waiting.isEmpty()) {
      List<Waiting> sent = waiting.subList(0, Math.min(most, waiting.size()));
      StatementText.Outcome outcome = attempt(sent);
      SQLException error = outcome.error();
      if (error == null) {
        judgeMissed(sent, outcome);
        sent.clear();
      } else {
        int refused = outcome.done();
        EngineException reason = reason(error, sent.get(Math.min(refused, sent.size() - 1)));
        if (!isOfARow(reason) || refused == sent.size()) {
          throw reason;
        }
        texts.undo();
        if (refused == 0 && sent.size() > 1) {
          most = sent.size() / 2; // a text that can't be read is of nobody knows which row
        } else {
          leaveOut(sent, refused, reason);
          most = waiting.size();
        }
      }
      waiting.removeIf(StatementWriter::isLeftOut);
    }
  }

  private EngineException reason(SQLException error, Waiting change) {
    Table table = change.words().table();
    EngineException reason =
        PostgresErrors.explain(error, table.doing() + " (" + table.key(change) + ")", place);
    return UNIQUE_VIOLATION.equals(error.getSQLState()) ? RefusedChange.taken(reason) : reason;
  }

  private static boolean isOfARow(EngineException reason) {
    return switch (reason.failure()) {
      case CONSTRAINT, VALUE, CONFLICT -> true;
      default -> false;
    };
  }

  /** Takes a change off, and those before it, which are applied. */
  private void leaveOut(List<Waiting> sent, int refused, EngineException reason)
      throws SQLException {
    List<Waiting> before = sent.subList(0, refused);
    if (!before.isEmpty()) {
      judgeMissed(before, attempt(before).require());
    }
    Waiting change = sent.get(refused);
    if (!change.words().table().isReplaced(change, reason)) {
      change.words().table().judge(change, reason);
    }
    sent.subList(0, refused + 1).clear();
  }

  private static boolean isLeftOut(Waiting change) {
    Table table = change.words().table();
    if (table.isLeftOut) {
      table.refused.leftOut(change.words().kind());
    }
    return table.isLeftOut;
  }

  private StatementText.Outcome attempt(List<Waiting> changes) throws SQLException {
    if (characters <= LITERALS_MAX) {
      return texts.attempt(text(changes), changes.size());
    }
    Waiting large = changes.getFirst(); // alone, for no other had room beside it
    return texts.attempt(large.words().table().sql(large.words()), large.values());
  }

  private String text(List<Waiting> changes) {
    StringBuilder text = new StringBuilder((int) Math.min(characters, CHARACTERS_MAX) * 2);
    for (Waiting change : changes) {
      text.append("EXECUTE ").append(change.statement());
      char before = '(';
      for (@Nullable String value : change.values()) {
        text.append(before);
        appendLiteral(text, value);
        before = ',';
      }
      text.append(before == '(' ? ";" : ");");
    }
    return text.toString();
  }

  /** Means the same whatever standard_conforming_strings is. */
  private static void appendLiteral(StringBuilder text, @Nullable String value) {
    if (value == null) {
      text.append("NULL");
      return;
    }
    boolean hasBackslash = value.indexOf('\\') >= 0;
    text.append(hasBackslash ? "E'" : "'");
    if (!hasBackslash && value.indexOf('\'') < 0) {
      text.append(value);
    } else {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\'' || c == '\\') {
          text.append(c);
        }
        text.append(c);
      }
    }
    text.append('\'');
  }

  /** Changes that were for a row which isn't there. */
  private void judgeMissed(List<Waiting> changes, StatementText.Outcome outcome) {
    for (int i = 0; i < changes.size(); i++) {
      Waiting change = changes.get(i);
      if (change.words().table().isMissed(change, outcome.rows(i))) {
        change.words().table().judgeMissed(change, outcome.rows(i));
      }
    }
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    return value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…";
  }

  private void forget() {
    waiting.clear();
    characters = 0;
  }

  /** What is prepared goes with the session. */
  @Override
  public void close() {
    forget();
  }
}
