package org.godwit.engine.sqlserver;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.h2.engine.Constants;

/**
 * A stand-in for a SQL Server database whose tables are captured: H2 runs the queries of snapshots
 * and change tables, with its own row versions, after {@link TransactSql} has said a few of them in
 * its words. What writers, the log and the capture job do is done here, by Microsoft's description
 * of change tables. It says nothing of what a server itself would take or answer.
 */
public final class CapturingDatabase implements AutoCloseable {
  private static final int ALL = 1000;
  private static final Pattern ENABLE =
      Pattern.compile(
          "EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'(\\w+)', @capture_instance = N'(\\w+)'.*");
  private static final Pattern DISABLE =
      Pattern.compile("EXEC sys.sp_cdc_disable_table .*@capture_instance = N'(\\w+)'");

  private final String url = "jdbc:h2:mem:cdc" + System.nanoTime() + ";" + TransactSql.MODE;
  private final Connection own;
  private final List<Table> tables;
  private final List<Pending> log = new ArrayList<>();

  /** Who locks a table against writers has one, who writes has all. */
  private final Semaphore locks = new Semaphore(ALL, true);

  private long place = 0x27_0000_0ac0_0000L;
  private int changeTables = 500;

  /** A committed transaction that the capture job has yet to see. */
  private record Pending(LogSequenceNumber commit, List<Captured> changes) {}

  /** A row of a change table. */
  private record Captured(
      TableName table, int operation, int command, long mask, List<Object> row) {}

  /** With these tables, which are empty. */
  public CapturingDatabase(List<Table> tables) throws SQLException {
    this.tables = List.copyOf(tables);
    own = DriverManager.getConnection(url);
    own.setAutoCommit(false);
    for (String sql : TransactSql.DATABASE) {
      run(sql);
    }
    for (Table table : tables) {
      run(
          "CREATE TABLE %s (%s)"
              .formatted(TransactSql.quoted(table.name()), TransactSql.columns(table)));
      run(
          "INSERT INTO rig.tables VALUES (?, ?)",
          table.name().table(),
          100 + tables.indexOf(table));
    }
    own.commit();
  }

  /** The tables of the catalog. */
  public List<Table> tables() {
    return tables;
  }

  private void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = own.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  /** What a transaction does. */
  public interface Work {
    void in(Transaction transaction) throws SQLException;
  }

  /** A transaction of a writer. */
  public final class Transaction {
    private final List<Captured> changes = new ArrayList<>();

    private Table table(String name) {
      return tables.stream().filter(it -> it.name().table().equals(name)).findFirst().orElseThrow();
    }

    /** A new row. */
    public void insert(String name, Object... row) throws SQLException {
      Table table = table(name);
      run(
          "INSERT INTO %s VALUES (%s)"
              .formatted(TransactSql.quoted(table.name()), "?, ".repeat(row.length - 1) + "?"),
          row);
      change(table, 2, -1, row);
    }

    /** The row of the key goes. */
    public void delete(String name, Object... key) throws SQLException {
      Table table = table(name);
      Object[] row = row(table, key);
      run("DELETE FROM " + TransactSql.quoted(table.name()) + where(table), key);
      change(table, 1, -1, row);
    }

    /**
     * The row of the key has another value; a key that changes is one that goes and one that comes.
     */
    public void update(String name, String column, Object value, Object... key)
        throws SQLException {
      Table table = table(name);
      Object[] before = row(table, key);
      run(
          "UPDATE %s SET [%s] = ?%s"
              .formatted(TransactSql.quoted(table.name()), column, where(table)),
          with(value, key));
      List<String> names = table.columns().stream().map(Column::name).toList();
      int place = names.indexOf(column);
      Object[] after = before.clone();
      after[place] = value;
      if (table.keyColumns().contains(column)) {
        change(table, 1, -1, before);
        change(table, 2, -1, after);
        return;
      }
      long mask = 1L << place;
      for (int i = 0; i < before.length; i++) {
        if (i != place && table.columns().get(i).nativeType().endsWith("(max)")) {
          before[i] = null; // it wasn't changed
          after[i] = null;
        }
      }
      change(table, 3, mask, before);
      change(table, 4, mask, after);
    }

    private static Object[] with(Object first, Object... rest) {
      Object[] all = new Object[rest.length + 1];
      all[0] = first;
      System.arraycopy(rest, 0, all, 1, rest.length);
      return all;
    }

    private void change(Table table, int operation, long mask, Object[] row) {
      int command = operation == 4 ? changes.size() : changes.size() + 1;
      changes.add(new Captured(table.name(), operation, command, mask, Arrays.asList(row.clone())));
    }

    private static String where(Table table) {
      return table.keyColumns().stream()
          .map(it -> "[" + it + "] = ?")
          .collect(java.util.stream.Collectors.joining(" AND ", " WHERE ", ""));
    }

    private Object[] row(Table table, Object... key) throws SQLException {
      String sql = "SELECT * FROM " + TransactSql.quoted(table.name()) + where(table);
      try (PreparedStatement statement = own.prepareStatement(sql)) {
        for (int i = 0; i < key.length; i++) {
          statement.setObject(i + 1, key[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          Object[] values = new Object[table.columns().size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 1);
          }
          return values;
        }
      }
    }
  }

  /** Commits a transaction; writers wait for who has locked tables, and the reverse. */
  public synchronized LogSequenceNumber commit(Work work) throws SQLException {
    locks.acquireUninterruptibly(ALL);
    try {
      Transaction transaction = new Transaction();
      work.in(transaction);
      LogSequenceNumber commit = advance();
      log.add(new Pending(commit, transaction.changes));
      logged(commit);
      own.commit();
      return commit;
    } finally {
      locks.release(ALL);
    }
  }

  private void logged(LogSequenceNumber end) throws SQLException {
    run("UPDATE rig.log_end SET place = ?", end.text());
  }

  private LogSequenceNumber advance() {
    place += 0x100;
    return LogSequenceNumber.parse(
        "%08x:%08x:%04x".formatted(place >> 48, place >> 16 & 0xffff_ffffL, place & 0xffff));
  }

  /** The capture job takes what was committed so far, in one transaction of its own. */
  public synchronized void capture() throws SQLException {
    for (Pending pending : log) {
      captured(pending);
    }
    log.clear();
    own.commit();
  }

  /** It finds nothing, and says up to where. */
  public synchronized LogSequenceNumber captureNothing() throws SQLException {
    capture();
    LogSequenceNumber seen = advance();
    mapped(seen, "00");
    own.commit();
    return seen;
  }

  private void mapped(LogSequenceNumber place, String transaction) throws SQLException {
    run(
        "INSERT INTO cdc.lsn_time_mapping VALUES (%s, DATEADD(HOUR, 2, CURRENT_TIMESTAMP AT TIME ZONE 'UTC'), 0x%s)"
            .formatted(place.literal(), transaction));
  }

  private void captured(Pending pending) throws SQLException {
    mapped(pending.commit(), "01");
    for (String[] instance : instances()) {
      for (Captured change : pending.changes()) {
        if (change.table().table().equals(instance[0])) {
          run(
              "INSERT INTO cdc.[%s_CT] VALUES (%s, %s, ?, ?, %s%s)"
                  .formatted(
                      instance[1],
                      pending.commit().literal(),
                      TransactSql.literal(place + change.command()),
                      "0x%016x".formatted(change.mask()),
                      ", ?".repeat(change.row().size())),
              Transaction.with(
                  change.operation(), Transaction.with(change.command(), change.row().toArray())));
        }
      }
    }
  }

  private List<String[]> instances() throws SQLException {
    List<String[]> instances = new ArrayList<>();
    try (Statement statement = own.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, instance FROM rig.instances")) {
      while (row.next()) {
        instances.add(new String[] {row.getString(1), row.getString(2)});
      }
    }
    return instances;
  }

  /** The clean-up has removed everything before the place. */
  public synchronized void cleanUp(LogSequenceNumber before) throws SQLException {
    for (String[] instance : instances()) {
      run(
          "DELETE FROM cdc.[%s_CT] WHERE [__$start_lsn] < %s"
              .formatted(instance[1], before.literal()));
    }
    run("UPDATE rig.instances SET start = ?", before.literal());
    own.commit();
  }

  /** Somebody has removed everything before the place from one change table. */
  public synchronized void cleanUp(String table, LogSequenceNumber before) throws SQLException {
    for (String[] instance : instances()) {
      if (instance[0].equals(table)) {
        run(
            "DELETE FROM cdc.[%s_CT] WHERE [__$start_lsn] < %s"
                .formatted(instance[1], before.literal()));
      }
    }
    run("UPDATE rig.instances SET start = ? WHERE name = ?", before.literal(), table);
    own.commit();
  }

  /** A statement altered the table. */
  public synchronized void altered(String table, boolean hasMoreColumns, String statement)
      throws SQLException {
    logged(advance());
    run(
        "UPDATE rig.instances SET ddl_at = ?, ddl = ?, outdated = ? WHERE name = ?",
        "0x%020x".formatted(advance().number()),
        statement,
        hasMoreColumns ? "1" : "0",
        table);
    own.commit();
  }

  /** Runs what {@code sys.sp_cdc_enable_table} and its counterpart would do. */
  private synchronized boolean setUp(String sql) throws SQLException {
    Matcher enable = ENABLE.matcher(sql);
    Matcher disable = DISABLE.matcher(sql);
    if (enable.matches()) {
      enable(enable.group(1), enable.group(2));
    } else if (disable.matches()) {
      disable(disable.group(1));
    } else {
      return false;
    }
    return true;
  }

  private void enable(String table, String instance) throws SQLException {
    Table of =
        tables.stream().filter(it -> it.name().table().equals(table)).findFirst().orElseThrow();
    run(
        "CREATE TABLE cdc.[%s_CT] ([__$start_lsn] BINARY(10), [__$seqval] BINARY(10), [__$operation] INT, [__$command_id] INT, [__$update_mask] VARBINARY(128), %s)"
            .formatted(instance, TransactSql.nullableColumns(of)));
    LogSequenceNumber started = advance();
    logged(started);
    run(
        "INSERT INTO rig.instances VALUES (?, ?, ?, ?, ?, '0', NULL, NULL)",
        table,
        instance,
        started.literal(),
        instance.replaceAll(".*_", ""),
        Integer.toString(++changeTables));
    for (int i = 0; i < of.columns().size(); i++) {
      run("INSERT INTO rig.captured VALUES (?, ?, ?)", instance, of.columns().get(i).name(), i + 1);
    }
    own.commit();
  }

  /** Somebody disables a capture instance. */
  public synchronized void disable(String instance) throws SQLException {
    run("DELETE FROM rig.instances WHERE instance = ?", instance);
    run("DELETE FROM rig.captured WHERE instance = ?", instance);
    run("DROP TABLE cdc.[%s_CT]".formatted(instance));
    own.commit();
  }

  /** The rows of a table as text, in order. */
  public synchronized List<String> rows(String query) throws SQLException {
    return TransactSql.rows(own, query);
  }

  /** A connection as a task's engine opens them. */
  Connection connect() throws SQLException {
    Connection opened = DriverManager.getConnection(url);
    opened.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
    boolean[] isLocking = {false};
    return proxy(
        Connection.class,
        opened,
        (method, arguments) ->
            switch (method) {
              case "commit", "rollback", "close" -> {
                if (isLocking[0]) {
                  isLocking[0] = false;
                  locks.release();
                }
                yield null;
              }
              case "createStatement" -> statement(opened.createStatement());
              case "prepareStatement" -> {
                String sql = (String) arguments[0];
                if (sql.contains("TABLOCK") && !isLocking[0]) {
                  lock();
                  isLocking[0] = true;
                }
                yield opened.prepareStatement(TransactSql.translated(sql));
              }
              default -> null;
            });
  }

  private void lock() throws SQLException {
    try {
      if (!locks.tryAcquire(2, TimeUnit.SECONDS)) {
        throw new SQLException("Lock request time out period exceeded.", "S0051", 1222);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
  }

  private Statement statement(Statement opened) {
    return proxy(
        Statement.class,
        opened,
        (method, arguments) ->
            switch (method) {
              case "execute" -> {
                String sql = (String) arguments[0];
                yield TransactSql.isOfSession(sql)
                    || setUp(sql)
                    || opened.execute(TransactSql.translated(sql));
              }
              case "executeQuery" ->
                  opened.executeQuery(TransactSql.translated((String) arguments[0]));
              default -> null;
            });
  }

  /** What is done in place of a method, or before it where it gives null. */
  private interface Instead {
    Object of(String method, Object[] arguments) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T behind, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Object given = instead.of(method.getName(), arguments);
              if (given != null) {
                return given;
              }
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public void close() throws SQLException {
    own.close();
  }
}
