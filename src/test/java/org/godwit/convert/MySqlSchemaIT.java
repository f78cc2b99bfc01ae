package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.TypeMap;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PostgreSQL takes what conversion makes of MySQL's schemas, and a server's gives what files do.
 */
final class MySqlSchemaIT {
  private static final String TYPES =
      """
      CREATE TABLE types (
        c01 tinyint, c02 tinyint unsigned, c03 smallint, c04 smallint unsigned, c05 mediumint,
        c06 mediumint unsigned, c07 int, c08 int unsigned, c09 bigint, c10 bigint unsigned,
        c11 decimal(12,3), c12 decimal, c13 float, c14 double, c15 bit, c16 bit(9), c17 char(7),
        c18 varchar(300), c19 tinytext, c20 text, c21 mediumtext, c22 longtext, c23 binary(5),
        c24 varbinary(9), c25 tinyblob, c26 longblob, c27 date, c28 time, c29 time(3),
        c30 datetime, c31 datetime(6), c32 timestamp(2) NULL, c33 year, c34 enum('a','bcd'),
        c35 set('x','y'), c36 boolean, c37 char(0), c38 numeric(30,10), c39 point, c40 float(30),
        c41 json);
      """;

  static List<Path> scripts() throws IOException {
    return MySqlScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachStatementIsTaken(Path file) throws IOException, SQLException {
    assertThat(refused(MySqlScripts.converted(file))).isEmpty();
  }

  private static List<String> refused(Conversion conversion) throws SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect()) {
      return Trial.of(conversion, connection, false).objects().stream()
          .filter(object -> object.load() == Load.REFUSED)
          .map(object -> object.id() + ": " + object.items())
          .toList();
    }
  }

  /** Rows of a task land in the converted tables. */
  @Test
  void typesAreThoseOfATasksLoad() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    Engine mariaDb = Engines.standard().named("mariadb");
    TypeMap load = Engines.standard().named("postgres").loadTarget().orElseThrow().typeMap();
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        Connection target = Servers.postgres().newDatabase().connect();
        Statement made = target.createStatement()) {
      statement.execute(TYPES);
      String schema = connection.getCatalog();
      Table table =
          mariaDb
              .catalogReader()
              .tables(connection, List.of(new TableName(schema, "types")))
              .getFirst();
      StringBuilder wanted = new StringBuilder("CREATE TABLE wanted (");
      for (Column column : table.columns()) {
        wanted
            .append(wanted.toString().endsWith("(") ? "" : ", ")
            .append(column.name())
            .append(' ')
            .append(load.render(load.targetType(column)));
      }
      made.execute(wanted + ")");
      Map<String, String> read =
          mariaDb.schemaScripts().orElseThrow().read(connection, schema, Long.MAX_VALUE);
      Conversion conversion = MySqlScripts.converted(Source.MARIADB, read);
      assertThat(refusedOn(target, conversion)).isEmpty();
      assertThat(columns(made, schema, "types")).isEqualTo(columns(made, "public", "wanted"));
    }
  }

  private static List<ConvertedObject> refusedOn(Connection target, Conversion conversion)
      throws SQLException {
    return Trial.of(conversion, target, false).objects().stream()
        .filter(object -> object.load() == Load.REFUSED)
        .toList();
  }

  private static Map<String, String> columns(Statement statement, String schema, String table)
      throws SQLException {
    Map<String, String> types = new TreeMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attnum > 0 AND attrelid = '\"%s\".%s'::regclass"
                    .formatted(schema, table))) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    }
    return types;
  }

  /** A server's dictionary has what the script made, but for what only MySQL knows. */
  @Test
  void aServersSchemaIsWhatItsScriptMakes() throws IOException, SQLException {
    String script = Files.readString(MySqlScripts.FOLDER.resolve("views.sql"));
    TestDatabase source = Servers.mariaDb().newDatabase();
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      String schema = connection.getCatalog();
      String delimiter = ";";
      StringBuilder text = new StringBuilder();
      for (String line : script.lines().toList()) {
        if (line.startsWith("USE ") || line.startsWith("--")) {
          continue;
        }
        if (line.startsWith("DELIMITER ")) {
          delimiter = line.substring("DELIMITER ".length());
          continue;
        }
        text.append(line).append('\n');
        if (line.endsWith(delimiter) && !line.startsWith("CREATE PROCEDURE ohne_zeichen")) {
          statement.execute(text.substring(0, text.length() - 1 - delimiter.length()));
          text.setLength(0);
        } else if (line.startsWith("CREATE PROCEDURE ohne_zeichen")) {
          statement.execute(text.toString());
          text.setLength(0);
        }
      }
      Map<String, String> read =
          Engines.standard()
              .named("mariadb")
              .schemaScripts()
              .orElseThrow()
              .read(connection, schema, Long.MAX_VALUE);
      Conversion ofServer = MySqlScripts.converted(Source.MARIADB, read);
      Conversion ofFile =
          MySqlScripts.converted(
              Source.MARIADB, Map.of("views.sql", script.replace("USE lager", "USE " + schema)));
      assertThat(made(ofServer)).isEqualTo(made(ofFile));
      assertThat(refused(ofServer)).isEmpty();
    }
  }

  /** Objects with whether they were made. */
  private static Map<String, Boolean> made(Conversion conversion) {
    Map<String, Boolean> made = new TreeMap<>();
    conversion.objects().stream()
        .filter(it -> it.id().kind() != ObjectKind.SCRIPT)
        .forEach(it -> made.put(it.id().toString(), !it.statements().isEmpty()));
    return made;
  }

  /** What MySQL's manual, or MariaDB itself, says of each expression over a table with one row. */
  @Test
  void expressionsGiveWhatTheSourceGives() throws SQLException {
    String table =
        """
        CREATE TABLE t (empty varchar(10), seven int, day datetime, word varchar(20), price decimal(8,2), yes tinyint(1));
        """;
    String row = "INSERT INTO t VALUES (NULL, 7, '2020-02-29 12:34:56', 'Banana split', 12.50, 1)";
    List<String> expressions =
        List.of(
            "ifnull(empty, 'x')",
            "concat('a', empty, 'b')",
            "concat(word, '-', seven)",
            "concat_ws(',', 'a', empty, 'b')",
            "substring(word, -5)",
            "substring(word, 2, 3)",
            "substring(word, -5, 2)",
            "substring_index(word, ' ', 1)",
            "substring_index(word, ' ', -1)",
            "locate('an', word)",
            "instr(word, 'split')",
            "left(word, 3)",
            "lpad(seven, 3, '0')",
            "char_length(word)",
            "seven div 2",
            "seven % 4",
            "seven div 0",
            "seven / 0",
            "seven mod 0",
            "round(price, 1)",
            "truncate(price, 0)",
            "if(yes, 'ja', 'nein')",
            "if(seven > 8, 'ja', 'nein')",
            "seven > 5",
            "empty <=> null",
            "not yes",
            "yes and seven",
            "yes xor 0",
            "isnull(empty)",
            "word regexp '^b'",
            "word like 'Ban%'",
            "date_format(day, '%d.%m.%Y um %H:%i:%s')",
            "date_format(day, '%W %M %e')",
            "date_format(day + interval 1 day, '%Y-%m-%d')",
            "date_format(date_add(day, interval 2 week), '%Y%m%d')",
            "date_format(date_sub(day, interval 1 year), '%Y%m%d')",
            "datediff(day, '2020-01-01')",
            "timestampdiff(hour, '2020-02-28 13:00:00', day)",
            "timestampdiff(month, '2019-12-31', day)",
            "year(day)",
            "dayofweek(day)",
            "to_days(day)",
            "weekday(day)",
            "date_format(last_day(day), '%d')",
            "date_format(str_to_date('31.12.2019', '%d.%m.%Y'), '%Y-%m-%d')",
            "extract(month from day)",
            "greatest(seven, 3, 9)",
            "greatest(seven, null)",
            "field('b', 'a', 'b', 'c')",
            "elt(2, 'a', 'b')",
            "find_in_set('b', 'a,b,c')",
            "coalesce(empty, word)",
            "case seven when 7 then 'sieben' else 'x' end",
            "case when yes then 1 else 0 end",
            "cast(price as signed)",
            "cast(seven as char)",
            "cast('2020-01-31' as date)",
            "repeat('ab', 2)",
            "replace(word, 'a', 'o')",
            "reverse(word)",
            "trim('  x ')",
            "trim(leading 'x' from 'xxab')",
            "upper(word)",
            "power(2, 3)",
            "sign(-seven)",
            "-seven + 10",
            "length('ä')",
            "nullif(seven, 7)",
            "true",
            "0b101 + 1");
    StringBuilder view = new StringBuilder("CREATE VIEW v AS SELECT ");
    for (int at = 0; at < expressions.size(); at++) {
      view.append(at == 0 ? "" : ", ").append(expressions.get(at)).append(" AS c").append(at);
    }
    view.append(" FROM t");
    Map<String, String> expected = new LinkedHashMap<>();
    try (Connection source = Servers.mariaDb().newDatabase().connect();
        Statement statement = source.createStatement()) {
      statement.execute("SET NAMES utf8mb4");
      statement.execute(table);
      statement.execute(row);
      statement.execute(view.toString());
      put(statement, expressions, expected);
    }
    Conversion conversion =
        MySqlScripts.converted(Source.MYSQL, Map.of("a.sql", table + view + ";"));
    try (Connection target = Servers.postgres().newDatabase().connect();
        Statement statement = target.createStatement()) {
      assertThat(refusedOn(target, conversion)).isEmpty();
      assertThat(conversion.objects()).allMatch(it -> it.proof() != Proof.NOT_CONVERTED);
      statement.execute(row);
      Map<String, String> given = new LinkedHashMap<>();
      put(statement, expressions, given);
      assertThat(given).isEqualTo(expected);
    }
  }

  /** Numbers without zeros that say nothing; both servers give more or fewer of them. */
  private static void put(Statement statement, List<String> names, Map<String, String> values)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT * FROM v")) {
      assertThat(rows.next()).isTrue();
      for (int at = 0; at < names.size(); at++) {
        String value = String.valueOf(rows.getString(at + 1));
        boolean isFraction = value.matches("-?\\d+\\.\\d+");
        values.put(
            names.get(at), isFraction ? value.replaceAll("0+$", "").replaceAll("\\.$", "") : value);
      }
    }
  }
}
