package org.godwit.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.godwit.sql.Ddl;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;

/** Runs ora2pg as its manual has it: with the configuration that it ships, an export a kind. */
final class Ora2pg {
  /** What it makes of a file, in an order in which it can be run. */
  private static final List<String> EXPORTS =
      List.of(
          "TYPE",
          "SEQUENCE",
          "TABLE",
          "FUNCTION",
          "PROCEDURE",
          "PACKAGE",
          "VIEW",
          "MVIEW",
          "SYNONYM",
          "TRIGGER",
          "GRANT");

  /** Exports of PL/SQL, whose units end with a slash. */
  private static final Set<String> UNITS =
      Set.of("TYPE", "FUNCTION", "PROCEDURE", "PACKAGE", "TRIGGER");

  /** What differs from the configuration that is shipped: the target, and no stop at an error. */
  static final String SETTINGS = "PG_VERSION 17\nSTOP_ON_ERROR 0\n";

  private final Path home;
  private final Path settings;
  private final long secondsMax;
  private int ended;

  /**
   * An ora2pg.
   *
   * @param home its sources, with {@code ora2pg.conf.dist} as its Makefile.PL writes it
   * @param secondsMax of an export; what it wrote until then counts
   */
  Ora2pg(Path home, Path work, long secondsMax) throws IOException {
    this.home = home.toAbsolutePath();
    this.secondsMax = secondsMax;
    Files.createDirectories(work);
    String shipped = Files.readString(home.resolve("ora2pg.conf.dist"));
    this.settings =
        Files.writeString(
            work.resolve("ora2pg.conf").toAbsolutePath(),
            shipped.replaceAll("(?m)^(PG_VERSION|STOP_ON_ERROR|ORACLE_HOME)\\s.*$", "") + SETTINGS);
  }

  /** How many of its exports didn't end by themselves. */
  int ended() {
    return ended;
  }

  /** Writes what each export is given. */
  static void writeInput(List<ScriptPart> parts, Path out) throws IOException {
    Files.createDirectories(out);
    TreeMap<String, StringBuilder> texts = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (ScriptPart part : parts) {
      if (!seen.add(part.file() + part.firstLine() + part.text())) {
        continue;
      }
      ScriptReader reader =
          Engines.standard().named("oracle").scriptReader().orElseThrow().apply(part.text());
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        int end = Math.min(next.get().place().end(), part.text().length());
        String own = part.text().substring(next.get().place().start(), end).strip();
        for (String export : EXPORTS) {
          if (isOf(export, next.get())) {
            texts
                .computeIfAbsent(export, _ -> new StringBuilder())
                .append(own)
                .append(own.endsWith(";") ? "" : ";")
                .append(UNITS.contains(export) ? "\n/\n\n" : "\n\n");
          }
        }
      }
    }
    for (String export : texts.keySet()) {
      Files.writeString(out.resolve(export + ".txt"), texts.get(export));
    }
  }

  /** What can't be read is given to each export: ora2pg may make something of it. */
  private static boolean isOf(String export, Statement statement) {
    return switch (statement) {
      case Ddl.CreateType _, Ddl.CreateTypeBody _ -> export.equals("TYPE");
      case Ddl.CreateSequence _, Ddl.AlterSequence _ -> export.equals("SEQUENCE");
      case Ddl.CreateTable _, Ddl.AlterTable _, Ddl.CreateIndex _, Ddl.CommentOn _ ->
          export.equals("TABLE");
      case Ddl.CreateRoutine it -> export.equals(it.routine().kind());
      case Ddl.CreatePackage _, Ddl.CreatePackageBody _ -> export.equals("PACKAGE");
      case Ddl.CreateView _ -> export.equals("VIEW");
      case Ddl.CreateMaterializedView _ -> export.equals("MVIEW");
      case Ddl.CreateSynonym _ -> export.equals("SYNONYM");
      case Ddl.CreateTrigger _ -> export.equals("TRIGGER");
      case Ddl.Grant _ -> export.equals("GRANT");
      case Statement.Unknown(var text, _, _, _) ->
          text.strip().regionMatches(true, 0, "CREATE", 0, 6);
      default -> false;
    };
  }

  /** Runs all exports that have something to do, one after the other; gives the wall time. */
  double run(Path out) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (String export : EXPORTS) {
      Path input = out.resolve(export + ".txt");
      if (Files.exists(input)) {
        run(export, input, Files.createDirectories(out.resolve(export)));
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void run(String export, Path input, Path folder)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "perl",
            "-I" + home.resolve("lib"),
            home.resolve("scripts/ora2pg").toString(),
            "-c",
            settings.toString(),
            "-t",
            export,
            "-i",
            input.toAbsolutePath().toString(),
            "-b",
            folder.toAbsolutePath().toString(),
            "-o",
            export + ".sql");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(input.resolveSibling(export + ".log").toFile())
            .start();
    if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      ended++;
    }
  }

  /** What it wrote, in an order in which it can be run. */
  static List<Path> written(Path out) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String export : EXPORTS) {
      Path folder = out.resolve(export);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.walk(folder)) {
          found
              .filter(it -> it.toString().endsWith(".sql") && Files.isRegularFile(it))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    return files;
  }
}
