package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.TargetPlan;
import org.godwit.engine.TargetPlanner;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Planning asks the target for what all tables share once. */
final class PlannerIT {
  private static final int TABLES = 50;

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aFurtherTableOfPlainColumnsAsksTheServerNothing(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        "CREATE TABLE one (id int AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL"
            + " DEFAULT 'x', at timestamp DEFAULT CURRENT_TIMESTAMP, UNIQUE KEY (name))");
    try (Connection connection = family.engine().connect(family.config(database))) {
      Table one =
          family
              .engine()
              .catalogReader()
              .tables(connection, List.of(new TableName(database.name(), "one")))
              .getFirst();
      TargetPlanner planner =
          family.engine().loadTarget().orElseThrow().planner(connection, List.of());
      TargetPlan first = planner.plan(one, ValuePolicy.STRICT);
      long asked = questions(connection);
      for (int i = 0; i < TABLES; i++) {
        assertThat(planner.plan(one, ValuePolicy.STRICT)).isEqualTo(first);
      }
      assertThat(questions(connection) - asked).isEqualTo(1); // the second one for the figure
    }
  }

  private static long questions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
      row.next();
      return row.getLong(2);
    }
  }
}
