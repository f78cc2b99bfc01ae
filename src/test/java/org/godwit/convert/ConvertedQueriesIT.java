package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What queries and executed texts give is what Oracle's manual demands of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConvertedQueriesIT {
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void make() throws IOException, SQLException {
    if (connection == null) {
      connection = Servers.postgres().newDatabase().connect();
      statement = connection.createStatement();
      for (String script : List.of("queried.sql", "dynamic.sql", "trees.sql")) {
        Conversion tried =
            Trial.of(
                OracleScripts.converted(OracleScripts.FOLDER.resolve(script)), connection, false);
        assertThat(tried.objects()).noneMatch(it -> it.load() == Load.REFUSED);
      }
    }
    statement.execute(
        """
        TRUNCATE worker, division, noted, tool;
        INSERT INTO division VALUES (10, 'ten'), (20, 'twenty');
        INSERT INTO worker (id, name, job, hired, sal, comm, dept) VALUES
          (1, 'ada', 'x', '2024-01-01', 100, NULL, 10),
          (2, 'bob', 'y', '2024-01-05', 200, 7, 10),
          (3, 'cid', 'x', '2024-01-05', 300, NULL, 10),
          (4, 'dan', 'x', '2024-01-31 12:00', 400, 9, 20),
          (5, 'eve', 'z', '2024-02-20', 500, NULL, 20);
        INSERT INTO tool VALUES (1, 'saw', 10), (2, 'axe', 20);
        TRUNCATE node, kind;
        INSERT INTO kind VALUES (1, 'root'), (2, 'branch'), (3, 'leaf');
        INSERT INTO node VALUES
          (1, NULL, 'trunk', 1, '2024-02-29 13:45', 1234.5), (2, 1, 'east', 2, '2023-01-01', 10),
          (3, 1, 'west', 2, '2021-01-03', 20), (4, 2, 'nest', 3, '1999-12-31', 0), (5, 4, 'egg', 3, '2000-01-01', 0.5);
        """);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery("SELECT " + sql)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int at = 1; at <= result.getMetaData().getColumnCount(); at++) {
          values.add(String.valueOf(result.getString(at)));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }

  private String called(String call) throws SQLException {
    try (ResultSet result = statement.executeQuery("CALL " + call)) {
      result.next();
      return result.getString(1);
    }
  }

  @Test
  void daysAreCountedOfWhatQueriesAndViewsName() throws SQLException {
    assertThat(rows("badge, round(days, 1), due::date, round(span, 1) FROM v_age ORDER BY badge"))
        .containsExactly(
            "2 56.0 2024-02-04 4.0",
            "3 56.0 2024-02-04 4.0",
            "4 29.5 2024-03-01 19.5",
            "5 10.0 2024-03-21 19.5");
    assertThat(called("spans(NULL)")).isEqualTo("60 first 50 less 50");
  }

  @Test
  void rowsAreCountedBeforeTheyAreSortedAndGrouped() throws SQLException {
    assertThat(rows("dept, n, total FROM v_first_of_group")).containsExactly("10 3 600.00");
    assertThat(rows("* FROM v_first_sorted"))
        .containsExactly("cid 300.00", "bob 200.00", "ada 100.00");
    assertThat(rows("count(*) FROM v_first_joined")).containsExactly("3");
    assertThat(rows("job FROM v_first_distinct ORDER BY 1")).containsExactly("x", "y");
    assertThat(rows("name, place FROM v_page ORDER BY place")).containsExactly("cid 3", "bob 4");
    assertThat(called("firsts(NULL)")).isEqualTo("2 2 1 1");
    assertThat(rows("code FROM worker WHERE dept = 10 ORDER BY code"))
        .containsExactly("10", "20", "30");
  }

  @Test
  void nullsAreIgnoredInWindows() throws SQLException {
    assertThat(rows("* FROM v_known ORDER BY id"))
        .containsExactly(
            "1 null 7.00 null 7.00 null",
            "2 7.00 7.00 null 9.00 null",
            "3 7.00 7.00 7.00 9.00 7.00",
            "4 9.00 7.00 7.00 -1 null",
            "5 9.00 7.00 9.00 -1 9.00");
  }

  @Test
  void whatRanksFirstOrLastIsKept() throws SQLException {
    assertThat(rows("dept, most, least, total, n, known, round(middle) FROM v_kept ORDER BY dept"))
        .containsExactly("10 100.00 bob 100.00 1 0 250", "20 400.00 eve 400.00 1 1 500");
    assertThat(rows("id, names, first_sal, jobs, round(share, 2) FROM v_over ORDER BY id"))
        .containsExactly(
            "1 cid,bob,ada 100.00 2 0.17",
            "2 cid,bob,ada 100.00 2 0.33",
            "3 cid,bob,ada 100.00 2 0.50",
            "4 eve,dan 400.00 2 0.44",
            "5 eve,dan 400.00 2 0.56");
    assertThat(rows("* FROM v_days ORDER BY id"))
        .containsExactly("1 100.00 1", "2 600.00 3", "3 600.00 3", "4 400.00 4", "5 500.00 2");
  }

  @Test
  void aRecordIsAWholeRow() throws SQLException {
    assertThat(called("whole_rows(NULL)")).isEqualTo("element 1200");
    assertThat(rows("name FROM worker WHERE id = 1")).containsExactly("whole");
    assertThat(rows("id, what FROM noted")).containsExactly("901 whole");
  }

  @Test
  void textsThatAreBlocksRunAndGiveBack() throws SQLException {
    assertThat(called("executed('add_one', 'twice', 30, NULL)")).isEqualTo("2 3 6 10 1 3 saw31 0");
    assertThat(rows("price FROM tool ORDER BY id")).containsExactly("31.00", "20.00");
  }

  @Test
  void errorsHaveOraclesNumbers() throws SQLException {
    assertThat(rows("number_of(n) FROM generate_series(1, 8) n"))
        .containsExactly(
            "known 100 same",
            "known -1 same",
            "-1476",
            "own -20123",
            "declared",
            "value -6502",
            "-1422",
            "0");
  }

  @Test
  void hierarchiesAreOfJoinsAndQueriesAndWholeRows() throws SQLException {
    assertThat(rows("* FROM v_joined"))
        .containsExactly("trunk root 1", "east branch 2", "egg leaf 4", "west branch 2");
    assertThat(rows("* FROM v_comma"))
        .containsExactly("1 root /trunk", "2 branch /trunk/east", "3 branch /trunk/west");
    assertThat(rows("id, name, cost, depth, is_leaf FROM v_whole"))
        .containsExactly(
            "1 trunk 1234.50 1 0",
            "2 east 10.00 2 0",
            "4 nest 0.00 3 0",
            "5 egg 0.50 4 1",
            "3 west 20.00 2 1");
    assertThat(rows("* FROM v_of_query"))
        .containsExactly("TRUNK TRUNK 1", "EAST TRUNK 2", "WEST TRUNK 2");
    assertThat(rows("* FROM v_words")).containsExactly("a 1", "bc 2", "d 3");
  }

  @Test
  void datesBeginWithTheirUnitsAndNumbersAreWrittenByTheirMasks() throws SQLException {
    assertThat(
            rows(
                "sunday::date, of_month::date, of_year::date, monday::date, quarter::date,"
                    + " century::date, iso::date, day::date, month::date, hour FROM v_units WHERE id = 1"))
        .containsExactly(
            "2024-02-25 2024-02-29 2024-02-26 2024-02-26 2024-01-01 2001-01-01 2024-01-01"
                + " 2024-02-25 2024-02-01 2024-02-29 13:00:00");
    assertThat(rows("sunday::date, iso::date FROM v_units WHERE id IN (2, 3) ORDER BY id"))
        .containsExactly("2023-01-01 2022-01-03", "2021-01-03 2019-12-30");
    assertThat(rows("money, less, plain, power, roman FROM v_masks WHERE id IN (1, 5) ORDER BY id"))
        .containsExactly(
            " $1,234.50 -$1,234.50 1234.5 1.23E+03 I", "     $0.50 -$0.50 .5 5.00E-01 V");
    assertThat(rows("much FROM v_masks WHERE id = 1")).containsExactly("##########");
  }

  @Test
  void rowsAreFoundByTheirPlaces() throws SQLException {
    statement.execute("INSERT INTO node (id, name, cost) VALUES (6, 'egg', 1)");
    assertThat(called("places(NULL)")).isEqualTo("1 6");
    assertThat(rows("cost FROM node WHERE id = 2")).containsExactly("11.00");
  }

  @Test
  void anErrorTellsItsPlace() throws SQLException {
    assertThat(called("traced(NULL)")).isEqualTo("mine traced");
  }

  @Test
  void queriesMakeXml() throws SQLException {
    assertThat(rows("element FROM v_elements WHERE id IN (1, 5) ORDER BY id"))
        .containsExactly(
            "<node id=\"1\" NAME=\"trunk\"><cost>1234.5</cost><MADE>2024-02-29</MADE><empty/></node>",
            "<node id=\"5\" NAME=\"egg\"><cost>.5</cost><MADE>2000-01-01</MADE><empty/></node>");
    assertThat(rows("* FROM v_lists"))
        .containsExactly(
            "<all><N>east</N><N>trunk</N><N>west</N></all> east,trunk,west <a>1</a><b>x&lt;y</b>");
    assertThat(called("made_xml(NULL)"))
        .isEqualTo("<r><e><id>1</id><NAME>trunk</NAME></e><e><id>2</id><NAME>east</NAME></e></r>");
  }
}
