package org.godwit.task;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.godwit.testing.TestDatabase;

/** Sources whose log is followed, each with its own words for what the tests do to it. */
enum LoggedSource {
  POSTGRES("postgres", "shop.") {
    @Override
    List<String> typeFiles() {
      return List.of("postgresql-to-postgresql");
    }

    @Override
    List<String> schema() {
      return List.of("CREATE SCHEMA shop");
    }

    @Override
    List<String> session() {
      return List.of("SET timezone = 'UTC'");
    }

    @Override
    List<String> busyTables() {
      return List.of(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.account (id bigint PRIMARY KEY, name varchar(80) UNIQUE, balance"
              + " numeric(20,4), changed timestamptz DEFAULT now(), tags text[], extra jsonb)",
          "CREATE TABLE shop.line (a int, b int, v text, PRIMARY KEY (a, b))",
          "CREATE TABLE shop.nokey (v int, t text, j json)",
          "CREATE TABLE shop.note (id int PRIMARY KEY, brief text, wide text, bytes bytea)",
          "CREATE TABLE shop.emptied (id serial PRIMARY KEY, v int)",
          "CREATE TABLE shop.altered (id int PRIMARY KEY, v int)",
          "ALTER TABLE shop.note ALTER wide SET STORAGE EXTERNAL",
          "INSERT INTO shop.account SELECT i, 'name ' || i, i * 1.5, now(), ARRAY['a', NULL,"
              + " i::text], jsonb_build_object('n', i) FROM generate_series(1, 20000) i",
          "INSERT INTO shop.line SELECT i / 10, i % 10, 'v' || i FROM generate_series(1, 5000) i",
          "INSERT INTO shop.nokey SELECT i % 50, 't' || i % 7, '{\"n\": 1}' FROM"
              + " generate_series(1, 300) i",
          "INSERT INTO shop.note SELECT i, 's' || i, repeat(md5(i::text), 700), '\\x00ff' FROM"
              + " generate_series(1, 300) i",
          "INSERT INTO shop.emptied (v) SELECT i FROM generate_series(1, 20) i");
    }

    @Override
    String deleteOne(int value) {
      return "DELETE FROM shop.nokey WHERE ctid = (SELECT min(ctid) FROM shop.nokey WHERE v = %d)"
          .formatted(value);
    }

    @Override
    String orUpdate() {
      return "ON CONFLICT (a, b) DO UPDATE SET";
    }

    @Override
    boolean truncatesWithin() {
      return true;
    }

    @Override
    String keyed() {
      return "ALTER TABLE shop.nokey ADD COLUMN nr bigserial PRIMARY KEY";
    }

    @Override
    String shown(String table, boolean isToMySql) {
      return isToMySql ? byPostgres(table, named(table)) : rows(named(table));
    }

    @Override
    String shownByTarget(String table, String named, boolean isMySql) {
      return isMySql ? byMySql(table, named) : rows(named);
    }

    private String rows(String named) {
      return "SELECT t::text FROM %s t".formatted(named);
    }

    @Override
    String position(TaskBench bench) throws SQLException {
      return bench.query(bench.source, "SELECT pg_current_wal_lsn()").getFirst();
    }

    @Override
    void forget(TestDatabase source) throws SQLException {
      source.execute(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND"
              + " database = current_database()",
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database ="
              + " current_database() AND NOT active");
    }
  },
  MARIADB("mariadb", "") {
    @Override
    List<String> typeFiles() {
      return List.of("mysql-family-to-postgresql", "mariadb-to-postgresql");
    }
  },
  MYSQL("mysql", "") {
    @Override
    List<String> typeFiles() {
      return List.of("mysql-family-to-postgresql", "mysql-to-postgresql");
    }
  };

  private static final String DIGITS =
      "SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
          + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
          + " UNION ALL SELECT 9";

  private final String engine;
  private final String prefix;

  LoggedSource(String engine, String prefix) {
    this.engine = engine;
    this.prefix = prefix;
  }

  /** As endpoints name it. */
  String engine() {
    return engine;
  }

  /** The table in statements on the source. */
  String named(String table) {
    return prefix + table;
  }

  /** A statement that has {@code shop.} before its tables. */
  String sql(String statement) {
    return statement.replace("shop.", prefix);
  }

  /** Of {@code src/test/resources/types}. */
  abstract List<String> typeFiles();

  /** Makes what the tables are made in. */
  List<String> schema() {
    return List.of();
  }

  /** So that the values of the types' files mean what they say. */
  List<String> session() {
    return List.of("SET sql_mode = 'NO_BACKSLASH_ESCAPES', time_zone = '+00:00'");
  }

  /** Behind a table's definition. */
  String tableOptions() {
    return prefix.isEmpty() ? " CHARACTER SET utf8mb4" : "";
  }

  /** The tables of a busy writer, with rows. */
  List<String> busyTables() {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE account (id bigint PRIMARY KEY, name varchar(80) UNIQUE, balance"
            + " decimal(20,4), changed timestamp(6) NULL, tags varchar(200), extra json)");
    statements.add("CREATE TABLE line (a int, b int, v text, PRIMARY KEY (a, b))");
    statements.add("CREATE TABLE nokey (v int, t varchar(40), j json)");
    statements.add(
        "CREATE TABLE note (id int PRIMARY KEY, brief text, wide longtext CHARACTER SET utf8mb4,"
            + " bytes longblob)");
    statements.add("CREATE TABLE emptied (id int AUTO_INCREMENT PRIMARY KEY, v int)");
    statements.add("CREATE TABLE altered (id int PRIMARY KEY, v int)");
    statements.add(
        "INSERT INTO account SELECT i, CONCAT('name ', i), i * 1.5, CURRENT_TIMESTAMP(6),"
            + " CONCAT('a,', i), CONCAT('{\"n\": ', i, '}') FROM "
            + numbers(20_000));
    statements.add(
        "INSERT INTO line SELECT i DIV 10, i % 10, CONCAT('v', i) FROM " + numbers(5000));
    statements.add(
        "INSERT INTO nokey SELECT i % 50, CONCAT('t', i % 7), '{\"n\": 1}' FROM " + numbers(300));
    statements.add(
        "INSERT INTO note SELECT i, CONCAT('s', i), REPEAT(MD5(i), 700), X'00FF' FROM "
            + numbers(300));
    statements.add("INSERT INTO emptied (v) SELECT i FROM " + numbers(20));
    return statements;
  }

  /** A table of the numbers from 1. */
  private static String numbers(int count) {
    return ("(SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS i"
            + " FROM (%1$s) a, (%1$s) b, (%1$s) c, (%1$s) e, (%1$s) f) numbers WHERE i <= %2$d")
        .formatted(DIGITS, count);
  }

  /** Deletes one of several equal rows. */
  String deleteOne(int value) {
    return "DELETE FROM shop.nokey WHERE v = %d LIMIT 1".formatted(value);
  }

  /** What an insert does with a row that is there. */
  String orUpdate() {
    return "ON DUPLICATE KEY UPDATE";
  }

  /** Whether TRUNCATE is part of its transaction, and older snapshots outlive it. */
  boolean truncatesWithin() {
    return false;
  }

  /** Gives a key to the one of the tables that has none. */
  String keyed() {
    return "ALTER TABLE nokey ADD nr bigint NOT NULL AUTO_INCREMENT INVISIBLE PRIMARY KEY";
  }

  /** All of a busy writer's table, as the source shows it. */
  String shown(String table, boolean isToMySql) {
    return byMySql(table, table);
  }

  /** The same, as the target shows it. */
  String shownByTarget(String table, String named, boolean isMySql) {
    return isMySql ? byMySql(table, named) : byPostgres(table, named);
  }

  private static String byMySql(String table, String named) {
    return "SELECT "
        + switch (table) {
          case "account" ->
              "id, name, balance, UNIX_TIMESTAMP(changed), tags, JSON_EXTRACT(extra, '$.n')";
          case "nokey" -> "v, t, JSON_EXTRACT(j, '$.n')";
          case "note" -> "id, brief, MD5(wide), CHAR_LENGTH(wide), HEX(bytes)";
          default -> "*";
        }
        + " FROM "
        + named;
  }

  private static String byPostgres(String table, String named) {
    return "SELECT "
        + switch (table) {
          case "account" ->
              "id, name, balance, extract(epoch FROM changed), tags, extra::jsonb -> 'n'";
          case "nokey" -> "v, t, j::jsonb -> 'n'";
          case "note" -> "id, brief, md5(wide), length(wide), upper(encode(bytes, 'hex'))";
          default -> "*";
        }
        + " FROM "
        + named;
  }

  /** Where its log ends. */
  String position(TaskBench bench) throws SQLException {
    String[] status = bench.query(bench.source, "SHOW MASTER STATUS").getFirst().split("\\|", -1);
    return status[0] + ":" + status[1];
  }

  /** Lets go of what a task has left on the server. */
  void forget(TestDatabase source) throws SQLException {}
}
