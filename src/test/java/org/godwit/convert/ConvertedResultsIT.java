package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Code that loads on both servers gives what Oracle's manual demands, also where PostgreSQL means
 * something else by the same words.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConvertedResultsIT {
  private Connection connection;
  private Statement statement;
  private Conversion tried;

  @BeforeAll
  void make() throws IOException, SQLException {
    connection = Servers.postgres().newDatabase().connect();
    statement = connection.createStatement();
    tried =
        Trial.of(
            OracleScripts.converted(OracleScripts.FOLDER.resolve("results.sql")),
            connection,
            false);
    statement.execute("SET TimeZone = 'America/New_York'");
    statement.execute(
        """
        INSERT INTO reading (id, region, amount, taken, seen) VALUES
          (1, 'n', 1, '2024-01-31 12:00:00', '2024-02-02 10:00:00.75'),
          (2, 'n', 2, '2024-02-16 11:59:59', '2024-02-16 00:00:00'),
          (3, 's', 0.1, '2024-02-29 00:00:00', NULL)
        """);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void rowsAreNumberedAsASortedQueryGivesThem() throws SQLException {
    assertThat(value("string_agg(pos || ':' || id, ' ' ORDER BY pos) FROM v_numbered"))
        .isEqualTo("1:2 2:1 3:3");
    assertThat(value("id FROM v_second")).isEqualTo("1");
  }

  private String value(String sql) throws SQLException {
    return String.join(" ", values(sql));
  }

  private List<String> values(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT " + sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  private List<ActionCode> items(String object) {
    return tried.objects().stream()
        .filter(it -> it.id().name().equals(object))
        .flatMap(it -> it.items().stream())
        .map(ActionItem::code)
        .toList();
  }

  @Test
  void allOfItIsTaken() {
    assertThat(tried.objects())
        .filteredOn(it -> it.load() == Load.REFUSED)
        .extracting(ConvertedObject::items)
        .isEmpty();
  }

  @Test
  void medianIsExactAndForDatesAndWindows() throws SQLException {
    assertThat(values("middle FROM v_spread ORDER BY region")).containsExactly("1.5", "0.1");
    assertThat(values("day FROM v_spread ORDER BY region"))
        .containsExactly("2024-02-08 11:59:59.5", "2024-02-29 00:00:00");
    assertThat(values("middle FROM v_windows ORDER BY id")).containsExactly("1.5", "1.5", "0.1");
  }

  @Test
  void oneRowHasNoDeviation() throws SQLException {
    assertThat(values("trim_scale(round(deviation, 4)) FROM v_spread ORDER BY region"))
        .containsExactly("0.7071", "0");
    assertThat(values("sample FROM v_spread WHERE region = 's'")).containsExactly("null");
    assertThat(values("variance FROM v_spread WHERE region = 's'")).containsExactly("0");
    assertThat(values("trim_scale(round(deviation, 4)) FROM v_windows ORDER BY id"))
        .containsExactly("0.7071", "0.7071", "0");
  }

  @Test
  void datesAreCountedInDaysAndTimestampsAreNot() throws SQLException {
    assertThat(values("round(days, 2) FROM v_days ORDER BY id")).startsWith("1.50", "-0.50");
    assertThat(values("later FROM v_days WHERE id = 1")).containsExactly("2024-02-03 10:00:00");
    assertThat(values("fields FROM v_days WHERE id = 1")).containsExactly("32");
    assertThat(values("month::date FROM v_days ORDER BY id"))
        .containsExactly("2024-02-01", "2024-03-01", "2024-03-01");
    assertThat(values("day::date FROM v_days ORDER BY id"))
        .containsExactly("2024-02-01", "2024-02-16", "2024-02-29");
    assertThat(values("next FROM v_days ORDER BY id"))
        .containsExactly("2024-02-29 12:00:00", "2024-03-16 11:59:59", "2024-03-31 00:00:00");
    assertThat(values("last IS NULL FROM v_days ORDER BY id")).containsExactly("f", "f", "t");
  }

  @Test
  void partsOfTextBeginBeforeAndEndBehindIt() throws SQLException {
    assertThat(value("parts('abc', 2, 1)")).isEqualTo("[bc|b||a|ab|none]");
    assertThat(value("parts('abcdef', -2, 1)")).isEqualTo("[ef|e|bcdef|a|ab|none]");
    assertThat(value("parts('abc', 0, 2.9)")).isEqualTo("[abc|ab||ab|ab|none]");
    assertThat(value("parts('abc', 1.9, 0)")).isEqualTo("[abc||||ab|none]");
    assertThat(value("parts('abc', -4, 2)")).isEqualTo("[|||ab|ab|none]");
    assertThat(value("parts('abc', 9, -1)")).isEqualTo("[||||ab|none]");
    assertThat(value("places('aaaa', 'aa', 1, 3)")).isEqualTo("3 2 3 2");
    assertThat(value("places('banana', 'an', -1, 2)")).isEqualTo("2 4 4 2");
    assertThat(value("places('banana', 'an', 0, 1)")).isEqualTo("0 4 4 2");
    assertThat(value("places('banana', NULL, 2, 1)")).isEqualTo("  4 -");
    assertThat(value("empties('ab')")).isEqualTo("nullnullnullnull");
  }

  @Test
  void aNumberIsTextWithoutZerosThatSayNothing() throws SQLException {
    assertThat(value("numbers(2.00)")).isEqualTo("2 .5 -.25 1 2 1");
    assertThat(value("numbers(100.50)")).startsWith("100.5 25.125 -12.5625 50.25 100.5 ");
  }

  @Test
  void theFirstRowOfConnectByIsThere() throws SQLException {
    assertThat(value("series(0)")).isEqualTo("1-1");
    assertThat(value("series(-3)")).isEqualTo("1-1");
    assertThat(value("series(3.5)")).isEqualTo("123-1-2-3");
    assertThat(value("series(3)")).isEqualTo("123-1-2");
  }

  @Test
  void collectionsHaveHolesAndNamesOfTheirOwn() throws SQLException {
    assertThat(value("walked(1)")).isEqualTo("24theregone5a7 BbCC 21331gonethere1 no none 13n");
  }

  @Test
  void aPackagesVariableIsRounded() throws SQLException {
    assertThat(value("held.g_rate()")).isEqualTo("1.24");
    assertThat(value("held.c_small()")).isEqualTo("2.3");
    assertThat(value("held.second()")).isEqualTo("8");
    statement.execute("CALL held.take(7.555, 'abcde', 2.5)");
    assertThat(value("held.g_rate()")).isEqualTo("7.56");
    assertThat(value("held.g_count()")).isEqualTo("3");
    assertFails("CALL held.take(1000, 'a', 1)", "22003");
    assertFails("CALL held.take(1, 'abcdef', 1)", "22001");
    assertFails("CALL held.take(1, 'a', NULL)", "22004");
  }

  private void assertFails(String sql, String state) {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void variablesMayHaveNamesOfPlPgSqls() throws SQLException {
    assertThat(value("looked('p')")).isEqualTo("pmine1");
    assertThat(value("shadowed()")).isEqualTo("71 72 73 ");
  }

  @Test
  void rowsAreCountedWhereverTheyGo() throws SQLException {
    assertThat(value("counted_rows()")).isEqualTo("3 6 3 15 3 3 0no");
    assertThat(value("counted_cursor(2)")).isEqualTo("3");
    try (ResultSet rows = statement.executeQuery("CALL last_amount(NULL, NULL)")) {
      rows.next();
      assertThat(rows.getString(1) + " " + rows.getString(2)).isEqualTo("0.10 3");
    }
  }

  @Test
  void zonesAreShownWhereTheirLocalTimeIsAskedFor() throws SQLException {
    assertThat(value("zones()")).isEqualTo("12:00 01 23:30:00 10 07:00 19 02 10");
    assertThat(items("zones")).contains(ActionCode.TIME_ZONE);
  }

  @Test
  void rawIsHexadecimalDigitsOfText() throws SQLException {
    assertThat(value("raws('ABC')")).isEqualTo("0ABC 0A 4 0ABC 1 same 0ABC");
    assertThat(value("token()")).matches("[0-9A-F]{32}");
  }

  @Test
  void whatAHandlerUndoesIsSaidWhereItMatters() {
    assertThat(items("kept_back")).contains(ActionCode.ROLLED_BACK);
    assertThat(items("not_kept_back")).doesNotContain(ActionCode.ROLLED_BACK);
  }

  @Test
  void whatRowsOfATriggerShareIsSaid() {
    assertThat(items("reading_state")).contains(ActionCode.TRIGGER_STATE);
  }

  @Test
  void ofTwoTablesTheFirstIsMade() throws SQLException {
    assertThat(items("reading")).contains(ActionCode.DEFINED_TWICE);
    assertThat(value("pg_typeof(id) FROM reading LIMIT 1")).isEqualTo("integer");
  }

  @Test
  void exceptionsAreTheirRoutinesOwn() throws SQLException {
    assertThat(value("whose()")).isEqualTo("other");
  }

  @Test
  void datesAreReadAsTheirMaskSays() throws SQLException {
    assertThat(value("read_date('12-12-99')")).isEqualTo("1999 1950 2099 001 12:00 same 02:30:00");
    assertThat(value("read_date('12-12-2024')")).startsWith("2024 ");
    assertThat(value("encoded(decode(repeat('ab', 60), 'hex'))")).isEqualTo("65");
  }

  @Test
  void aCollectionByKeysHasNoElementsBetween() throws SQLException {
    assertThat(value("by_key(7)")).isEqualTo("4730gone none");
  }

  @Test
  void whatTheTargetHasNotIsSaid() {
    assertThat(items("pair")).contains(ActionCode.UNIQUE_NULLS, ActionCode.PADDED_TEXT);
  }

  @Test
  void whatIsAddedToATableThatAQueryMakesIsThere() throws SQLException {
    assertThat(value("count(note) FROM copied")).isEqualTo("0");
  }

  @Test
  void aChainOfTextsMayBeLong() throws SQLException {
    assertThat(value("chained('ab')")).isEqualTo("224");
  }
}
