package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;

/** Converted code does on PostgreSQL what Oracle's manual says that the source does. */
final class ConvertedCodeIT {

  /** What is done with a database that holds what a script became. */
  @FunctionalInterface
  private interface Use {
    void of(Statement statement) throws SQLException;
  }

  private static void with(String script, Use use) throws IOException, SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(OracleScripts.ROLES);
      Conversion tried =
          Trial.of(OracleScripts.converted(OracleScripts.FOLDER.resolve(script)), connection);
      assertThat(tried.objects().stream().filter(it -> it.load() == Load.REFUSED)).isEmpty();
      use.of(statement);
    }
  }

  private static String value(Statement statement, String sql) throws SQLException {
    return String.join(" ", values(statement, sql));
  }

  private static List<String> values(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  private static List<String> notices(Statement statement, String sql) throws SQLException {
    statement.clearWarnings();
    statement.execute(sql);
    List<String> notices = new ArrayList<>();
    for (SQLWarning it = statement.getWarnings(); it != null; it = it.getNextWarning()) {
      notices.add(it.getMessage());
    }
    return notices;
  }

  private static void assertFails(Statement statement, String sql, String state, String message) {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContaining(message);
  }

  @Test
  void functionsAndProceduresDoWhatOraclesDo() throws IOException, SQLException {
    with(
        "routines.sql",
        it -> {
          assertThat(value(it, "SELECT emp_name(1)")).isEqualTo("nobody");
          assertThat(value(it, "SELECT bonus(50000, p_extra => 5)")).isEqualTo("1005.00");
          assertThat(value(it, "SELECT bonus(-5)")).isEqualTo("0.00");
          it.execute("CALL hire('Ada', NULL)");
          it.execute("CALL hire('Bob', NULL)");
          assertThat(values(it, "SELECT name FROM emp_v ORDER BY id"))
              .containsExactly("Ada", "Bob");
          assertThat(value(it, "SELECT days_employed(1)")).startsWith("0");
          assertThat(value(it, "SELECT circle(2)")).isEqualTo("12.57");
          assertThat(value(it, "SELECT summary_of(1)")).isEqualTo("Ada 1.00");
          assertThat(notices(it, "CALL raise_salary(2, 100.5, NULL)"))
              .containsExactly("raised Bob to 100.50");
          assertFails(it, "CALL raise_salary(9, 1, NULL)", "OR001", "no employee 9");
          assertFails(it, "CALL hire('Eve', 2)", "OR002", "there is 2 already");
          assertThat(value(it, "SELECT rows_of('emp', 50)")).isEqualTo("1");
          it.execute("CALL upsert(2, 'Bert')");
          it.execute("CALL upsert(3, 'Cleo')");
          assertThat(value(it, "SELECT string_agg(name, ',' ORDER BY id) FROM emp"))
              .isEqualTo("Ada,Bert,Cleo");
          it.execute("DELETE FROM emp");
          it.execute("CALL hire_all()");
          assertThat(value(it, "SELECT string_agg(id || ':' || salary, ' ' ORDER BY id) FROM emp"))
              .isEqualTo("1:100.00 2:0.00 3:300.00");
        });
  }

  @Test
  void cursorsGoOverTheirRows() throws IOException, SQLException {
    with(
        "cursors.sql",
        it -> {
          it.execute("INSERT INTO item VALUES (1, 0.5, 'a'), (2, 3, 'b'), (3, 20, 'c')");
          assertThat(value(it, "SELECT total()")).isEqualTo("43.00");
          assertThat(value(it, "SELECT first_price()")).isEqualTo("2.50");
          assertThat(value(it, "SELECT by_text('item')")).isEqualTo("3");
          it.execute("INSERT INTO item VALUES (4, -1, 'd')");
          assertThat(notices(it, "CALL cheaper()")).containsExactly("1 gone");
          assertThat(value(it, "SELECT max(price) FROM item")).isEqualTo("19.00");
        });
  }

  @Test
  void collectionsAreArrays() throws IOException, SQLException {
    with(
        "collections.sql",
        it -> {
          it.execute("INSERT INTO part VALUES (1, 'bolt', 2), (2, 'nut', 1), (3, 'gear', 30)");
          assertThat(value(it, "SELECT names()")).isEqualTo("gear,nut,bolt (3)");
          assertThat(value(it, "SELECT squares(4)")).isEqualTo("30");
          assertThat(value(it, "SELECT dearest()")).isEqualTo("gear");
          it.execute("CALL double_prices()");
          assertThat(value(it, "SELECT sum(price) FROM part")).isEqualTo("66.00");
          assertThat(value(it, "SELECT six()")).isEqualTo("6");
          it.execute("CALL halve_prices()");
          assertThat(values(it, "SELECT price FROM part ORDER BY id"))
              .containsExactly("2.00", "2.00", "30.00");
          it.execute("CALL add_box(1, 'here')");
          assertThat(value(it, "SELECT (place).street || tags[2] FROM box")).isEqualTo("here 1b");
        });
  }

  @Test
  void exceptionsAreCaughtByWhoWaitsForThem() throws IOException, SQLException {
    with(
        "exceptions.sql",
        it -> {
          it.execute("INSERT INTO account VALUES (1, 100), (2, 0)");
          it.execute("CALL transfer(1, 1, 5)");
          it.execute("CALL transfer(1, 2, 40)");
          assertThat(values(it, "SELECT balance FROM account ORDER BY id"))
              .containsExactly("60.00", "40.00");
          assertFails(it, "CALL transfer(1, 2, 400)", "OR011", "not enough: ");
          assertFails(it, "CALL transfer(1, 2, 4000)", "OR012", "closed");
          assertThat(value(it, "SELECT divide(1, 0)")).isEqualTo("infinite");
          assertThat(value(it, "SELECT divide(1, 4)")).isEqualTo("0.25");
        });
  }

  @Test
  void triggersChangeTheRowThatIsWritten() throws IOException, SQLException {
    with(
        "triggers.sql",
        it -> {
          it.execute("INSERT INTO orders (customer, total) VALUES ('ada', 5)");
          it.execute("INSERT INTO order_v (customer) VALUES ('bob')");
          assertThat(values(it, "SELECT id || customer || total FROM orders ORDER BY id"))
              .containsExactly("10ADA5.00", "11BOB1.00");
          it.execute("UPDATE orders SET total = 200 WHERE id = 10");
          assertThat(value(it, "SELECT changes FROM orders WHERE id = 10")).isEqualTo("1");
          assertFails(it, "DELETE FROM orders WHERE id = 10", "OR100", "too large to delete");
          it.execute("DELETE FROM orders WHERE id = 11");
          assertThat(values(it, "SELECT what FROM log"))
              .containsExactly("new 10", "new 11", "total 10", "gone 11", "deleted");
        });
  }

  @Test
  void aPackageKeepsItsVariablesForASession() throws IOException, SQLException {
    with(
        "packages.sql",
        it -> {
          assertThat(notices(it, "CALL hr.use_people()")).containsExactly("ACME: AdaACME");
          assertThat(values(it, "SELECT name FROM hr.staff ORDER BY id"))
              .containsExactly("Ada", "Bob", "Cleo");
          assertThat(value(it, "SELECT people.calls()")).isEqualTo("1");
          assertThat(values(it, "SELECT label FROM hr.labels ORDER BY id")).hasSize(3);
          assertThat(value(it, "SELECT people.calls()")).isEqualTo("4");
          it.execute("CALL people.add('Dora')");
          assertThat(value(it, "SELECT (people.whole(8)).name")).isEqualTo("Dora");
          it.execute("CALL by_synonym()");
          assertThat(value(it, "SELECT (people.whole(9)).name")).isEqualTo("Zoe");
          it.execute("SET ROLE reader");
          assertThat(value(it, "SELECT people.c_company()")).isEqualTo("ACME");
          it.execute("RESET ROLE");
        });
  }

  @Test
  void aTreeComesParentsFirst() throws IOException, SQLException {
    with(
        "hierarchies.sql",
        it -> {
          it.execute(
              """
              INSERT INTO node VALUES (1, NULL, 'root'), (2, 1, 'b'), (3, 1, 'a'), (4, 2, 'c'),
                (5, 4, 'd'), (6, 5, 'e')
              """);
          assertThat(values(it, "SELECT path || ' ' || depth || ' ' || top FROM tree"))
              .containsExactly(
                  "/root 1 root",
                  "/root/a 2 root",
                  "/root/b 2 root",
                  "/root/b/c 3 root",
                  "/root/b/c/d 4 root",
                  "/root/b/c/d/e 5 root");
          assertThat(values(it, "SELECT label FROM plain_tree"))
              .containsExactly("root", "  b", "    c", "  a");
          assertThat(value(it, "SELECT depth FROM depth_of")).isEqualTo("5");
          assertThat(values(it, "SELECT day::date FROM days"))
              .hasSize(5)
              .startsWith("2020-01-01")
              .endsWith("2020-01-05");
          assertThat(values(it, "SELECT id FROM \"both\"")).hasSize(8);
          it.execute("UPDATE node SET parent = 6 WHERE id = 1");
          assertThat(values(it, "SELECT id FROM sorted_tree")).hasSize(6);
        });
  }
}
