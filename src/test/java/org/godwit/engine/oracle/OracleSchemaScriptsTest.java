package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import oracle.jdbc.OracleResultSet;
import org.godwit.engine.EngineException;
import org.godwit.engine.oracle.extract.DictionaryQuery;
import org.godwit.engine.oracle.extract.ExtractionFile;
import org.godwit.engine.oracle.extract.Schemas;
import org.godwit.testing.DictionaryFixture;
import org.godwit.testing.Golden;
import org.godwit.testing.StandInServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Schemas read over a connection, and from the file of SQL*Plus. */
class OracleSchemaScriptsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/oracle/extract");
  private static final DictionaryFixture SHOP = DictionaryFixture.shop();
  private final OracleSchemaScripts scripts = new OracleSchemaScripts();

  /** A server with these rows, which refuses some kinds of views. */
  private static StandInServer server(String schemas, Predicate<String> refuses) {
    return new StandInServer(OracleResultSet.class)
        .answer("", sql -> answer(sql, Schemas.parse(schemas), refuses));
  }

  private static List<Object[]> answer(String sql, Schemas schemas, Predicate<String> refuses)
      throws SQLException {
    for (DictionaryQuery query : DictionaryQuery.values()) {
      List<List<DictionaryQuery.Statement>> parts = query.parts(schemas);
      for (int part = 0; part < parts.size(); part++) {
        for (DictionaryQuery.Statement form : parts.get(part)) {
          if (form.sql().equals(sql)) {
            if (refuses.test(form.views())) {
              throw new SQLException("ORA-00942: table or view does not exist", "42000", 942);
            }
            return SHOP.rows(query.name(), part).stream()
                .map(OracleSchemaScriptsTest::values)
                .toList();
          }
        }
      }
    }
    return List.of();
  }

  /** Oracle has no empty text. */
  private static Object[] values(List<String> row) {
    @Nullable Object[] values = row.toArray();
    for (int at = 0; at < values.length; at++) {
      values[at] = row.get(at).isEmpty() ? null : values[at];
    }
    return StandInServer.row(values);
  }

  @Test
  void theFileOfSqlPlusHasExactlyWhatAConnectionReads() throws IOException {
    Golden.assertMatches(FOLDER.resolve("shop.extraction.txt"), SHOP.spool());
    StandInServer server = server("shop", _ -> false);
    assertThat(OracleSchemaScripts.rows(server.connection(), "shop", 1 << 20))
        .hasToString(ExtractionFile.read("f", SHOP.spool()).orElseThrow().toString());
    Map<String, String> read = scripts.read(server.connection(), "shop", 1 << 20);
    assertThat(read).isEqualTo(scripts.ofExtraction("f", SHOP.spool()).orElseThrow());
    assertThat(read).containsOnlyKeys("SHOP.sql", "server-wide.sql");
    Golden.assertMatches(FOLDER.resolve("shop.read.sql"), String.join("\n", read.values()));
  }

  @Test
  void onlyQueriesInAReadOnlyTransactionAreSent() {
    StandInServer server = server("*", _ -> false);
    scripts.read(server.connection(), "*", 1 << 20);
    assertThat(server.sent().getFirst()).isEqualTo("SET TRANSACTION READ ONLY");
    assertThat(server.sent().subList(1, server.sent().size()))
        .allSatisfy(sql -> assertThat(sql).startsWith("SELECT ").doesNotContain("PASSWORD"));
    assertThat(server.log())
        .startsWith("1: autocommit off")
        .endsWith("1: rollback", "1: autocommit on");
  }

  /** An owner without the DBA_ views reads the same of the own schema. */
  @Test
  void whoMayNotReadTheDbaViewsIsToldWhatThatHides() {
    StandInServer blind = server("shop", "DBA"::equals);
    Map<String, String> read = scripts.read(blind.connection(), "shop", 1 << 20);
    assertThat(read.get("SHOP.sql"))
        .contains("REMARK NOT EXTRACTED: what user READER1 may not see of schema SHOP: without the")
        .contains("GRANT SELECT_CATALOG_ROLE TO \"READER1\"")
        .contains("REMARK NOT EXTRACTED: roles and system privileges of SHOP")
        .contains("REMARK NOT EXTRACTED: package SHOP.HIDDEN: its definition may not be seen by")
        .contains("REMARK NOT EXTRACTED: job SHOP.NIGHTLY: objects of this kind aren't read");
    String whole =
        scripts.read(server("shop", _ -> false).connection(), "shop", 1 << 20).get("SHOP.sql");
    assertThat(read.get("SHOP.sql").lines().filter(it -> !it.startsWith("REMARK")).toList())
        .isEqualTo(whole.lines().filter(it -> !it.startsWith("REMARK")).toList());

    StandInServer mute = server("shop", it -> !it.equals("OWN"));
    assertThatThrownBy(() -> scripts.read(mute.connection(), "shop", 1 << 20))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("There is no schema SHOP");
  }

  @Test
  void aFailureOfTheServerIsASentence() {
    StandInServer lost =
        new StandInServer(OracleResultSet.class)
            .refuse("ALL_ALL_TABLES", new SQLException("ORA-00942: no such view", "42000", 942))
            .refuse("DBA_ALL_TABLES", new SQLException("ORA-03113: end-of-file", "08000", 3113))
            .answer("", sql -> answer(sql, Schemas.parse("shop"), _ -> false));
    assertThatThrownBy(() -> scripts.read(lost.connection(), "shop", 1 << 20))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("reading the data dictionary");
    assertThatThrownBy(() -> scripts.read(server("shop", _ -> false).connection(), "shop", 1 << 10))
        .hasMessageContaining("more than 1 KB of definitions");
  }

  @Test
  void schemasAreNamedAsOracleNamesThem() {
    assertThat(Schemas.parse("hr, \"Mixed, Case\" ,o'neil").condition())
        .isEqualTo("IN ('HR', 'Mixed, Case', 'O''NEIL')");
    assertThat(Schemas.parse(" ").condition()).isEqualTo("= USER");
    assertThat(Schemas.parse("*").condition()).contains("ORACLE_MAINTAINED = 'N'");
    for (String wrong : List.of("hr sh", "hr,*", "\"hr", "a".repeat(200), "\"a\nb\"")) {
      assertThatThrownBy(() -> scripts.check(wrong)).isInstanceOf(EngineException.class);
    }
  }
}
