package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.godwit.engine.Engines;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.godwit.testing.DictionaryFixture;
import org.junit.jupiter.api.Test;

/** A schema that was read by its dictionary becomes what its scripts become. */
final class ExtractedSchemaIT {
  /** Objects that the dictionary names, and what accounts for them where nothing is made. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("JOB NIGHTLY", "job SHOP.NIGHTLY: objects of this kind aren't read"),
          Map.entry("PACKAGE HIDDEN", "package SHOP.HIDDEN: its definition may not be seen"));

  private static final Set<String> OF_OTHERS =
      Set.of(
          "INDEX CUSTOMERS_PK",
          "INDEX CUSTOMERS_UK",
          "INDEX Mixed PK",
          "SEQUENCE ISEQ$$_73421",
          "TABLE ORDER_TOTALS",
          "TABLE SYS_IOT_OVER_73500",
          "TYPE SYS_PLSQL_73600_9_1");

  private static Conversion extracted() {
    return OracleScripts.converted(
        Engines.standard()
            .named("oracle")
            .schemaScripts()
            .orElseThrow()
            .ofExtraction("shop.txt", DictionaryFixture.spooled())
            .orElseThrow());
  }

  private static Map<String, String> statements(Conversion conversion) {
    Map<String, String> all = new TreeMap<>();
    for (ConvertedObject object : conversion.objects()) {
      if (object.id().kind() != ObjectKind.SCRIPT) {
        all.put(
            object.id().toString(),
            object.statements().stream()
                .map(it -> it.stage() + "\n" + it.sql())
                .sorted()
                .collect(Collectors.joining()));
      }
    }
    return all;
  }

  @Test
  void theDictionaryAndTheScriptsGiveTheSame() {
    Conversion written = OracleScripts.converted(Map.of("shop.sql", DictionaryFixture.written()));
    assertThat(statements(extracted())).isEqualTo(statements(written));
    assertThat(codes(extracted())).isEqualTo(codes(written));
  }

  /** Action items but for those of what the files consist of. */
  private static Map<String, Set<String>> codes(Conversion conversion) {
    Map<String, Set<String>> all = new TreeMap<>();
    for (ConvertedObject object : conversion.objects()) {
      if (object.id().kind() != ObjectKind.SCRIPT) {
        all.put(
            object.id().toString(),
            object.items().stream()
                .map(it -> it.code() + " " + it.message())
                .collect(Collectors.toSet()));
      }
    }
    return all;
  }

  @Test
  void everyObjectOfTheDictionaryIsAccountedFor() {
    Conversion conversion = extracted();
    Set<String> made =
        conversion.objects().stream()
            .map(it -> (it.id().kind().words() + " " + it.id().name()).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    String items =
        conversion.objects().stream()
            .flatMap(it -> it.items().stream())
            .filter(it -> it.code() == ActionCode.NOT_EXTRACTED)
            .map(ActionItem::message)
            .collect(Collectors.joining("\n"));
    for (var row : DictionaryFixture.shop().rows("OBJECTS", 0)) {
      String object = row.get(1) + " " + row.get(2);
      if (OTHERWISE.containsKey(object)) {
        assertThat(items).contains(OTHERWISE.get(object));
      } else if (!OF_OTHERS.contains(object)) {
        assertThat(made).contains(object.toLowerCase(Locale.ROOT));
      }
    }
    assertThat(items.lines()).hasSize(OTHERWISE.size());
  }

  @Test
  void postgresqlTakesAllOfIt() throws SQLException {
    Conversion conversion = extracted();
    try (ScratchServer server = ScratchServer.start(conversion.roles());
        Connection connection = server.connect()) {
      Conversion tried = Trial.of(conversion, connection, server.uncheckedBecause().isEmpty());
      assertThat(
              tried.objects().stream()
                  .filter(it -> it.load() == Load.REFUSED)
                  .map(it -> it.id() + ": " + it.items()))
          .isEmpty();
      assertThat(tried.objects().stream().filter(it -> it.load() == Load.LOADED))
          .hasSizeGreaterThan(15);
    }
  }
}
