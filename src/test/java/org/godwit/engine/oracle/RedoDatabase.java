package org.godwit.engine.oracle;

import static org.godwit.testing.StandInServer.row;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oracle.jdbc.OracleResultSet;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.testing.StandInServer;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for an Oracle database: tables with all their versions, and the redo of what was done
 * to them as Oracle's manuals describe the contents of LogMiner. It says nothing of what a server
 * itself would take or answer.
 */
final class RedoDatabase {
  /** Longer statements come in pieces, as they do beyond 4,000 bytes. */
  private static final int PIECE = 150;

  private static final Pattern READ =
      Pattern.compile("SELECT (.*) FROM \"SHOP\".\"(\\w+)\" AS OF SCN (\\d+)(.*)");

  private final StandInServer server = new StandInServer(OracleResultSet.class);
  private final Map<TableName, Table> tables = new LinkedHashMap<>();
  private final Map<TableName, Map<List<Object>, Versions>> rows = new TreeMap<>();
  private final RedoGroups groups = new RedoGroups();
  private final RedoFiles files = new RedoFiles(5000);
  private final Map<String, Transaction> open = new LinkedHashMap<>();
  private final Map<String, String> numbers = new TreeMap<>();
  private long scn = 5000;
  private long begun = 1;
  private int addresses;
  private int transactions;
  private int records;

  /** A row at all times. */
  private static final class Versions {
    private final String address;
    private final TreeMap<Long, Object[]> byScn = new TreeMap<>();

    private Versions(String address) {
      this.address = address;
    }

    private Object[] committed() {
      return byScn.isEmpty() ? new Object[0] : byScn.lastEntry().getValue();
    }
  }

  RedoDatabase(List<Table> all) {
    int number = 73420;
    for (Table table : all) {
      tables.put(table.name(), table);
      rows.put(table.name(), new LinkedHashMap<>());
      numbers.put(table.name().table(), Integer.toString(++number));
    }
    answers();
  }

  private void answers() {
    server
        .answer("'CON_NAME'", row("SHOPPDB", "3", "CDB1"))
        .answer("CURRENT_SCN, RESETLOGS_CHANGE#", _ -> now())
        .answer("MIN(START_SCN)", _ -> oldest())
        .answer("RAWTOHEX(XID) FROM V$TRANSACTION", _ -> alive())
        .answer("'ARCHIVED', MIN(a.NAME)", _ -> locked(_ -> files.list(), ""))
        .answer("COUNT(*) FROM V$LOG WHERE", row("1"))
        .answer("MAX(a.BLOCKS", row("4096"))
        .answer("MAX(t)", row("60"))
        .answer("'TZH:TZM'", row("+02:00"))
        .answer(
            "SYS_EXTRACT_UTC(SYSTIMESTAMP)", _ -> List.<Object[]>of(row(Instant.now().toString())))
        .answer("ADD_LOGFILE", sql -> locked(files::add, sql))
        .answer("START_LOGMNR", sql -> locked(files::start, sql))
        .answer("FROM V$LOGMNR_CONTENTS WHERE SCN", sql -> locked(files::contents, sql))
        .answer("ALL_LOG_GROUPS", sql -> locked(_ -> groups.list(), sql))
        .answer("FROM ALL_OBJECTS WHERE OBJECT_TYPE", _ -> numbers())
        .answer("SUPPLEMENTAL LOG GROUP", sql -> locked(groups::alter, sql))
        .answer("LOG_MODE", row("ARCHIVELOG", "PRIMARY", "READ WRITE", "IMPLICIT", "YES"))
        .answer("SUPPLEMENTAL_LOG_DATA_MIN", row("IMPLICIT"))
        .answer("FROM USER_USERS", row("YES"))
        .answer(
            "FROM SESSION_PRIVS",
            row("SET CONTAINER"),
            row("LOGMINING"),
            row("SELECT ANY TABLE"),
            row("FLASHBACK ANY TABLE"))
        .answer("'SESSION_USER'", row("C##GODWIT"))
        .answer("AS OF SCN", this::read);
  }

  Connection connect() {
    return server.connection();
  }

  /** The tables of the catalog. */
  synchronized List<Table> tables() {
    return List.copyOf(tables.values());
  }

  /** A statement altered the table, which is this now; null where it dropped it. */
  synchronized void define(TableName name, @Nullable Table table, String statement) {
    if (table == null) {
      tables.remove(name);
    } else {
      tables.put(name, table);
    }
    Transaction own = begin();
    own.log(RedoRow.DDL, name, "", false, statement, "USER DDL (PlSql=0 RecDep=0)");
    own.commit();
  }

  private synchronized List<Object[]> locked(StandInServer.Answers answers, String sql)
      throws SQLException {
    return answers.to(sql);
  }

  private synchronized List<Object[]> now() {
    return List.<Object[]>of(row(scn, begun));
  }

  private synchronized List<Object[]> oldest() {
    return List.<Object[]>of(
        row(open.values().stream().map(it -> it.start).min(Long::compare).orElse(null)));
  }

  private synchronized List<Object[]> alive() {
    return open.keySet().stream().map(StandInServer::row).toList();
  }

  private synchronized List<Object[]> numbers() {
    List<Object[]> all = new ArrayList<>();
    numbers.forEach(
        (table, number) -> {
          if (tables.containsKey(new TableName("SHOP", table))) {
            all.add(row("SHOP", table, number, "TABLE"));
          }
        });
    return all;
  }

  private synchronized List<Object[]> read(String sql) {
    Matcher parts = READ.matcher(sql);
    if (!parts.matches()) {
      throw new IllegalArgumentException(sql);
    }
    TableName name = new TableName("SHOP", parts.group(2));
    Table table = tables.get(name);
    List<Object[]> read = new ArrayList<>();
    if (parts.group(4).contains("1 = 0")) {
      return read;
    }
    List<String> columns = List.of(parts.group(1).replace("\"", "").split(", "));
    List<String> names = table.columns().stream().map(Column::name).toList();
    for (Versions versions : rows.get(name).values()) {
      Map.Entry<Long, Object[]> then = versions.byScn.floorEntry(Long.valueOf(parts.group(3)));
      if (then != null && then.getValue().length > 0) {
        read.add(
            columns.stream()
                .map(column -> RedoWords.ofDriver(then.getValue()[names.indexOf(column)]))
                .toArray());
      }
    }
    return read;
  }

  /** A row of a table as of now, committed, as text; for comparing. */
  synchronized List<String> texts(TableName name) {
    List<String> texts = new ArrayList<>();
    for (Versions versions : rows.get(name).values()) {
      Object[] now = versions.committed();
      if (now.length > 0) {
        StringBuilder text = new StringBuilder();
        for (Object value : now) {
          text.append(text.isEmpty() ? "" : "|").append(RedoWords.text(value));
        }
        texts.add(text.toString());
      }
    }
    return List.copyOf(new TreeSet<>(texts));
  }

  /** The table has no rows any more, and nobody has logged that. */
  synchronized void removeRows(TableName table) {
    rows.get(table).clear();
  }

  /** Ends the current log and begins another. */
  synchronized void switchLog() {
    files.end(++scn);
  }

  /** Removes archived logs up to a sequence. */
  synchronized void removeLogs(long upTo) {
    files.remove(upTo);
  }

  /** The log is begun anew. */
  synchronized void resetLogs() {
    begun = scn;
  }

  synchronized long scn() {
    return scn;
  }

  /** Redo of nobody's comes to the disk. */
  synchronized void breathe() {
    files.add(
        row(
            ++scn,
            RedoRow.COMMIT,
            "0009000900000009",
            time(),
            "CDB$ROOT",
            null,
            null,
            null,
            0,
            0,
            0,
            record(),
            0,
            null,
            null,
            0L));
    files.write();
  }

  private String record() {
    return " 0x%06x.%08x.0010 ".formatted(files.sequence(), ++records);
  }

  private static String time() {
    return LocalDateTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.SECONDS) + "";
  }

  synchronized Transaction begin() {
    return new Transaction();
  }

  /** A transaction of a writer. */
  final class Transaction {
    private final String id;
    private final long start;
    private final List<Runnable> undos = new ArrayList<>();
    private final Map<TableName, Map<List<Object>, Object[]>> pending = new TreeMap<>();
    private boolean isLogged;

    private Transaction() {
      int slot = 0;
      while (isTaken(slot)) {
        slot++;
      }
      id = "0001%04X%08X".formatted(slot, ++transactions);
      start = ++scn;
      open.put(id, this);
    }

    private boolean isTaken(int slot) {
      return open.keySet().stream().anyMatch(it -> it.startsWith("0001%04X".formatted(slot)));
    }

    String id() {
      return id;
    }

    private void log(
        int operation, TableName table, String address, boolean isUndo, String sql, String info) {
      synchronized (RedoDatabase.this) {
        if (!isLogged) {
          isLogged = true;
          put(RedoRow.START, null, "", false, "set transaction read write;", "", record(), 0);
        }
        if (records % 3 == 0) {
          scn++;
        }
        String record = record();
        for (int at = 0; at == 0 || at < sql.length(); at += PIECE) {
          int end = Math.min(at + PIECE, sql.length());
          put(
              operation,
              table,
              address,
              isUndo,
              sql.substring(at, end),
              info,
              record,
              end < sql.length() ? 1 : 0);
        }
      }
    }

    private void put(
        int operation,
        @Nullable TableName table,
        String address,
        boolean isUndo,
        String sql,
        String info,
        String record,
        int goesOn) {
      files.add(
          row(
              scn,
              operation,
              id,
              time(),
              "SHOPPDB",
              table == null ? null : table.schema(),
              table == null ? null : table.table(),
              address,
              isUndo ? 1 : 0,
              0,
              goesOn,
              record,
              0,
              sql,
              info,
              start));
    }

    /** A row that LogMiner has in no words. */
    void logRow(int operation, String owner, String table, int status, String sql, String info) {
      log(operation, new TableName(owner, table), "AAA", false, sql, info);
      synchronized (RedoDatabase.this) {
        files.last()[9] = status;
      }
    }

    private Versions versions(Table table, List<Object> key) {
      return rows.get(table.name())
          .computeIfAbsent(key, _ -> new Versions("AAAR7NAAEAAAA%05d".formatted(++addresses)));
    }

    private Object[] current(Table table, List<Object> key) {
      Object[] own = pending.getOrDefault(table.name(), Map.of()).get(key);
      return own != null ? own : versions(table, key).committed();
    }

    private void become(Table table, List<Object> key, Object[] row) {
      pending.computeIfAbsent(table.name(), _ -> new LinkedHashMap<>()).put(key, row);
    }

    private static List<Object> key(Table table, Object[] row) {
      List<String> names = table.columns().stream().map(Column::name).toList();
      return table.keyColumns().stream().map(it -> row[names.indexOf(it)]).toList();
    }

    private Table table(String name) {
      return tables.get(new TableName("SHOP", name));
    }

    void insert(String name, Object... row) {
      synchronized (RedoDatabase.this) {
        Table table = table(name);
        List<Object> key = key(table, row);
        put(table, key, new Object[0], row, false);
      }
    }

    void delete(String name, Object... key) {
      synchronized (RedoDatabase.this) {
        Table table = table(name);
        put(table, List.of(key), current(table, List.of(key)), new Object[0], false);
      }
    }

    /** A key that changes is a row that goes and one that comes, but one change in the log. */
    void update(String name, String column, @Nullable Object value, Object... key) {
      synchronized (RedoDatabase.this) {
        Table table = table(name);
        Object[] before = current(table, List.of(key));
        Object[] after = before.clone();
        after[table.columns().stream().map(Column::name).toList().indexOf(column)] = value;
        if (Arrays.equals(before, after)) {
          return; // nothing is logged of that
        }
        put(table, List.of(key), before, after, false);
      }
    }

    private void put(
        Table table, List<Object> key, Object[] before, Object[] after, boolean isUndo) {
      Versions versions = versions(table, key);
      String sql =
          before.length == 0
              ? RedoWords.insert(table, after)
              : after.length == 0
                  ? RedoWords.delete(table, before)
                  : RedoWords.update(table, before, after, groups.of(table));
      int operation =
          before.length == 0 ? RedoRow.INSERT : after.length == 0 ? RedoRow.DELETE : RedoRow.UPDATE;
      log(operation, table.name(), versions.address, isUndo, sql, "");
      List<Object> newKey = after.length == 0 ? key : key(table, after);
      if (!newKey.equals(key)) {
        become(table, key, new Object[0]);
        rows.get(table.name()).computeIfAbsent(newKey, _ -> new Versions(versions.address));
      }
      become(table, newKey, after);
      if (!isUndo) {
        undos.add(
            () -> {
              if (!newKey.equals(key)) {
                become(table, newKey, new Object[0]);
              }
              put(table, newKey, after, before, true);
              become(table, key, before);
            });
      }
    }

    int savepoint() {
      return undos.size();
    }

    /** The log has what is undone from the last to the first. */
    void rollbackTo(int savepoint) {
      synchronized (RedoDatabase.this) {
        while (undos.size() > savepoint) {
          undos.removeLast().run();
        }
      }
    }

    void rollback() {
      synchronized (RedoDatabase.this) {
        rollbackTo(0);
        open.remove(id);
        scn++;
        put(RedoRow.ROLLBACK, null, "", false, "rollback;", "", record(), 0);
      }
    }

    long commit() {
      synchronized (RedoDatabase.this) {
        scn++;
        return commitNow();
      }
    }

    /** At the number that the log has now. */
    long commitNow() {
      synchronized (RedoDatabase.this) {
        open.remove(id);
        put(RedoRow.COMMIT, null, "", false, "commit;", "", record(), 0);
        pending.forEach(
            (table, all) ->
                all.forEach((key, row) -> rows.get(table).get(key).byScn.put(scn, row)));
        files.write();
        return scn;
      }
    }

    /** It empties a table. */
    void truncate(String name) {
      synchronized (RedoDatabase.this) {
        Table table = table(name);
        log(RedoRow.DDL, table.name(), "", false, "truncate table " + name, "USER DDL");
        rows.get(table.name()).keySet().forEach(key -> become(table, key, new Object[0]));
      }
    }
  }
}
