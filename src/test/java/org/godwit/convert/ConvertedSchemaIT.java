package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL takes what conversion writes, and its views give what Oracle's would. */
final class ConvertedSchemaIT {
  static List<Path> scripts() throws IOException {
    return OracleScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachStatementIsTaken(Path file) throws IOException, SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(OracleScripts.ROLES);
      Conversion conversion = OracleScripts.converted(file);
      assertThat(refused(connection, conversion)).isEmpty();
      dropRoles(conversion, statement);
    }
  }

  /** They are the server's, and not the database's alone. */
  private static void dropRoles(Conversion conversion, Statement statement) throws SQLException {
    for (ConvertedObject object : conversion.objects()) {
      if (object.id().kind() == ObjectKind.SCHEMA_USER
          && !OracleScripts.ROLES.contains(object.id().name())) {
        String role = '"' + object.id().name() + '"';
        statement.execute("DROP OWNED BY " + role);
        statement.execute("DROP ROLE " + role);
      }
    }
  }

  /** What would fail when it runs is found without running it. */
  @Test
  void eachRoutineWouldRun() throws IOException, SQLException {
    try (ScratchServer server = ScratchServer.start(Set.of("reader", "writer"));
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      String why = server.uncheckedBecause().orElse("");
      assumeTrue(why.isEmpty(), why);
      for (Path file : scripts()) {
        Conversion tried = Trial.of(OracleScripts.converted(file), connection, true);
        assertThat(
                tried.objects().stream()
                    .filter(object -> !waitsForAnother(object))
                    .flatMap(object -> object.items().stream())
                    .filter(item -> item.code() == ActionCode.FAULT)
                    .map(ActionItem::toString))
            .as(file.toString())
            .isEmpty();
        assertThat(tried.objects())
            .filteredOn(object -> object.load() == Load.LOADED && !waitsForAnother(object))
            .allMatch(object -> object.check() == Check.CLEAN);
        statement.execute("DROP OWNED BY CURRENT_USER");
      }
    }
  }

  /** What the server refuses, but for what names an object that isn't converted. */
  private static List<String> refused(Connection connection, Conversion conversion)
      throws SQLException {
    return Trial.of(conversion, connection, false).objects().stream()
        .filter(object -> object.load() == Load.REFUSED && !waitsForAnother(object))
        .map(object -> object.id() + ": " + object.items())
        .toList();
  }

  private static boolean waitsForAnother(ConvertedObject object) {
    return object.items().stream().anyMatch(item -> item.code() == ActionCode.DEPENDENCY);
  }

  /** What Oracle's manual says of each expression, over a table with one row. */
  @Test
  void expressionsGiveWhatOraclesGive() throws SQLException {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("nvl(empty, 'x')", "x"),
            Map.entry("'a' || empty || 'b'", "ab"),
            Map.entry("nvl(empty || empty, 'null')", "null"),
            Map.entry("substr('abcdef', -3)", "def"),
            Map.entry("substr('abcdef', -3, 2)", "de"),
            Map.entry("substr('abcdef', 0, 2)", "ab"),
            Map.entry("instr('abcdef', 'cd')", "3"),
            Map.entry("replace('banana', 'a', '')", "bnn"),
            Map.entry("decode(empty, null, 'none', 'some')", "none"),
            Map.entry("decode(7, 1, 'a', 7, 'b', 'c')", "b"),
            Map.entry("nvl2(empty, 'is', 'is not')", "is not"),
            Map.entry("regexp_replace('banana', 'a', 'o')", "bonono"),
            Map.entry("to_char(day + 1, 'YYYY-MM-DD')", "2020-03-01"),
            Map.entry("to_char(last_day(day), 'YYYY-MM-DD HH24:MI')", "2020-02-29 12:00"),
            Map.entry("to_char(trunc(day, 'YYYY'), 'DD.MM.RRRR')", "01.01.2020"),
            Map.entry("to_char(add_months(day, 12), 'YYYY-MM-DD')", "2021-02-28"),
            Map.entry("trim(' a ')", "a"),
            Map.entry("instr('banana', 'an', 3)", "4"),
            Map.entry("instr('ba.na.na', '.', 1, 2)", "6"),
            Map.entry("instr('banana', 'x', seven)", "0"),
            Map.entry("translate('abc' using nchar_cs)", "abc"),
            Map.entry("dbms_lob.substr('abcdef', 2, 3)", "cd"),
            Map.entry("case when dbms_random.value(5, 6) between 5 and 6 then 'in' end", "in"),
            Map.entry("case when '' is null then 'null' else 'text' end", "null"));
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      assertThat(value(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
    }
    assertThat(Double.parseDouble(value("seven / 2"))).isEqualTo(3.5);
    assertThat(Double.parseDouble(value("day - date '2020-02-28'"))).isEqualTo(1.5);
  }

  private static String value(String expression) throws SQLException {
    Conversion conversion =
        OracleScripts.converted(
            Map.of(
                "a.sql",
                """
                create table t (empty varchar2(10), seven number(9), day date);
                create view v as select %s as x from t;
                """
                    .formatted(expression)));
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement statement = connection.createStatement()) {
      assertThat(refused(connection, conversion)).isEmpty();
      statement.execute("INSERT INTO t VALUES (NULL, 7, TIMESTAMP '2020-02-29 12:00:00')");
      try (ResultSet rows = statement.executeQuery("SELECT x::text FROM v")) {
        assertThat(rows.next()).as(conversion.script()).isTrue();
        return String.valueOf(rows.getString(1));
      }
    }
  }
}
