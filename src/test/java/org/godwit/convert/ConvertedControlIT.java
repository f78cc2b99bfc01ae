package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;

/** Jumps, transactions, saved errors and objects do on PostgreSQL what Oracle's manual says. */
final class ConvertedControlIT {

  private static Connection with(String... scripts) throws IOException, SQLException {
    Connection connection = Servers.postgres().newDatabase().connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(OracleScripts.ROLES);
    }
    for (String script : scripts) {
      Conversion tried =
          Trial.of(
              OracleScripts.converted(OracleScripts.FOLDER.resolve(script)), connection, false);
      assertThat(tried.objects().stream().filter(it -> it.load() == Load.REFUSED)).isEmpty();
    }
    return connection;
  }

  private static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  @Test
  void routinesGoTheSameWaysAsOraclesDo() throws IOException, SQLException {
    try (Connection connection = with("control.sql");
        Statement it = connection.createStatement()) {
      it.execute("INSERT INTO account VALUES (1, 50, 'a'), (2, 200, 'b'), (3, 10, 'c')");
      assertThat(value(it, "SELECT control.use_both(2)")).isEqualTo("b:200:2");
      assertThat(value(it, "SELECT control.use_both(9)")).isEqualTo("nobody none2");
      assertThat(value(it, "SELECT control.jumps(-1)")).isEqualTo("ac");
      assertThat(value(it, "SELECT control.jumps(3)")).isEqualTo("a123bc");
      assertThat(value(it, "SELECT control.richest(50)")).isEqualTo("1 2 1");
      it.execute("CALL control.pay(2, 100)");
      it.execute("CALL control.pay(3, 11)");
      assertThat(value(it, "SELECT string_agg(text, ', ') FROM log_entry"))
          .isEqualTo("paid 2, could not pay 3");
      assertThat(value(it, "SELECT control.pay_all(20)")).isEqualTo("not paid: 3 ");
      assertThat(value(it, "SELECT string_agg(balance::text, ' ' ORDER BY id) FROM account"))
          .isEqualTo("30.00 80.00 10.00");
      assertThat(value(it, "SELECT control.pay_all(0)")).isEqualTo("all paid");
      it.execute("CALL control.settle(2, 500)");
      it.execute("CALL control.settle(1, 0)");
      it.execute("CALL control.settle(4, 7)");
      it.execute("CALL control.sort_out()");
      assertThat(value(it, "SELECT string_agg(id::text, ' ' ORDER BY id) FROM small_account"))
          .isEqualTo("3 4");
      assertThat(value(it, "SELECT string_agg(id::text, ' ' ORDER BY id) FROM large_account"))
          .isEqualTo("2");
      assertThat(value(it, "SELECT count(*) FROM log_entry WHERE text IN ('one', 'two')"))
          .isEqualTo("2");
      assertThat(value(it, "SELECT control.take_away(10)")).isEqualTo("2 3;4;");
    }
  }

  @Test
  void whatIsRefusedIsLoggedAndTheRestGoesOn() throws IOException, SQLException {
    try (Connection connection = with("errors.sql");
        Statement it = connection.createStatement()) {
      it.execute(
          """
          INSERT INTO raw_sale VALUES ('1', 'a', '10', NULL), ('2', 'too long', '10', NULL), ('x', 'c', '1', NULL),
            ('3', 'a', '10', NULL), ('4', 'd', '-1', NULL), (NULL, 'e', '5', NULL), ('5', 'f', '2.345', NULL)\
          """);
      assertThat(value(it, "SELECT sales.load_limited(3)")).isEqualTo("too many");
      assertThat(value(it, "SELECT count(*) FROM sale")).isEqualTo("0");
      assertThat(value(it, "SELECT sales.load('t')")).isEqualTo("2");
      String log =
          "SELECT string_agg(concat_ws('/', ora_err_number$, ora_err_optyp$, ora_err_tag$, id, code,"
              + " amount), ' ' ORDER BY ora_err_tag$, id, code) FROM err$_sale";
      assertThat(value(it, log))
          .isEqualTo(
              "6502/I/t/2/too long/10 1/I/t/3/a/10 2290/I/t/4/d/-1 6502/I/t/x/c/1 1400/I/t/e/5");
      assertThat(
              value(
                  it,
                  "SELECT string_agg(concat_ws('/', id, code, amount), ' ' ORDER BY id) FROM sale"))
          .isEqualTo("1/a/10.00 5/f/2.35");
      it.execute("DELETE FROM err$_sale");
      it.execute("CALL sales.add_one('7', 3)");
      it.execute("CALL sales.add_one('7', 4)");
      assertThat(value(it, log)).isEqualTo("1/I/one/7/x7/4");
      assertThat(value(it, "SELECT sales.add_all()")).isEqualTo("2");
      it.execute("DELETE FROM err$_sale");
      assertThat(value(it, "SELECT sales.change(3)")).isEqualTo("2");
      assertThat(value(it, log)).isEqualTo("2290/U/changed by 3/5/f/-0.65");
      assertThat(
              value(
                  it,
                  "SELECT string_agg(concat_ws('/', id, amount, sold), ' ' ORDER BY id) FROM sale"))
          .isEqualTo(
              "1/7.00/2020-01-02 00:00:00 2/2020-01-01 00:00:00 3/2020-01-01 00:00:00"
                  + " 5/2.35/2020-01-01 00:00:00 7/0.00/2020-01-02 00:00:00");
      // A key that is there already isn't logged of UPDATE: the statement fails.
      assertThat(value(it, "SELECT sales.rename_codes()")).isEqualTo("twice");
      it.execute("DELETE FROM err$_sale");
      it.execute(
          "CREATE TABLE part (sale_id INTEGER REFERENCES sale (id)); INSERT INTO part VALUES (7)");
      assertThat(value(it, "SELECT sales.remove(3)")).isEqualTo("2");
      assertThat(value(it, log)).isEqualTo("2291/D/removed/7/x7/0.00");
      it.execute("DELETE FROM err$_sale");
      it.execute("DELETE FROM raw_sale");
      it.execute(
          """
          INSERT INTO raw_sale VALUES ('1', 'a', '-10', NULL), ('2', 'b', '20', NULL), ('7', 'g', '8', NULL),
            ('8', 'never', '1', NULL), ('9', 'nine', '1', NULL), ('10', 'too long', '1', NULL), ('z', 'z', '1', NULL)\
          """);
      it.execute("UPDATE sale SET code = 'gone' WHERE id = 2");
      assertThat(value(it, "SELECT sales.merge_in()")).isEqualTo("3");
      assertThat(value(it, log)).isEqualTo("6502/I/merge/10/too long/1 2290/U/merge/-10");
      assertThat(
              value(
                  it,
                  "SELECT string_agg(concat_ws('/', id, code, amount, note), ' ' ORDER BY id) FROM sale"))
          .isEqualTo("1/a/7.00 7/x7/8.00/merged 9/nine/1.00");
    }
  }

  @Test
  void methodsSeeTheirObjects() throws IOException, SQLException {
    try (Connection connection = with("objects.sql");
        Statement it = connection.createStatement()) {
      assertThat(value(it, "SELECT shapes()"))
          .isEqualTo("box! of 3 of 31of 32 triangle? square s1square s2 6.25 less");
      it.execute("INSERT INTO shape_lines VALUES (7, 1, 1), (8, 2, 1)");
      it.execute("INSERT INTO order_items VALUES (7, 'b', 2), (7, 'a', 1)");
      assertThat(
              value(
                  it,
                  "SELECT STRING_AGG(CONCAT_WS('/', order_id, CARDINALITY(items), sizes[1].name,"
                      + " t_square.area(sizes[2])), ' ' ORDER BY order_id) FROM orders"))
          .isEqualTo("7/2/a/4 8/0");
    }
  }

  @Test
  void aCompoundTriggerSeesAllRowsOfItsStatement() throws IOException, SQLException {
    try (Connection connection = with("storage.sql");
        Statement it = connection.createStatement()) {
      it.execute("INSERT INTO sale VALUES (1, '2023-05-05', NULL), (2, '2024-05-05', 'N')");
      it.execute("INSERT INTO sale VALUES (3, '2026-05-05', 'S')");
      assertThat(value(it, "SELECT string_agg(text, '; ') FROM sale_log"))
          .isEqualTo("2 rows, last 2; 1 rows, last 3");
      assertThat(value(it, "SELECT region FROM sale_p2023")).isEqualTo("none");
      assertThat(value(it, "SELECT id FROM sale_p_rest")).isEqualTo("3");
      it.execute("INSERT INTO customer SELECT n, 'X' FROM generate_series(1, 50) n");
      assertThat(value(it, "SELECT count(*) FROM customer_p_other")).isEqualTo("50");
    }
  }

  @Test
  void rowsAndColumnsAreTurned() throws IOException, SQLException {
    try (Connection connection = with("analysis.sql");
        Statement it = connection.createStatement()) {
      it.execute(
          """
          INSERT INTO takings VALUES ('N', 'Q1', 5, '2024-01-01'), ('N', 'Q1', 7, '2024-01-01'),
            ('N', 'Q2', 4, '2024-04-01'), ('S', 'Q2', 1, '2024-05-01')\
          """);
      it.execute("INSERT INTO plan VALUES ('N', 1, NULL), ('S', 2, 3)");
      assertThat(value(it, "SELECT string_agg(t::text, ' ' ORDER BY region) FROM by_quarter t"))
          .isEqualTo("(N,12.00,2,4.00,1) (S,,0,1.00,1)");
      assertThat(
              value(
                  it, "SELECT string_agg(t::text, ' ' ORDER BY region, quarter) FROM plan_rows t"))
          .isEqualTo("(N,Q1,1.00) (S,Q1,2.00) (S,Q2,3.00)");
      assertThat(value(it, "SELECT string_agg(t::text, ' ' ORDER BY region) FROM first_takings t"))
          .isEqualTo("(N,7.00,4.00,5) (S,1.00,1.00,1)");
      assertThat(value(it, "SELECT months('2024-03-31', '2024-02-29')")).startsWith("1");
      assertThat(value(it, "SELECT round(months('1995-02-02', '1995-01-01'), 6)"))
          .isEqualTo("1.032258"); // the manual's own example
      assertThat(value(it, "SELECT following_monday('2024-01-01')")).startsWith("2024-01-08");
      assertThat(value(it, "SELECT following_monday('2024-01-07 10:00')"))
          .isEqualTo("2024-01-08 10:00:00");
      assertThat(value(it, "SELECT who()")).isEqualTo("ann billing 7-");
    }
  }

  @Test
  void anObjectOfASubtypeDoesWhatItsOwnTypeSays() throws IOException, SQLException {
    try (Connection connection = with("subtypes.sql");
        Statement it = connection.createStatement()) {
      assertThat(value(it, "SELECT sounds()"))
          .isEqualTo(
              "dog no 1 says wuff. WUFF! bird no 2 says tweet 7. TWEET 7! dog no 3 says small wuff"
                  + " at 6. SMALL WUFF!");
      assertThat(value(it, "SELECT kinds()")).isEqualTo("dondog ---none7 d--tiny dog0 dog, bird");
      assertThat(value(it, "SELECT kept()"))
          .isEqualTo("Ada: bird Pip says tweet 9, dog Max says small wuff at 6!");
      assertThat(value(it, "SELECT (guard).tricks || (guard).name FROM kennel"))
          .isEqualTo("2dog Max");
      assertThat(value(it, "SELECT herd()")).isEqualTo("tweet 3 wuff 2 Pip");
      assertThat(value(it, "SELECT id || ' ' || tag FROM birds")).isEqualTo("1 9");
    }
  }

  @Test
  void operatorsOfCollectionsCountElements() throws IOException, SQLException {
    try (Connection connection = with("operators.sql");
        Statement it = connection.createStatement()) {
      assertThat(value(it, "SELECT sets()")).isEqualTo("abbbccd abcd bc b ab a abc 4 part none");
      it.execute("INSERT INTO word VALUES (1, 'one', '7'), (2, 'two', NULL)");
      assertThat(value(it, "SELECT listed()")).isEqualTo("two2two");
      assertThat(value(it, "SELECT rows_of('id < 3')")).isEqualTo("2one");
    }
  }

  @Test
  void whatPlSqlTellsApartIsToldApart() throws IOException, SQLException {
    try (Connection connection = with("operators.sql");
        Statement it = connection.createStatement()) {
      assertThat(value(it, "SELECT counter.total()")).isEqualTo("53");
      assertThat(value(it, "SELECT brought_together('7', 12.5)")).isEqualTo("same 7 0012.5 4 7");
      assertThat(value(it, "SELECT brought_together(NULL, 0.5)")).isEqualTo("other 0 0000.5 2 7");
      assertThat(value(it, "SELECT of_oracle('x')")).isEqualTo("none");
      it.execute("CALL sheets.put(4, 'a')");
      it.execute("CALL sheets.put(6, 'b')");
      assertThat(value(it, "SELECT sheets.shown()")).isEqualTo("416nb");
      it.execute("CALL kept('N')");
      assertThat(value(it, "SELECT string_agg(name, ' ' ORDER BY id) FROM word"))
          .isEqualTo("before within");
      it.execute("DELETE FROM word");
      it.execute("CALL kept('Y')");
      it.execute("CALL kept_all('Y')");
      assertThat(value(it, "SELECT string_agg(name, ' ' ORDER BY id) FROM word"))
          .isEqualTo("before after after");
    }
  }

  @Test
  void documentsAreReadAndWrittenAsOracleDoes() throws IOException, SQLException {
    try (Connection connection = with("json.sql");
        Statement it = connection.createStatement()) {
      it.execute(
          """
          INSERT INTO document VALUES
            (1, '{"customer": {"name": "Ada"}, "items": [{"count": 2}, {"count": "3"}], "first name": "A"}', 'a', 1.5, '2024-02-03'),
            (2, '{"customer": {"town": "Rome", "name": ["x"]}, "items": {"count": 2}}', NULL, NULL, NULL),
            (3, 'no JSON', NULL, NULL, NULL)
          """);
      assertThat(value(it, "SELECT (v_document)::text FROM v_document WHERE id = 1"))
          .isEqualTo("(1,Ada,3,nowhere,,A,\"{\"\"count\"\": 2}\")");
      assertThat(value(it, "SELECT (v_document)::text FROM v_document WHERE id = 2"))
          .isEqualTo("(2,,,Rome,,,\"{\"\"count\"\": 2}\")");
      assertThat(value(it, "SELECT COUNT(*) FROM v_document")).isEqualTo("2");
      assertThat(value(it, "SELECT plain::jsonb || short::jsonb FROM v_made WHERE id = 1"))
          .isEqualTo(
              "{\"id\": 1, \"name\": \"a\", \"sold\": \"2024-02-03T00:00:00\", \"price\": 1.50}");
      assertThat(value(it, "SELECT short || list || nulls FROM v_made WHERE id = 2"))
          .isEqualTo("{\"id\":2}[\"x\"][null, null]");
      assertThat(value(it, "SELECT nested::jsonb FROM v_made WHERE id = 1"))
          .isEqualTo("{\"text\": [1], \"inner\": [1, {\"a\": \"a\"}]}");
      it.execute(
          "INSERT INTO sold VALUES (1, 1, 'a', 2), (2, 1, NULL, 3.5), (3, 1, 'c', 9), (4, 2, NULL, 1)");
      assertThat(
              value(
                  it,
                  "SELECT (things::jsonb || nulls::jsonb)::text || prices::jsonb || named::jsonb"
                      + " FROM v_sold WHERE document_id = 1"))
          .isEqualTo(
              "[\"c\", \"a\", \"a\", null, \"c\"]{\"1\": 2.00, \"2\": 3.50, \"3\": 9.00}{\"1\": \"a\", \"3\": \"c\"}");
      assertThat(value(it, "SELECT rows_of::jsonb->1 FROM v_sold WHERE document_id = 1"))
          .isEqualTo("{\"id\": 2, \"what\": null}");
      assertThat(
              value(it, "SELECT string_agg(whole::jsonb::text, '' ORDER BY id) FROM v_with_sold"))
          .isEqualTo(
              "{\"id\": 1, \"sold\": [\"a\", \"c\"]}{\"id\": 2, \"sold\": []}{\"id\": 3, \"sold\": null}");
      assertThat(value(it, "SELECT price_of('{\"price\": 5, \"rebate\": \"x\"}')")).isEqualTo("4");
      assertThat(value(it, "SELECT COALESCE(price_of('[1'), -1)")).isEqualTo("-1");
    }
  }

  @Test
  void documentsAreRowsAsOracleMakesThem() throws IOException, SQLException {
    try (Connection connection = with("json.sql");
        Statement it = connection.createStatement()) {
      it.execute(
          """
          INSERT INTO review SELECT id, convert_to(content, 'UTF8') FROM (VALUES
            (1, '{"reviews": [{"stars": 4, "in words": "gut", "author": "Ada"}, {"in words": {"a": 1}}, {"stars": "x"}]}'),
            (2, '{"title": "none"}'), (3, 'no JSON'), (4, '{"reviews": {"stars": "5"}}'), (5, NULL)) v (id, content)
          """);
      String rows =
          "SELECT STRING_AGG(CONCAT_WS('/', id, nr, stars, words, has_author, mean), ' ' ORDER BY id, nr) FROM v_reviews";
      assertThat(value(it, rows))
          .isEqualTo("1/1/4/gut/true/2.00 1/2/0/false/2.00 1/3/false/2.00 2 4/1/5/false/5.00");
    }
  }
}
