package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Password;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.engine.Tls;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;

/** The two servers, each with the engine that reads it. */
enum Family {
  MARIADB {
    @Override
    TestServer server() {
      return Servers.mariaDb();
    }

    @Override
    Engine engine() {
      return new MySqlEngine("mariadb", "MariaDB");
    }

    @Override
    Tls tls() {
      return Tls.NONE;
    }
  },
  MYSQL {
    @Override
    TestServer server() {
      return Servers.mysql();
    }

    @Override
    Engine engine() {
      return new MySqlEngine();
    }

    @Override
    Tls tls() {
      return new Tls(Tls.Mode.REQUIRE, "");
    }
  };

  /** Those that are here; a missing MySQL is counted where a test asks for it alone. */
  static Stream<Family> present() {
    return Servers.hasMySql() ? Stream.of(MARIADB, MYSQL) : Stream.of(MARIADB);
  }

  abstract TestServer server();

  abstract Engine engine();

  /** MariaDB runs without TLS here; MySQL's passwords need it. */
  abstract Tls tls();

  TestDatabase newDatabase() throws SQLException {
    return server().newDatabase();
  }

  EndpointConfig config(TestDatabase database) {
    return config(database.name());
  }

  EndpointConfig config(String database) {
    return new EndpointConfig(
        engine().descriptor().id(),
        server().host(),
        server().port(),
        database,
        server().user(),
        new Password(server().password()),
        tls(),
        Map.of());
  }

  Table table(TestDatabase database, String name) throws SQLException {
    try (Connection connection = engine().connect(config(database))) {
      return engine()
          .catalogReader()
          .tables(connection, List.of(new TableName(database.name(), name)))
          .getFirst();
    }
  }

  /** What is done with rows while their snapshot lives. */
  @FunctionalInterface
  interface Reading {
    void of(RowCursor rows);
  }

  /** Reads a whole table twice: as binary values, and as text where some are asked for as such. */
  void read(TestDatabase database, String name, Reading reading) throws SQLException {
    Table table = table(database, name);
    SnapshotSource source = engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot = source.take(config(database), 1, List.of(table), words -> {})) {
      read(snapshot, new SourceTable(table, table.columns(), ""), reading);
      Set<String> asText = Set.of(table.columns().getFirst().name());
      read(snapshot, new SourceTable(table, table.columns(), "", asText), reading);
    }
  }

  private static void read(Snapshot snapshot, SourceTable table, Reading reading) {
    try (RowCursor rows =
        snapshot.read(
            snapshot.connections().getFirst(), table, Segment.whole(0), new ByteBudget(64 << 20))) {
      reading.of(rows);
    }
  }
}
