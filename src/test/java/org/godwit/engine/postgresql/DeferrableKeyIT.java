package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.engine.postgresql.PostgresFixture.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.junit.jupiter.api.Test;

/** A primary key that is looked at late tells no row of a change. */
final class DeferrableKeyIT {
  @Test
  void itsTableIsNeitherFollowedNorWritten() throws SQLException {
    PostgresFixture fixture = new PostgresFixture();
    TableName late = new TableName("public", "late");
    try (Connection connection = fixture.connect()) {
      execute(
          connection,
          "CREATE TABLE late (id int PRIMARY KEY DEFERRABLE, v int)",
          "CREATE TABLE soon (id int PRIMARY KEY, v int, UNIQUE (v) DEFERRABLE)",
          "INSERT INTO late VALUES (1, 1)");
      List<Table> tables =
          List.of(
              fixture.table(connection, "public", "late"),
              fixture.table(connection, "public", "soon"));
      assertThat(
              fixture
                  .engine
                  .changeSource()
                  .orElseThrow()
                  .unfollowed(connection, "godwit_none", tables))
          .containsOnlyKeys(late)
          .allSatisfy((_, why) -> assertThat(why).contains("DEFERRABLE"));
      assertThat(fixture.engine.changeTarget().orElseThrow().unfollowed(connection, tables))
          .containsOnlyKeys(late);
      execute(connection, "CREATE PUBLICATION p FOR TABLE late");
      assertThatThrownBy(() -> execute(connection, "UPDATE late SET v = 2"))
          .as("what following it would do to the application")
          .hasMessageContaining("does not have a replica identity");
    }
  }
}
