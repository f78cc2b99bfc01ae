package org.godwit.convert;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Routine;
import org.junit.jupiter.api.Test;

/**
 * Measures on a folder of somebody's scripts: {@code bench/convert-oracle}. Not among the tests:
 * what it finds is a figure.
 */
public final class ConvertedCorpus {
  private static final String LEFT_OUT = "-- Not converted, see the action items:\n";

  /** Of one kind of objects. */
  private static final class Counts {
    private final Map<Load, Integer> of = new EnumMap<>(Load.class);
    private int all;
    private int notConverted;
    private int clean;
    private int withoutItems;

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
    try (ScratchServer server = ScratchServer.start(converted.roles());
        Connection connection = server.connect()) {
      long ready = System.nanoTime();
      Conversion tried = Trial.of(converted, connection, server.uncheckedBecause().isEmpty());
      long done = System.nanoTime();
      print(tried);
      server.uncheckedBecause().ifPresent(why -> System.out.println("clean isn't known: " + why));
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

  private static void print(Conversion conversion) {
    Map<ObjectKind, Counts> kinds = new EnumMap<>(ObjectKind.class);
    Map<String, Integer> routines = new TreeMap<>();
    for (ConvertedObject object : conversion.objects()) {
      Counts counts = kinds.computeIfAbsent(object.id().kind(), _ -> new Counts());
      counts.all++;
      if (object.proof() == Proof.NOT_CONVERTED) {
        counts.notConverted++;
      } else {
        counts.of.merge(object.load(), 1, Integer::sum);
      }
      counts.clean += object.check() == Check.CLEAN ? 1 : 0;
      counts.withoutItems += object.proof() == Proof.COMPILED ? 1 : 0;
      if (object.id().kind() == ObjectKind.PACKAGE_BODY) {
        routines(object).forEach((how, count) -> routines.merge(how, count, Integer::sum));
      }
      open(object);
    }
    System.out.println(
        "kind: all, loaded, clean, refused, not converted, nothing to make, without items");
    kinds.forEach(
        (kind, it) ->
            System.out.printf(
                "%s: %d, %d, %d, %d, %d, %d, %d%n",
                kind.words(),
                it.all,
                it.of(Load.LOADED),
                it.clean,
                it.of(Load.REFUSED),
                it.notConverted,
                it.of(Load.NOTHING),
                it.withoutItems));
    System.out.println("routines of packages: " + routines);
  }

  /** How many routines of a package's body became what; each that isn't clean is printed. */
  private static Map<String, Integer> routines(ConvertedObject object) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Piece piece : object.source().pieces()) {
      if (piece.statement() instanceof Ddl.CreatePackageBody body) {
        for (Declaration declaration : body.declarations()) {
          if (declaration instanceof Routine routine && routine.body().isPresent()) {
            String how = routine(object, piece, routine);
            counts.merge(how, 1, Integer::sum);
          }
        }
      }
    }
    return counts;
  }

  private static String routine(ConvertedObject object, Piece piece, Routine routine) {
    int first = piece.file().lines().applyAsInt(routine.place().start());
    int last = piece.file().lines().applyAsInt(routine.place().end());
    List<ActionItem> own =
        object.items().stream()
            .filter(it -> it.file().equals(piece.file().name()))
            .filter(it -> first <= it.line() && it.line() <= last)
            .toList();
    String leftOut = LEFT_OUT + "-- | " + piece.textOf(routine).lines().findFirst().orElseThrow();
    String how =
        object.proof() == Proof.NOT_CONVERTED
                || object.statements().stream()
                    .anyMatch(it -> it.sql().startsWith(leftOut) && isAt(it, piece, routine))
            ? "not converted"
            : has(own, ActionCode.REFUSED)
                ? "refused"
                : has(own, ActionCode.FAULT)
                    ? "loaded, not clean"
                    : has(own, ActionCode.GAP) || has(own, ActionCode.GAP_OF_TYPE)
                        ? "loaded, clean but for gaps"
                        : "loaded";
    if (!how.equals("loaded")) {
      System.out.println("ROUTINE " + object.id().name() + "." + routine.name() + ": " + how);
      own.stream()
          .filter(it -> it.code().severity().compareTo(Severity.HIGH) >= 0)
          .forEach(item -> System.out.println("    - " + item));
    }
    return how;
  }

  private static boolean isAt(TargetStatement statement, Piece piece, Routine routine) {
    String source = piece.textOf(routine).lines().map(it -> "-- | " + it).collect(joining("\n"));
    return statement.sql().strip().equals((LEFT_OUT + source).strip());
  }

  private static boolean has(List<ActionItem> items, ActionCode code) {
    return items.stream().anyMatch(it -> it.code() == code);
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
