package org.godwit.security;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/** A store with the tables of one test, without a console around it. */
final class StoreForTest {
  private StoreForTest() {}

  static DataSource with(String... tables) throws SQLException {
    TestDatabase store = Servers.postgres().newDatabase();
    store.execute(tables);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(store.jdbcUrl());
    source.setUser(store.user());
    source.setPassword(store.password());
    return source;
  }

  static Settings settings() throws SQLException {
    return new Settings(with("create table setting (name text primary key, value text not null)"));
  }
}
