package org.godwit.task.validate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.Dialect;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.mysql.MySqlEngine;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.testing.TestDatabase;

/** A database of a test's own, with what a validation needs of its engine. */
record TestSide(TestDatabase database, String schema, Dialect dialect, CanonicalText canonical) {

  static TestSide mysql(TestDatabase database) {
    return of(new MySqlEngine(), database, database.name());
  }

  static TestSide postgres(TestDatabase database) {
    return of(new PostgresEngine(), database, "public");
  }

  private static TestSide of(Engine engine, TestDatabase database, String schema) {
    return new TestSide(database, schema, engine.dialect(), engine.canonicalText().orElseThrow());
  }

  Table table(String name, List<Column> columns, List<String> key, long rows) {
    return Table.of(new TableName(schema, name), TableKind.TABLE, columns)
        .withPrimaryKey(key.isEmpty() ? Optional.empty() : Optional.of(new Key("pk", key)))
        .withSize(new TableSize(rows, 0));
  }

  /** Connections, to be closed by {@link Open}. */
  Open open(int count) throws SQLException {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(database.connect());
    }
    return new Open(
        all,
        Connections.prepare(
            all,
            canonical,
            e -> new EngineException(Failure.UNKNOWN, String.valueOf(e.getMessage()), e)));
  }

  /** Connections of one test. */
  record Open(List<Connection> all, Connections connections) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }
}
