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

/** Scripts of PostgreSQL become the golden files, in an order in which they run. */
final class PostgresConversionTest {
  static List<Path> scripts() throws IOException {
    return PostgresScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsStayAsTheyAre(Path file) throws IOException {
    Golden.assertMatches(
        PostgresScripts.beside(file, ".target.sql"), PostgresScripts.converted(file).script());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void whatAPersonMustKnowIsAnActionItem(Path file) throws IOException {
    StringBuilder items = new StringBuilder();
    for (ConvertedObject object : PostgresScripts.converted(file).objects()) {
      items.append(object.id()).append(": ").append(object.proof()).append('\n');
      object.items().forEach(item -> items.append("  ").append(item).append('\n'));
    }
    Golden.assertMatches(PostgresScripts.beside(file, ".items"), items.toString());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachStatementBelongsToExactlyOneObject(Path file) throws IOException {
    ScriptReader reader =
        Engines.standard()
            .named("postgres")
            .scriptReader()
            .orElseThrow()
            .apply(Files.readString(file));
    int statements = 0;
    for (Optional<Statement> next = reader.next(); next.isPresent(); next = reader.next()) {
      statements++;
    }
    List<ConvertedObject> objects = PostgresScripts.converted(file).objects();
    assertThat(objects.stream().mapToInt(it -> it.source().pieces().size()).sum())
        .isEqualTo(statements);
    assertThat(objects.stream().map(ConvertedObject::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void nothingIsDroppedInSilence(Path file) throws IOException {
    for (ConvertedObject object : PostgresScripts.converted(file).objects()) {
      if (object.statements().isEmpty()) {
        assertThat(object.items()).as(object.id().toString()).isNotEmpty();
      }
    }
  }

  @Test
  void whatHasNoEndIsNamedAndTheNextStatementGoesOn() {
    Conversion conversion =
        PostgresScripts.converted(
            Map.of(
                "a.sql",
                """
                CREATE TABLE a (id integer);
                CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $x$ SELECT 'no end';
                CREATE TABLE b (id integer, name text DEFAULT 'it is);
                CREATE TABLE c (id integer);
                this is no sql;
                CREATE TABEL d (id integer);
                CREATE TABLE e (id integer) /* open
                """));
    assertThat(conversion.objects())
        .filteredOn(it -> it.id().kind() == ObjectKind.TABLE)
        .extracting(it -> it.id().name())
        .containsExactly("a", "c");
    assertThat(conversion.objects())
        .filteredOn(it -> it.id().kind() == ObjectKind.UNKNOWN)
        .hasSize(5)
        .allMatch(it -> it.proof() == Proof.NOT_CONVERTED);
  }

  @Test
  void rowsOfCopyAreSteppedOverAndKeepTheirLines() {
    Conversion conversion =
        PostgresScripts.converted(
            Map.of(
                "a.sql",
                """
                CREATE TABLE a (id integer, name text);
                COPY a (id, name) FROM stdin;
                1\tCREATE TABLE b (id integer);
                2\tit's \\\\. \\N "
                \\.

                CREATE TABLE c (id integer);
                """));
    assertThat(conversion.objects())
        .filteredOn(it -> it.id().kind() == ObjectKind.TABLE)
        .extracting(it -> it.id().name() + " " + it.source().pieces().getFirst().line())
        .containsExactly("a 1", "c 7");
  }

  @Test
  void whatIsNeededEarlyIsMadeEarly() {
    String script =
        PostgresScripts.converted(
                Map.of(
                    "a.sql",
                    """
                    CREATE VIEW late AS SELECT * FROM seen;
                    CREATE INDEX by_price ON product (priced(price));
                    CREATE VIEW seen AS SELECT * FROM product;
                    CREATE TABLE product (price numeric DEFAULT usual());
                    CREATE FUNCTION priced(numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN factor() * $1; END $$;
                    CREATE FUNCTION factor() RETURNS numeric LANGUAGE sql AS 'SELECT count(*) FROM seen';
                    CREATE FUNCTION usual() RETURNS numeric LANGUAGE sql AS 'SELECT 1';
                    """))
            .script();
    List<String> made =
        script
            .lines()
            .filter(it -> it.startsWith("CREATE"))
            .map(it -> it.replaceFirst("^CREATE (?:OR REPLACE )?[A-Z]+ (\\w+).*", "$1"))
            .toList();
    assertThat(made)
        .containsExactly("usual", "product", "seen", "factor", "priced", "by_price", "late");
  }
}
