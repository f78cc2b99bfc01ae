package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Alterations;
import org.godwit.task.validate.Difference.Kind;
import org.godwit.testing.Servers;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that miss, rows too many, keys of every kind, and values that the policy altered. */
final class RowsIT {
  private static final ValidationSettings SETTINGS = ValidationSettings.DEFAULT;
  private static final Column ID = Column.of("id", new DataType.Int(32, false), "int", false);
  private static final Column NAME =
      Column.of("name", new DataType.Text(50, false), "varchar(50)", true);
  private TestSide source;
  private TestSide target;

  @BeforeEach
  void takeDatabases() throws SQLException {
    source = TestSide.mysql(Servers.mariaDb().newDatabase());
    target = TestSide.postgres(Servers.postgres().newDatabase());
  }

  private void onBoth(String... statements) throws SQLException {
    source.database().execute(statements);
    target.database().execute(statements);
  }

  private ValidationResult validate(List<Column> columns, List<String> key, long rows)
      throws SQLException, InterruptedException {
    return Validations.run(
        source,
        target,
        source.table("t", columns, key, rows),
        target.table("t", columns, key, rows),
        SETTINGS);
  }

  @Test
  void missingAndExtraRowsAreNamed() throws Exception {
    onBoth(
        "CREATE TABLE t (id int PRIMARY KEY, name varchar(50))",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, NULL)");
    target.database().execute("DELETE FROM t WHERE id = 2", "INSERT INTO t VALUES (9, 'b')");
    ValidationResult result = validate(List.of(ID, NAME), List.of("id"), 3);
    assertThat(result.differences())
        .extracting(Difference::kind, Difference::keyText)
        .containsExactlyInAnyOrder(
            tuple(Kind.MISSING_TARGET, "id=2"), tuple(Kind.MISSING_SOURCE, "id=9"));
    assertThat(result.rowsSource()).isEqualTo(3);
    assertThat(result.rowsTarget()).isEqualTo(3);
    assertThat(result.validated()).isEqualTo(2);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.state()).isEqualTo(ValidationState.MISMATCHED_RECORDS);
  }

  @Test
  @Trap(35)
  void aTableWithoutAKeyIsComparedByHowOftenARowOccurs() throws Exception {
    onBoth(
        "CREATE TABLE t (id int, name varchar(50))",
        "INSERT INTO t VALUES (1, 'a'), (1, 'a'), (1, 'a'), (2, 'b'), (NULL, NULL), (NULL, NULL)");
    ValidationResult equal = validate(List.of(ID.withNullable(true), NAME), List.of(), 6);
    assertThat(equal.state()).isEqualTo(ValidationState.VALIDATED);
    assertThat(equal.details()).startsWith("no primary key");

    target.database().execute("DELETE FROM t WHERE id IS NULL", "INSERT INTO t VALUES (1, 'a')");
    ValidationResult result = validate(List.of(ID.withNullable(true), NAME), List.of(), 6);
    assertThat(result.differences())
        .extracting(Difference::kind, Difference::keyText, Difference::rows)
        .containsExactlyInAnyOrder(
            tuple(Kind.MISSING_TARGET, "id=null, name=null", 2L),
            tuple(Kind.MISSING_SOURCE, "id=1, name=a", 1L));
    assertThat(result.failed()).isEqualTo(3);
  }

  @Test
  void rowsWithoutAKeyWhoseJsonIsSpelledOtherwiseAreEqual() throws Exception {
    source.database().execute("CREATE TABLE t (id int, j longtext)");
    target.database().execute("CREATE TABLE t (id int, j jsonb)");
    onBoth("INSERT INTO t VALUES (1, '{\"b\":1.0,   \"a\":[1e1]}'), (1, '[]'), (2, '{}')");
    target.database().execute("UPDATE t SET j = '{\"c\": 1}' WHERE id = 2");
    Column json = Column.of("j", new DataType.Json(false), "json", true);
    Column jsonb = Column.of("j", new DataType.Json(true), "jsonb", true);
    ValidationResult result =
        Validations.run(
            source,
            target,
            source.table("t", List.of(ID, json), List.of(), 3),
            target.table("t", List.of(ID, jsonb), List.of(), 3),
            SETTINGS);
    assertThat(result.differences())
        .extracting(Difference::keyText)
        .containsExactlyInAnyOrder("id=2, j={}", "id=2, j={\"c\": 1}");
  }

  @Test
  @Trap(36)
  void keysThatOnlyACollationHoldsEqualAreKeptApart() throws Exception {
    String table = "CREATE TABLE t (name varchar(50)%s, id int, PRIMARY KEY (name, id))";
    source.database().execute(table.formatted(" CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"));
    target.database().execute(table.formatted(""));
    onBoth("INSERT INTO t VALUES ('a', 1), ('b ', 1), ('1:a|2', 3), ('ß', 1), ('~', 1)");
    Column key = NAME.withNullable(false);
    assertThat(validate(List.of(key, ID), List.of("name", "id"), 5).state())
        .isEqualTo(ValidationState.VALIDATED);
    target
        .database()
        .execute(
            "UPDATE t SET name = 'A' WHERE name = 'a'",
            "UPDATE t SET name = 'b' WHERE name = 'b '");
    ValidationResult result = validate(List.of(key, ID), List.of("name", "id"), 5);
    assertThat(result.differences())
        .extracting(Difference::keyText)
        .containsExactlyInAnyOrder("name=a, id=1", "name=A, id=1", "name=b , id=1", "name=b, id=1");
  }

  @Test
  void aRowThatIsTwiceOnTheTargetIsSeen() throws Exception {
    source.database().execute("CREATE TABLE t (id int PRIMARY KEY, name varchar(50))");
    target.database().execute("CREATE TABLE t (id int, name varchar(50))");
    onBoth("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    target.database().execute("INSERT INTO t VALUES (2, 'b')");
    ValidationResult result =
        Validations.run(
            source,
            target,
            source.table("t", List.of(ID, NAME), List.of("id"), 2),
            target.table("t", List.of(ID, NAME), List.of(), 3),
            SETTINGS);
    assertThat(result.differences())
        .extracting(Difference::kind, Difference::keyText)
        .containsExactly(tuple(Kind.MISSING_SOURCE, "id=2"));
  }

  @Test
  void onlyTheRowsOfTheFilterAreExpected() throws Exception {
    onBoth("CREATE TABLE t (id int PRIMARY KEY, name varchar(50))");
    source.database().execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    target.database().execute("INSERT INTO t VALUES (2, 'b')");
    Table here = source.table("t", List.of(ID, NAME), List.of("id"), 2);
    Table there = target.table("t", List.of(ID, NAME), List.of("id"), 1);
    ValidationResult result =
        Validations.run(
            source,
            target,
            Validations.pair(here, there, "`id` = 1 OR `id` = 2 AND `name` = 'b'"),
            SETTINGS,
            ValidationListener.NONE);
    assertThat(result.differences()).extracting(Difference::keyText).containsExactly("id=1");
  }

  @Test
  void whatThePolicyAlteredIsExpectedAndCounted() throws Exception {
    source
        .database()
        .execute(
            "SET sql_mode = ''",
            "CREATE TABLE t (id int PRIMARY KEY, d date, s text CHARACTER SET utf8mb4)",
            "INSERT INTO t VALUES (1, '0000-00-00', 'a'), (2, '2024-00-10', 'b\\0c'),"
                + " (3, '0009-01-01', 'ääää€'), (4, NULL, NULL), (5, '2024-01-01', 'aaaaaäb')");
    target
        .database()
        .execute(
            "CREATE TABLE t (id int PRIMARY KEY, d date, s text)",
            "INSERT INTO t VALUES (1, NULL, 'a'), (2, NULL, 'bc'), (3, '0009-01-01', 'äää'),"
                + " (4, NULL, NULL), (5, '2024-01-01', 'aaaaa')");
    Column date = Column.of("d", new DataType.Date(), "date", true);
    Column text = Column.of("s", DataType.Text.unbounded(), "text", true);
    List<Column> columns = List.of(ID, date, text);
    Table here = source.table("t", columns, List.of("id"), 5);
    Table there = target.table("t", columns, List.of("id"), 5);
    assertThat(Validations.run(source, target, here, there, SETTINGS).failed()).isEqualTo(4);

    ValidationResult result =
        Validations.run(
            source, target, here, there, SETTINGS.withAlterations(new Alterations(true, true, 6)));
    assertThat(result.differences()).isEmpty();
    assertThat(result.state()).isEqualTo(ValidationState.VALIDATED);
    assertThat(result.altered())
        .containsExactly(new AlteredColumn("d", 2), new AlteredColumn("s", 3));
    assertThat(result.isPassed(false)).isTrue();
    assertThat(result.isPassed(true)).isFalse();
  }

  @Test
  void columnsThatCantBeComparedAreNamedWithTheirReason() throws Exception {
    source.database().execute("CREATE TABLE t (id int PRIMARY KEY, x double)");
    target.database().execute("CREATE TABLE t (id int PRIMARY KEY, x text)");
    Column real = Column.of("x", new DataType.Real(64), "double", true);
    Column text = Column.of("x", DataType.Text.unbounded(), "text", true);
    ValidationPair pair =
        new ValidationPair(
            source.table("t", List.of(ID, real), List.of("id"), 0),
            target.table("t", List.of(ID, text), List.of("id"), 0),
            List.of(new ColumnPair(ID, ID), new ColumnPair(real, text)),
            List.of(UncomparedColumn.addedByRule("loaded_at", "7")),
            "");
    ValidationResult result =
        Validations.run(source, target, pair, SETTINGS, ValidationListener.NONE);
    assertThat(result.state()).isEqualTo(ValidationState.VALIDATED);
    assertThat(result.uncompared())
        .containsExactly(
            new UncomparedColumn("loaded_at", "added by rule 7"),
            new UncomparedColumn("x", "no common text is known for double and text"));
  }

  @Test
  void aMissingTableIsAnErrorOfThatTable() throws Exception {
    onBoth("CREATE TABLE t (id int PRIMARY KEY, name varchar(50))");
    target.database().execute("DROP TABLE t");
    ValidationResult result = validate(List.of(ID, NAME), List.of("id"), 1);
    assertThat(result.state()).isEqualTo(ValidationState.TABLE_ERROR);
    assertThat(result.details()).contains("public.t").contains("does not exist");
  }
}
