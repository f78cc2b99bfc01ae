package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.testing.Servers;
import org.godwit.testing.TestServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** For every type: equal values are seen as equal, and one that differs is named. */
final class TypesIT {
  private static final Column ID = Column.of("id", new DataType.Int(32, false), "int", false);

  @TestFactory
  Stream<DynamicTest> everyTypeOfMariaDbIsComparedWithPostgres() throws SQLException {
    return tests(Servers.mariaDb());
  }

  @TestFactory
  Stream<DynamicTest> everyTypeOfMySqlIsComparedWithPostgres() throws SQLException {
    return tests(Servers.mysql());
  }

  @TestFactory
  Stream<DynamicTest> everyTypeOfPostgresIsComparedWithPostgres() throws SQLException {
    TestSide source = TestSide.postgres(Servers.postgres().newDatabase());
    TestSide target = TestSide.postgres(Servers.postgres().newDatabase());
    return PostgresToPostgres.all().stream()
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> isCompared(type, source, target)));
  }

  private static Stream<DynamicTest> tests(TestServer server) throws SQLException {
    TestSide source = TestSide.mysql(server.newDatabase());
    TestSide target = TestSide.postgres(Servers.postgres().newDatabase());
    return MySqlToPostgres.all().stream()
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> isCompared(type, source, target)));
  }

  private static void isCompared(TypeCase type, TestSide source, TestSide target)
      throws SQLException, InterruptedException {
    String name = "t" + Integer.toUnsignedString(type.name().hashCode());
    create(source, name, type.source().sql(), type.values().stream().map(v -> v.source()).toList());
    create(target, name, type.target().sql(), type.values().stream().map(v -> v.target()).toList());
    Table here = source.table(name, List.of(ID, type.source().column("v")), List.of("id"), 10);
    Table there = target.table(name, List.of(ID, type.target().column("v")), List.of("id"), 10);

    ValidationResult equal =
        Validations.run(source, target, here, there, ValidationSettings.DEFAULT);
    assertThat(equal.differences()).isEmpty();
    assertThat(equal.uncompared()).isEmpty();
    assertThat(equal.details()).isEmpty();
    assertThat(equal.state()).isEqualTo(ValidationState.VALIDATED);
    assertThat(equal.validated()).isEqualTo(type.values().size() + 1);

    seesChange(type, source, target, here, there, type.different());
    seesChange(type, source, target, here, there, "NULL");
  }

  private static void create(TestSide side, String name, String type, List<String> values)
      throws SQLException {
    String rows = "(0, NULL)";
    for (int i = 0; i < values.size(); i++) {
      rows += ", (%d, %s)".formatted(i + 1, values.get(i));
    }
    String[] zeroDatesToo = {"SET SESSION sql_mode = ''", "SET time_zone = '+00:00'"};
    String[] none = {"SET datestyle = ISO", "SET timezone = 'UTC'"};
    boolean isMySql = side.canonical().fence().contains("LIMIT");
    String[] first = isMySql ? zeroDatesToo : none;
    String options = isMySql ? " CHARACTER SET utf8mb4" : "";
    side.database()
        .execute(
            first[0],
            first[1],
            "CREATE TABLE %s (id int PRIMARY KEY, v %s)%s".formatted(name, type, options),
            "INSERT INTO %s VALUES %s".formatted(name, rows));
  }

  private static void seesChange(
      TypeCase type, TestSide source, TestSide target, Table here, Table there, String literal)
      throws SQLException, InterruptedException {
    target
        .database()
        .execute(
            "SET timezone = 'UTC'",
            "UPDATE %s SET v = %s WHERE id = 1".formatted(there.name().table(), literal));
    ValidationResult found =
        Validations.run(source, target, here, there, ValidationSettings.DEFAULT);
    assertThat(found.state()).isEqualTo(ValidationState.MISMATCHED_RECORDS);
    assertThat(found.failed()).isEqualTo(1);
    assertThat(found.validated()).isEqualTo(type.values().size());
    Difference difference = found.differences().getFirst();
    assertThat(difference.kind()).isEqualTo(Difference.Kind.RECORD_DIFF);
    assertThat(difference.keyText()).isEqualTo("id=1");
    assertThat(difference.cells()).extracting(CellDifference::column).containsExactly("v");
    assertThat(difference.cells().getFirst().source())
        .isNotEqualTo(difference.cells().getFirst().target());
  }
}
