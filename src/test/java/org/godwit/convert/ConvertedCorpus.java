package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;

/**
 * Measures on a folder of somebody's scripts: {@code bench/convert-oracle}. Not among the tests:
 * what it finds is a figure.
 */
public final class ConvertedCorpus {

  /** How many objects of each kind PostgreSQL takes. */
  @Test
  void countsWhatPostgresTakes() throws IOException, SQLException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("godwit.corpus", ".")))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        // Old scripts aren't UTF-8; names and keywords are ASCII.
        sources.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    Conversion conversion = OracleScripts.converted(sources);
    assertThat(conversion.objects()).isNotEmpty();
    Map<ObjectKind, int[]> counts = new EnumMap<>(ObjectKind.class);
    Set<String> refused = new TreeSet<>();
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement statement = connection.createStatement()) {
      for (String schema : conversion.schemas()) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (Stage stage : Stage.values()) {
        for (ConvertedObject object : conversion.inOrder(stage)) {
          object.statements().stream()
              .filter(it -> it.stage() == stage && stage != Stage.GRANT)
              .forEach(it -> run(statement, object, it.sql(), refused));
        }
      }
    }
    for (ConvertedObject object : conversion.objects()) {
      int[] row = counts.computeIfAbsent(object.id().kind(), _ -> new int[4]);
      boolean isRefused = refused.stream().anyMatch(it -> it.startsWith(object.id() + ": "));
      row[0]++;
      row[isRefused ? 3 : object.proof() == Proof.NOT_CONVERTED ? 2 : 1]++;
      if (object.proof() == Proof.NOT_CONVERTED
          && object.id().kind().compareTo(ObjectKind.SYNONYM) <= 0) {
        System.out.println(object.id() + ": " + object.items());
      }
    }
    refused.forEach(System.out::println);
    System.out.println("kind: all, taken, not converted, refused");
    counts.forEach(
        (kind, row) ->
            System.out.printf(
                "%s: %d, %d, %d, %d%n", kind.words(), row[0], row[1], row[2], row[3]));
  }

  private static void run(
      Statement statement, ConvertedObject object, String sql, Set<String> refused) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      refused.add(object.id() + ": " + e.getMessage() + "\n" + sql);
    }
  }
}
