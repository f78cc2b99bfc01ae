package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.godwit.engine.Failure;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ErrorsIT {
  /** As after a server that was killed while it altered the table, and had done so. */
  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aForeignKeyThatIsThereIsNoRefusal(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    String key = "ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (id) REFERENCES a (id)";
    database.execute(
        "CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (id int PRIMARY KEY)", key);
    assertThat(kindOf(database, key)).isEqualTo(Failure.OBJECT_EXISTS);
    assertThat(kindOf(database, key.replace("b_a", "other").replace("a (id)", "a (nr)")))
        .isNotEqualTo(Failure.OBJECT_EXISTS);
  }

  private static Failure kindOf(TestDatabase database, String sql) {
    return MySqlErrors.kindOf(
        catchThrowableOfType(SQLException.class, () -> database.execute(sql)));
  }
}
