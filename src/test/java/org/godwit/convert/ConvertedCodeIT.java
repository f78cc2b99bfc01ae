package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
          Trial.of(
              OracleScripts.converted(OracleScripts.FOLDER.resolve(script)), connection, false);
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
          assertThat(value(it, "SELECT summary_of(1)")).isEqualTo("Ada 1");
          assertThat(notices(it, "CALL raise_salary(2, 100.5, NULL)"))
              .containsExactly("raised Bob to 100.5");
          assertFails(it, "CALL raise_salary(9, 1, NULL)", "OR001", "no employee 9");
          assertFails(it, "CALL hire('Eve', 2)", "OR002", "there is 2 already");
          assertThat(value(it, "SELECT rows_of('emp', 50)")).isEqualTo("1");
          it.execute("CALL upsert(2, 'Bert')");
          it.execute("CALL upsert(3, 'Cleo')");
          assertThat(value(it, "SELECT string_agg(name, ',' ORDER BY id) FROM emp"))
              .isEqualTo("Ada,Bert,Cleo");
          assertThat(value(it, "SELECT outer_variable(1)")).isEqualTo("p--2:4");
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
          assertThat(value(it, "SELECT listed(3)")).isEqualTo("1BOLT8 3GEAR120 ");
          assertThat(value(it, "SELECT shelf.last_name() || pairs()")).isEqualTo("gear31bolt3");
          assertThat(value(it, "SELECT six()")).isEqualTo("6");
          assertThat(value(it, "SELECT pages.joined('a'::varchar)")).isEqualTo("<a>end1");
          assertThat(value(it, "SELECT pages.joined(7::numeric)")).isEqualTo("[7]");
          assertThat(value(it, "SELECT counts_of('abca')")).isEqualTo("a2b1c1 seven8why2y0");
          it.execute("CALL halve_prices()");
          assertThat(values(it, "SELECT price FROM part ORDER BY id"))
              .containsExactly("2.00", "2.00", "30.00");
          it.execute("CALL copy_parts(3)");
          assertThat(values(it, "SELECT id FROM part ORDER BY id"))
              .containsExactly("1", "2", "3", "4", "5");
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
          it.execute(
              "CREATE EVENT TRIGGER a ON ddl_command_end EXECUTE FUNCTION log_definitions_fn()");
          it.execute("CREATE EVENT TRIGGER b ON sql_drop EXECUTE FUNCTION log_definitions_fn()");
          it.execute("CREATE EVENT TRIGGER c ON sql_drop EXECUTE FUNCTION hr.no_drops_fn()");
          it.execute("CREATE TABLE hr.fresh (id integer)");
          it.execute("CREATE TABLE tmp_1 (id integer)");
          it.execute("DROP TABLE tmp_1");
          assertFails(it, "DROP TABLE hr.fresh", "OR001", "no table of hr is dropped: FRESH");
          it.execute("CREATE VIEW seen AS SELECT 1 AS a");
          it.execute("DROP VIEW seen");
          assertThat(values(it, "SELECT concat_ws(' ', what, owner, name, type) FROM ddl_log"))
              .containsExactly(
                  "CREATE HR FRESH TABLE", "CREATE PUBLIC SEEN VIEW", "DROP PUBLIC SEEN VIEW");
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
          assertThat(value(it, "SELECT people.calls()")).isEqualTo("6");
          assertThat(values(it, "SELECT label FROM hr.labels ORDER BY id")).hasSize(3);
          assertThat(value(it, "SELECT people.calls()")).isEqualTo("9");
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

  @Test
  void anEmptyTextIsNull() throws IOException, SQLException {
    with(
        "texts.sql",
        it -> {
          it.execute(
              "INSERT INTO word VALUES (1, '  ', 'a', '2020-03-05 09:05'), (2, 'a\\_b', 'z', NULL)");
          assertThat(
                  value(
                      it,
                      """
                      SELECT concat_ws('|', trimmed, rest, start_of, without_a, other) FROM empties
                      WHERE id = 1 AND trimmed IS NULL AND rest IS NULL
                      """))
              .isEqualTo("  |  |  ");
          assertThat(values(it, "SELECT id FROM patterns")).containsExactly("2");
          assertThat(value(it, "SELECT long_one FROM masks WHERE long_one IS NOT NULL"))
              .isEqualTo("Thursday, 5 March 2020 09:05");
          assertThat(value(it, "SELECT short_one FROM masks WHERE short_one IS NOT NULL"))
              .isEqualTo("March 05");
          assertThat(value(it, "SELECT part_of('abcdef', 2, 4)")).isEqualTo("......bcx B");
          assertThat(value(it, "SELECT is_blank('   ')")).isEqualTo("1");
          assertThat(value(it, "SELECT is_blank('ab')")).isEqualTo("2");
          assertThat(value(it, "SELECT swapped('abc', 'b', NULL)")).isEqualTo("ac");
          assertThat(value(it, "SELECT swapped('abc', NULL, 'x')")).isEqualTo("abc");
          assertThat(value(it, "SELECT swapped('b', 'b', NULL) IS NULL")).isEqualTo("t");
          assertThat(value(it, "SELECT after_last('a.b.c', '.')")).isEqualTo("c");
          assertThat(value(it, "SELECT after_last('abc', '.')")).isEqualTo("abc");
          assertThat(value(it, "SELECT cleaned('b1 2Aa', 'x')")).isEqualTo("bx xAab1 2xab1 2Aa");
          assertThat(value(it, "SELECT rounded(3.14159, 2)")).isEqualTo("6.28");
          assertThat(value(it, "SELECT guarded('x', 1)")).isEqualTo("no number");
          assertThat(value(it, "SELECT guarded('4', 0)")).isEqualTo("by zero");
          assertThat(value(it, "SELECT guarded('5', 2)")).isEqualTo("n=2.5");
        });
  }

  @Test
  void aPackageBeginsOnceInASession() throws IOException, SQLException {
    with(
        "sessions.sql",
        it -> {
          assertThat(value(it, "SELECT counter.g_first()")).isEqualTo("1");
          assertThat(value(it, "SELECT counter.g_first()")).isEqualTo("1");
          String start = value(it, "SELECT counter.c_start()");
          it.execute("SELECT pg_sleep(1.1)");
          assertThat(value(it, "SELECT counter.c_start()")).isEqualTo(start);
          it.execute("CALL counter.hit(5)");
          assertThat(value(it, "SELECT counter.report()")).isEqualTo("all:105:1:6:");
          it.execute("INSERT INTO visit (id, note) VALUES (1, 'n1'), (2, 'n2')");
          it.execute("CALL counter.load()");
          it.execute("CALL counter.grow_own()");
          assertThat(value(it, "SELECT counter.report()")).isEqualTo("all:1:3:2:n1");
          assertThat(values(it, "SELECT ten FROM tens")).containsExactly("10", "20", "30");
          assertThat(values(it, "SELECT label FROM named")).containsExactly("no 2");
          assertThat(value(it, "SELECT summed()")).isEqualTo("6");
          assertThat(notices(it, "CALL flagged()")).containsExactly("new FLAGGED");
        });
  }

  @Test
  void rowsAreFetchedCountedAndLocked() throws IOException, SQLException {
    with(
        "rows.sql",
        it -> {
          it.execute("INSERT INTO task VALUES (1, 0, 'ann'), (2, 0, 'bob')");
          it.execute("INSERT INTO person VALUES ('ann', 'Ulm')");
          assertThat(value(it, "SELECT owner_or(1, 'x')")).isEqualTo("ann");
          assertThat(value(it, "SELECT owner_or(9, 'x')")).isEqualTo("x");
          assertThat(value(it, "SELECT last_owner()")).isEqualTo("bob");
          assertThat(value(it, "SELECT counted()")).isEqualTo("2");
          assertThat(value(it, "SELECT finished()")).isEqualTo("5");
          assertThat(values(it, "SELECT done FROM task ORDER BY id")).containsExactly("3", "2");
          it.execute("CALL take(1)");
          assertThat(values(it, "SELECT done FROM task ORDER BY id")).containsExactly("1", "2");
          it.execute("CALL take(NULL)");
          assertThat(values(it, "SELECT done FROM task ORDER BY id")).containsExactly("1", "2");
          assertThat(Double.parseDouble(value(it, "SELECT seconds_passed()"))).isBetween(1.0, 60.0);
          assertThat(value(it, "SELECT owners()")).isEqualTo("2");
          assertThat(value(it, "SELECT provolatile FROM pg_proc WHERE proname = 'owners'"))
              .isEqualTo("s");
          assertThat(values(it, "SELECT town FROM with_town ORDER BY id"))
              .containsExactly("Ulm", "null");
          assertThat(value(it, "SELECT nested()")).isEqualTo("one2acann1d2-");
          assertThat(value(it, "SELECT in_pieces(1)")).isEqualTo("ann,1;bob,2;2;21");
          assertThat(value(it, "SELECT in_pieces(9)")).isEqualTo("ann,bob,2;21");
        });
  }

  @Test
  void overloadsThatBecomeOneGetNamesOfTheirOwn() throws SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect()) {
      Conversion tried =
          Trial.of(
              OracleScripts.converted(
                  Map.of(
                      "a.sql",
                      """
                      create or replace package body p as
                        procedure a(x number) is begin null; end;
                        procedure a(x pls_integer) is begin null; end;
                        procedure a(x timestamp) is begin null; end;
                        procedure a(x date) is begin null; end;
                      end;
                      /
                      """)),
              connection,
              false);
      assertThat(tried.objects().getFirst().items())
          .extracting(ActionItem::code, ActionItem::line)
          .containsExactly(tuple(ActionCode.SAME_OVERLOAD, 3), tuple(ActionCode.SAME_OVERLOAD, 5));
      assertThat(tried.objects().getFirst().load()).isEqualTo(Load.LOADED);
    }
  }

  @Test
  void whatBothTakeAndReadOtherwiseIsOracles() throws IOException, SQLException {
    with(
        "edges.sql",
        it -> {
          it.execute("CALL enter(7 / 2.0, 1.4)");
          it.execute("INSERT INTO entry (a, c, e, b) VALUES (1, 5, NULL, 8)");
          assertThat(value(it, "SELECT CONCAT_WS(' ', a, b, c, d, e) FROM entry WHERE a = 4"))
              .isEqualTo("4 1 x4");
          assertFails(it, "INSERT INTO entry (a, e) VALUES (1, NULL)", "23505", "entry_u");
          it.execute("INSERT INTO entry (c) VALUES (2), (3)");
          it.execute("INSERT INTO place (region, code) VALUES ('S', 1)");
          assertThat(value(it, "SELECT region FROM place_others")).isEqualTo("S");
          assertThat(value(it, "SELECT seconds()")).isEqualTo("30.1235 30.5 4.123");
          assertThat(value(it, "SELECT c FROM chosen")).isEqualTo("5");
          assertThat(value(it, "SELECT total FROM counting")).isEqualTo("10");
          assertThat(value(it, "SELECT COUNT(*) FROM grouped")).isEqualTo("8");
          assertThat(
                  values(
                      it,
                      """
                      SELECT number_of(text, mask) FROM (VALUES ('12', '999'), ('1x2', '999'), ('1,234.5', '9G999D99'),
                        ('12.345', '99D99'), ('1234', '999'), (' -3', '999'), ('12-', '999MI'), ('<5>', '999PR'),
                        ('$7', 'L99'), ('', '99'), ('.5', '9D9'), ('-', '99')) AS of(text, mask)
                      """))
              .containsExactly(
                  "12", "-999", "1234.5", "-999", "-999", "-3", "-12", "-5", "7", "null", "0.5",
                  "-999");
          assertThat(value(it, "SELECT columns_of('ENTRY')"))
              .isEqualTo("A NUMBER 22 9;C NUMBER 22 9;E VARCHAR2 9 ;B NUMBER 22 9;D NUMBER 22 4;");
          assertThat(value(it, "SELECT columns_of('PLACE')"))
              .isEqualTo("REGION VARCHAR2 9 ;CODE NUMBER 22 9;SEEN DATE 7 ;");
          it.execute("INSERT INTO hundreds VALUES (12345)");
          assertThat(value(it, "SELECT amount FROM hundreds")).isEqualTo("12300");
          it.execute("CALL rebuild()");
          assertThat(value(it, "SELECT id FROM accounts")).isEqualTo("7");
        });
  }

  @Test
  void whatAScriptMakesStandsInTheSchemaThatItWorksIn() throws IOException, SQLException {
    with(
        "connected.sql",
        it -> {
          it.execute("INSERT INTO hr.emp (id) VALUES (1)");
          it.execute("CALL oe.p()");
          assertThat(value(it, "SELECT COUNT(*) FROM hr.emp")).isEqualTo("0");
          assertThat(value(it, "SELECT code || note FROM oe.v")).isEqualTo("1x");
          it.execute("SELECT id FROM plain");
        });
  }
}
