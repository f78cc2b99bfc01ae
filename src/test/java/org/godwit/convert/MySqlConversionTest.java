package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts of MySQL become the PostgreSQL of the golden files, and nothing of them is lost. */
final class MySqlConversionTest {
  static List<Path> scripts() throws IOException {
    return MySqlScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsBecomePostgres(Path file) throws IOException {
    Golden.assertMatches(
        MySqlScripts.beside(file, ".target.sql"), MySqlScripts.converted(file).script());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void whatAPersonMustKnowIsAnActionItem(Path file) throws IOException {
    StringBuilder items = new StringBuilder();
    for (ConvertedObject object : MySqlScripts.converted(file).objects()) {
      items.append(object.id()).append(": ").append(object.proof()).append('\n');
      object.items().forEach(item -> items.append("  ").append(item).append('\n'));
    }
    Golden.assertMatches(MySqlScripts.beside(file, ".items"), items.toString());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachStatementBelongsToExactlyOneObject(Path file) throws IOException {
    ScriptReader reader =
        Engines.standard()
            .named("mysql")
            .scriptReader()
            .orElseThrow()
            .apply(Files.readString(file));
    int statements = 0;
    for (Optional<Statement> next = reader.next(); next.isPresent(); next = reader.next()) {
      statements++;
    }
    List<ConvertedObject> objects = MySqlScripts.converted(file).objects();
    assertThat(objects.stream().mapToInt(it -> it.source().pieces().size()).sum())
        .isEqualTo(statements);
    assertThat(objects.stream().map(ConvertedObject::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void nothingIsDroppedInSilence(Path file) throws IOException {
    for (ConvertedObject object : MySqlScripts.converted(file).objects()) {
      if (object.statements().isEmpty()) {
        assertThat(object.items()).as(object.id().toString()).isNotEmpty();
      }
    }
  }

  @Test
  void whatCantBeReadIsNamedAndTheNextStatementGoesOn() {
    Conversion conversion =
        MySqlScripts.converted(
            Source.MYSQL,
            Map.of(
                "a.sql",
                """
                create table a (id int);
                create tabel b (id int);
                this is no sql;
                create table c (id int, );
                create view d as select * from ;
                create table e (id int);
                create table f (id int, name varchar(10) default 'x
                """));
    assertThat(conversion.objects())
        .filteredOn(it -> it.id().kind() == ObjectKind.TABLE)
        .extracting(it -> it.id().name())
        .containsExactly("a", "e");
    assertThat(conversion.objects())
        .filteredOn(it -> it.id().kind() == ObjectKind.UNKNOWN)
        .hasSize(4)
        .allMatch(it -> it.proof() == Proof.NOT_CONVERTED);
  }

  @Test
  void columnsAreFoundInAnyCaseAndSpelledAsTheyWereMade() {
    Conversion conversion =
        MySqlScripts.converted(
            Source.MYSQL,
            Map.of(
                "a.sql",
                """
                create table A (Id int, Name varchar(10));
                create table b (id int, NAME varchar(10));
                create table c (b_id int, Id int, primary key (ID), foreign key (B_ID) references B (ID));
                create view v as select a.ID, a.name n, b.Name from A a join b on a.id = b.ID;
                """));
    assertThat(conversion.script())
        .contains("PRIMARY KEY (\"Id\")", "(b_id) REFERENCES b (id)")
        .contains("a.\"Id\"", "a.\"Name\" AS n", "b.\"NAME\"", "ON a.\"Id\" = b.id");
  }
}
