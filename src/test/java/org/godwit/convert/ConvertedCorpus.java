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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.godwit.scratch.Trial;
import org.godwit.sql.Ddl;
import org.godwit.sql.Routine;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;

/**
 * Measures on a folder of somebody's scripts: {@code bench/convert-oracle}. Not among the tests:
 * what it finds is a figure.
 */
public final class ConvertedCorpus {
  private static final Pattern ROUTINE =
      Pattern.compile("(?i)-- Not converted[^\\n]*\\n-- \\| (FUNCTION|PROCEDURE)\\b[\\s\\S]*");

  /** Of one kind of objects. */
  private static final class Counts {
    private final Map<Load, Integer> of = new EnumMap<>(Load.class);
    private int all;
    private int notConverted;
    private int clean;

    private int of(Load load) {
      return of.getOrDefault(load, 0);
    }
  }

  /** How many objects of each kind PostgreSQL takes. */
  @Test
  void countsWhatPostgresTakes() throws IOException, SQLException {
    long start = System.nanoTime();
    Conversion converted = OracleScripts.converted(sources());
    long written = System.nanoTime();
    assertThat(converted.objects()).isNotEmpty();
    try (Connection connection = Servers.postgres().newDatabase().connect()) {
      makeRoles(connection, converted);
      long ready = System.nanoTime();
      Conversion tried = Trial.of(converted, connection);
      long done = System.nanoTime();
      print(tried);
      System.out.printf(
          "converted in %.2f s, tried in %.2f s%n", (written - start) / 1e9, (done - ready) / 1e9);
    }
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("godwit.corpus", ".")))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        // Old scripts aren't UTF-8; names and keywords are ASCII.
        sources.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return sources;
  }

  private static void makeRoles(Connection connection, Conversion conversion) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String role : conversion.roles()) {
        statement.execute("CREATE ROLE \"" + role + '"');
      }
    }
  }

  private static void print(Conversion conversion) {
    Map<ObjectKind, Counts> kinds = new EnumMap<>(ObjectKind.class);
    int routines = 0;
    int leftOut = 0;
    int refused = 0;
    for (ConvertedObject object : conversion.objects()) {
      Counts counts = kinds.computeIfAbsent(object.id().kind(), _ -> new Counts());
      counts.all++;
      if (object.proof() == Proof.NOT_CONVERTED) {
        counts.notConverted++;
      } else {
        counts.of.merge(object.load(), 1, Integer::sum);
      }
      counts.clean += object.proof() == Proof.COMPILED ? 1 : 0;
      if (object.id().kind() == ObjectKind.PACKAGE_BODY) {
        int own = routines(object);
        routines += own;
        leftOut +=
            object.proof() == Proof.NOT_CONVERTED
                ? own
                : (int)
                    object.statements().stream()
                        .filter(it -> ROUTINE.matcher(it.sql()).matches())
                        .count();
        refused += refusals(object).size();
      }
      open(object);
    }
    System.out.println("kind: all, loaded, refused, not converted, nothing to make, without items");
    kinds.forEach(
        (kind, it) ->
            System.out.printf(
                "%s: %d, %d, %d, %d, %d, %d%n",
                kind.words(),
                it.all,
                it.of(Load.LOADED),
                it.of(Load.REFUSED),
                it.notConverted,
                it.of(Load.NOTHING),
                it.clean));
    System.out.printf(
        "routines of packages: %d, %d, %d, %d%n",
        routines, routines - leftOut - refused, refused, leftOut);
  }

  private static int routines(ConvertedObject object) {
    return object.source().pieces().stream()
        .filter(piece -> piece.statement() instanceof Ddl.CreatePackageBody)
        .mapToInt(
            piece ->
                (int)
                    ((Ddl.CreatePackageBody) piece.statement())
                        .declarations().stream()
                            .filter(
                                it -> it instanceof Routine routine && routine.body().isPresent())
                            .count())
        .sum();
  }

  private static List<ActionItem> refusals(ConvertedObject object) {
    return object.items().stream().filter(it -> it.code() == ActionCode.REFUSED).toList();
  }

  private static void open(ConvertedObject object) {
    List<ActionItem> high =
        object.items().stream()
            .filter(it -> it.code().severity().compareTo(Severity.HIGH) >= 0)
            .toList();
    if (!high.isEmpty()) {
      System.out.println(object.id() + ": " + object.proof());
      high.forEach(item -> System.out.println("    " + item));
    }
  }
}
