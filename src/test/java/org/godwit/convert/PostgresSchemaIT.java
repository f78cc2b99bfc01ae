package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godwit.engine.Engines;
import org.godwit.engine.SchemaScripts;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.godwit.sql.Kept;
import org.godwit.sql.ScriptReader;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PostgreSQL takes what conversion keeps of its own schemas, and a server gives what its dump does.
 */
final class PostgresSchemaIT {
  /** One schema with one of everything, as pg_dump 15 wrote it. */
  private static final Path SHOP = PostgresScripts.FOLDER.resolve("shop.sql");

  static List<Path> scripts() throws IOException {
    return PostgresScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aServerTakesAllButWhatOnlySuperusersMayMake(Path file) throws IOException, SQLException {
    List<String> refused =
        tried(PostgresScripts.converted(file)).objects().stream()
            .filter(object -> object.load() == Load.REFUSED)
            .flatMap(object -> object.items().stream())
            .filter(item -> item.code() == ActionCode.REFUSED)
            .map(ActionItem::message)
            .toList();
    boolean isShop = file.equals(SHOP);
    assertThat(refused)
        .map(it -> it.replace("PostgreSQL refuses what was written: ", ""))
        .containsExactlyElementsOf(
            isShop
                ? List.of(
                    "permission denied to create extension \"postgres_fdw\". Must be superuser to create this extension.",
                    "relation \"shop.far\" does not exist")
                : file.endsWith("scripts.sql")
                    ? List.of("relation \"nowhere\" does not exist")
                    : List.of());
  }

  @Test
  void codeIsLookedIntoWithThePathThatItRunsWith() throws IOException, SQLException {
    Map<String, String> checks = new TreeMap<>();
    try (ScratchServer server = ScratchServer.start()) {
      String why = server.uncheckedBecause().orElse("");
      assumeTrue(why.isEmpty(), why);
    }
    for (ConvertedObject object : tried(PostgresScripts.converted(SHOP)).objects()) {
      if (object.id().kind() == ObjectKind.FUNCTION) {
        checks.put(object.id().name(), object.load() + " " + object.check());
      }
    }
    assertThat(checks).containsEntry("broken()", "LOADED FAULTY");
    assertThat(checks).containsEntry("cheapest()", "LOADED CLEAN");
    checks.remove("broken()");
    assertThat(checks.values()).containsOnly("LOADED CLEAN");
  }

  private static Conversion tried(Conversion conversion) throws SQLException {
    try (ScratchServer server = ScratchServer.start(conversion.roles());
        Connection connection = server.connect()) {
      return Trial.of(conversion, connection, server.uncheckedBecause().isEmpty());
    }
  }

  @Test
  void aServersSchemaIsWhatItsDumpMakes() throws IOException, SQLException {
    Conversion ofServer =
        PostgresScripts.converted(Map.of("shop.sql", read(loaded(Files.readString(SHOP)), "")));
    Conversion ofDump = PostgresScripts.converted(SHOP);
    assertThat(made(ofServer)).isEqualTo(made(ofDump));
  }

  /** Objects with how they were proved. */
  private static Map<String, String> made(Conversion conversion) {
    Map<String, String> made = new TreeMap<>();
    conversion.objects().stream()
        .filter(it -> it.id().kind() != ObjectKind.SCRIPT)
        .forEach(
            it ->
                made.put(
                    it.id().toString(),
                    it.proof()
                        + it.items().stream()
                            .map(item -> " " + item.code().number())
                            .toList()
                            .toString()));
    return made;
  }

  @Test
  void aCopysCatalogIsTheOriginals() throws IOException, SQLException {
    String original = read(loaded(Files.readString(SHOP)), "");
    Conversion conversion = PostgresScripts.converted(Map.of("shop.sql", original));
    TestDatabase target = Servers.postgres().newDatabase();
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      makeRoles(statement, conversion);
      List<String> refused =
          Trial.of(conversion, connection, false).objects().stream()
              .filter(object -> object.load() == Load.REFUSED)
              .map(object -> object.id().toString())
              .toList();
      assertThat(refused).containsExactly("view shop.from_far");
    }
    assertThat(kept(read(target, ""))).isEqualTo(kept(original));
  }

  /** A schema alone, and a name that has a comma. */
  @Test
  void onlyTheSchemasThatAreNamedAreRead() throws IOException, SQLException {
    TestDatabase source = loaded(Files.readString(SHOP));
    source.execute("CREATE SCHEMA \"a, b\"", "CREATE TABLE \"a, b\".inside (id integer)");
    assertThat(read(source, "\"a, b\", \"Mixed Case\""))
        .contains("CREATE TABLE \"a, b\".inside", "CREATE TABLE \"Mixed Case\".\"Table;")
        .doesNotContain("shop.customer", "EVENT TRIGGER");
  }

  private static TestDatabase loaded(String dump) throws SQLException {
    TestDatabase source = Servers.postgres().newDatabase();
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      makeRoles(statement, PostgresScripts.converted(Map.of("dump.sql", dump)));
      makeRole(statement, "shop_owner");
      for (String line : statements(dump)) {
        statement.execute(line);
      }
    }
    return source;
  }

  private static void makeRoles(Statement statement, Conversion conversion) throws SQLException {
    for (String role : conversion.roles()) {
      makeRole(statement, role);
    }
  }

  private static void makeRole(Statement statement, String role) throws SQLException {
    statement.execute(
        "DO $$ BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            .formatted(role));
  }

  /** Statements without those of psql. */
  private static List<String> statements(String script) {
    List<String> all = new ArrayList<>();
    ScriptReader reader =
        Engines.standard().named("postgres").scriptReader().orElseThrow().apply(script);
    for (Optional<org.godwit.sql.Statement> next = reader.next();
        next.isPresent();
        next = reader.next()) {
      if (!(next.get() instanceof org.godwit.sql.Statement.Command)) {
        all.add(script.substring(next.get().place().start(), next.get().place().end()));
      }
    }
    return all;
  }

  /** What a copy gets: nothing of other servers, of replication, and of superusers. */
  private static List<String> kept(String script) {
    List<String> all = new ArrayList<>();
    ScriptReader reader =
        Engines.standard().named("postgres").scriptReader().orElseThrow().apply(script);
    for (Optional<org.godwit.sql.Statement> next = reader.next();
        next.isPresent();
        next = reader.next()) {
      String text = script.substring(next.get().place().start(), next.get().place().end());
      boolean isLeftOut =
          text.contains("shop.far")
              || text.contains("from_far")
              || (next.get() instanceof Kept it
                  && List.of("SERVER", "USER MAPPING", "PUBLICATION", "EVENT TRIGGER")
                      .contains(it.kind()));
      if (!isLeftOut) {
        all.add(text);
      }
    }
    return all.stream().sorted().toList();
  }

  private static String read(TestDatabase database, String schemas) throws SQLException {
    SchemaScripts scripts = Engines.standard().named("postgres").schemaScripts().orElseThrow();
    try (Connection connection = database.connect()) {
      return scripts.read(connection, schemas, Long.MAX_VALUE).values().iterator().next();
    }
  }
}
