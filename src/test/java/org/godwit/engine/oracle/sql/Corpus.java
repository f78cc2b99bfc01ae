package org.godwit.engine.oracle.sql;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.godwit.sql.Ddl;
import org.godwit.sql.Lines;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Script;
import org.godwit.sql.Statement;

/**
 * Reads all scripts below a folder and tells what was read, how fast, and whether each tree,
 * written and read again, is the same. {@code bench/parse-oracle} runs it.
 */
public final class Corpus {
  private static final Set<String> ENDINGS =
      Set.of(
          ".sql", ".pks", ".pkb", ".pls", ".plsql", ".ddl", ".tps", ".tpb", ".trg", ".prc", ".fnc",
          ".vw", ".pkg", ".typ", ".bdy", ".spc");

  private static final int RUNS = 5;

  private Corpus() {}

  /** What was counted of one kind of statement. */
  private static final class Count {
    int all;
    int whole;
    int same;
  }

  /** The folder, and {@code -v} to print every piece that wasn't read. */
  public static void main(String[] arguments) throws IOException {
    boolean isVerbose = arguments.length > 1 && arguments[1].equals("-v");
    Map<Path, String> sources = sources(Path.of(arguments[0]));
    long lines = sources.values().stream().mapToLong(text -> new Lines(text).count()).sum();
    report(sources, isVerbose, System.out);
    List<Long> times = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      long start = cpuNanos();
      sources.values().forEach(OracleParser::parse);
      times.add(cpuNanos() - start);
    }
    System.out.printf(
        Locale.ROOT,
        "%d files, %d lines; parsing took CPU time %s, lines/s: %s%n",
        sources.size(),
        lines,
        times.stream().map(time -> Duration.ofNanos(time).toMillis() + " ms").toList(),
        times.stream().map(time -> lines * 1_000_000_000L / time).toList());
  }

  /** Of this thread alone: what else the machine does, and the collector, isn't counted. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The text of every script below the folder. */
  static Map<Path, String> sources(Path folder) throws IOException {
    Map<Path, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Corpus::isScript)::iterator) {
        sources.put(file, text(file));
      }
    }
    return sources;
  }

  private static boolean isScript(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && name.lastIndexOf('.') >= 0
        && ENDINGS.contains(name.substring(name.lastIndexOf('.')));
  }

  private static String text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        // Older scripts aren't UTF-8; every sequence of bytes is Latin-1.
        return new String(bytes, StandardCharsets.ISO_8859_1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(Map<Path, String> sources, boolean isVerbose, PrintStream out) {
    Map<String, Count> counts = new TreeMap<>();
    sources.forEach(
        (file, text) -> {
          for (Statement statement : OracleParser.parse(text).statements()) {
            Count count = counts.computeIfAbsent(kind(statement), _ -> new Count());
            List<Statement.Unknown> unknowns = unknowns(statement);
            count.all++;
            count.whole += unknowns.isEmpty() ? 1 : 0;
            boolean isSame = unknowns.isEmpty() && isSame(statement, file, isVerbose, out);
            count.same += isSame ? 1 : 0;
            if (isVerbose) {
              unknowns.forEach(it -> out.println(file + ": " + it.reason()));
            }
          }
        });
    out.printf("%-40s %8s %8s %8s%n", "kind", "all", "whole", "same");
    counts.forEach(
        (kind, count) ->
            out.printf("%-40s %8d %8d %8d%n", kind, count.all, count.whole, count.same));
  }

  /** What the statement makes or does, also where it couldn't be read. */
  private static String kind(Statement statement) {
    return switch (statement) {
      case Statement.Unknown(var text, _, _, _) -> "unknown: " + firstWords(text);
      case Statement.Command _ -> "command";
      case Statement.Other(var words, _, _) -> "other: " + words;
      case Ddl.CreateRoutine(_, var routine, _) -> "Create " + routine.kind();
      default -> statement.getClass().getSimpleName();
    };
  }

  private static String firstWords(String text) {
    String[] words = text.strip().toUpperCase(Locale.ROOT).split("\\s+", 3);
    return words[0] + (words.length > 1 && words[0].equals("CREATE") ? " …" : "");
  }

  /** What wasn't read of the statement. */
  static List<Statement.Unknown> unknowns(Statement statement) {
    List<Statement.Unknown> unknowns = new ArrayList<>();
    Rewriter.walk(
        statement,
        node -> {
          if (node instanceof Statement.Unknown unknown) {
            unknowns.add(unknown);
          }
        });
    return unknowns;
  }

  private static boolean isSame(
      Statement statement, Path file, boolean isVerbose, PrintStream out) {
    String text = OracleRenderer.render(statement);
    Script again = OracleParser.parse(text);
    boolean isSame = again.statements().equals(List.of(statement));
    if (!isSame && isVerbose) {
      out.println(file + " differs:\n" + text);
    }
    return isSame;
  }
}
