package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ToStandardIT {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("i", new DataType.Int(32, false), "int", true),
          Column.of("j", new DataType.Int(64, true), "bigint unsigned", true),
          Column.of("n", new DataType.Decimal(10, 2), "decimal(10,2)", true),
          Column.of("r", new DataType.Real(64), "double", true),
          Column.of("s", new DataType.Text(50, false), "varchar(50)", true),
          Column.of("e", new DataType.Enumeration(List.of("new", "paid")), "enum", true),
          Column.of("d", new DataType.Date(), "date", true),
          Column.of("t", new DataType.Timestamp(0, false), "datetime", true),
          Column.of("ts", new DataType.Timestamp(0, true), "timestamp", true),
          Column.of("js", new DataType.Json(true), "json", true),
          Column.of("b", new DataType.Binary(9, false), "varbinary(9)", true),
          Column.of("a b", new DataType.Int(32, false), "int", true));

  static List<Arguments> pairs() throws IOException {
    List<Arguments> pairs = new ArrayList<>();
    try (InputStream in = ToStandardIT.class.getResourceAsStream("to-standard.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines =
          text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      for (int i = 0; i < lines.size(); i += 2) {
        pairs.add(Arguments.of(lines.get(i), lines.get(i + 1).substring("  => ".length())));
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void expressionsBecomeStandardOrNothing(String line, String wanted) {
    assertThat(translate(line).orElse("-")).isEqualTo(wanted);
  }

  private static Optional<String> translate(String line) {
    boolean isCheck = line.startsWith("check ");
    String expression = isCheck ? line.substring("check ".length()) : line;
    List<Check> checks = isCheck ? List.of(new Check("c", expression)) : List.of();
    Table table = Table.of(new TableName("x", "x"), TableKind.TABLE, COLUMNS).withChecks(checks);
    return new MySqlDialect().toStandard(expression, table, name -> name);
  }

  /** The target judges: each must be a valid expression there. */
  @Test
  void postgresqlTakesEveryTranslation() throws SQLException, IOException {
    TestDatabase database = Servers.postgres().newDatabase();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE x (i integer, j numeric(20), n numeric(10,2), r double precision,
            s varchar(50), e text, d date, t timestamp(0), ts timestamptz(0), js jsonb, b bytea,
            "a b" integer)
          """);
      for (Arguments pair : pairs()) {
        String wanted = (String) pair.get()[1];
        if (!wanted.equals("-")) {
          statement.execute("SELECT " + wanted + " FROM x");
        }
      }
    }
  }
}
