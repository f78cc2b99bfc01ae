package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.godwit.scratch.ScratchServer;
import org.godwit.sql.Ddl;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.ScriptSet;
import org.junit.jupiter.api.Test;

/**
 * Measures Godwit beside ora2pg on the same scripts and the same server: {@code
 * bench/convert-beside-ora2pg}. Not among the tests: what it finds is a figure.
 */
public final class BesideOra2pg {
  private static final Path WORK = Path.of(System.getProperty("godwit.work", "target/beside"));
  private static final Path CORPORA = Path.of(System.getProperty("godwit.corpora", "."));
  private static final Path ORA2PG = Path.of(System.getProperty("godwit.ora2pg", "."));
  private static final String GODWIT = System.getProperty("godwit.program", "./godwit");

  /** Of one export of ora2pg; what it wrote until then counts. */
  private static final long SECONDS_MAX = Long.getLong("godwit.seconds", 600);

  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?i).*\\.(sql|ddl|pls|plsql|pk[sbg]|pck|plb|prc|fnc|trg|vw|tp[sb]|typ|seq|syn|tab|idx|con|grt)");

  /** What ora2pg makes of a file, in an order in which it can be run. */
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

  private static final List<Corpus> ALL =
      List.of(
          new Corpus(
              "HR, CO, SH, OE, PM",
              "db-sample-schemas",
              List.of(
                  "human_resources/hr_install.sql",
                  "customer_orders/co_install.sql",
                  "sales_history/sh_install.sql",
                  "order_entry/oe_main.sql oe users temp hr sys /data /log v3 db",
                  "product_media/pm_main.sql pm users temp oe sys /data /log /work db")),
          new Corpus("AWS sample database", "aws-database-migration-samples/oracle", List.of()),
          new Corpus(
              "Chinook",
              "chinook-database/ChinookDatabase/DataSources/Chinook_Oracle.sql",
              List.of()),
          new Corpus("Sakila", "sakila/oracle-sakila-db", List.of()),
          new Corpus("Logger", "Logger", List.of()),
          new Corpus("alexandria-plsql-utils", "alexandria-plsql-utils", List.of()),
          new Corpus("utPLSQL", "utPLSQL", List.of()));

  private final Map<String, Count> kinds = new LinkedHashMap<>();
  private final List<String> times = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private int ended;

  private record Corpus(String name, String path, List<String> starts) {
    Path at() {
      return CORPORA.resolve(path);
    }
  }

  /** Of one kind, for both tools. */
  private static final class Count {
    private int all;
    private int nothing;
    private final Map<ServerObjects.Result, Integer> godwit =
        new EnumMap<>(ServerObjects.Result.class);
    private final Map<ServerObjects.Result, Integer> ora2pg =
        new EnumMap<>(ServerObjects.Result.class);
  }

  @Test
  void countsWhatTheServerHasOfBoth() throws Exception {
    WantedObjects.KINDS.forEach(kind -> kinds.put(kind, new Count()));
    for (Corpus corpus : ALL) {
      if (Files.exists(corpus.at())) {
        measure(corpus);
      }
    }
    assertThat(times).as("corpora below " + CORPORA).isNotEmpty();
    Files.write(WORK.resolve("missing.txt"), missing);
    Files.writeString(WORK.resolve("report.md"), report());
  }

  private void measure(Corpus corpus) throws Exception {
    Path work = WORK.resolve(corpus.name().replaceAll("\\W+", "_"));
    Engines engines = Engines.standard();
    List<ScriptPart> parts =
        engines.named("oracle").scriptClient().orElseThrow().run(scripts(corpus));
    Conversion conversion =
        Conversion.of(
            parts,
            engines.named("oracle").scriptReader().orElseThrow(),
            engines.named("postgres").statementRenderer().orElseThrow());
    Files.createDirectories(work);
    Path own = work.resolve("godwit");
    double godwitSeconds = godwit(corpus, own);
    Path theirs = work.resolve("ora2pg");
    double ora2pgSeconds = ora2pg(parts, theirs);
    times.add(
        "| %s | %.1f | %.1f | %.1f × |"
            .formatted(corpus.name(), godwitSeconds, ora2pgSeconds, ora2pgSeconds / godwitSeconds));
    try (ScratchServer server = ScratchServer.start(WantedObjects.roles(conversion));
        Connection connection = server.connect()) {
      assertThat(server.uncheckedBecause()).isEmpty();
      List<WantedObjects.Wanted> wanted = WantedObjects.of(conversion);
      run(connection, installed(own), Set.of(), 1);
      count(corpus, wanted, ServerObjects.of(connection), conversion, true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("RESET ALL");
        statement.execute("DROP OWNED BY CURRENT_USER CASCADE");
      }
      // What stands in front of a name is a schema that somebody has made.
      run(connection, exported(theirs), WantedObjects.schemas(conversion), 3);
      count(corpus, wanted, ServerObjects.of(connection), conversion, false);
    }
  }

  private static ScriptSet scripts(Corpus corpus) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(corpus.at())) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (SCRIPT.matcher(file.toString()).matches()) {
          texts.put(file.toString(), text(file));
        }
      }
    }
    List<List<String>> starts = new ArrayList<>();
    for (String start : corpus.starts()) {
      List<String> words = new ArrayList<>(List.of(start.split(" ")));
      words.set(0, corpus.at().resolve(words.getFirst()).toString());
      starts.add(words);
    }
    return new ScriptSet(texts, BesideOra2pg::other, starts, Map.of());
  }

  private static Optional<String> other(String name) {
    Path file = Path.of(name);
    try {
      return Files.isRegularFile(file) ? Optional.of(text(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Old scripts aren't UTF-8; names and keywords are ASCII. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /**
   * What ora2pg is given for an export: of the scripts as SQL*Plus sends them the statements that
   * the export is about, and those that Godwit can't read, so that it has nothing to read in vain.
   */
  private static String input(String export, List<ScriptPart> parts) {
    StringBuilder text = new StringBuilder();
    Set<String> seen = new HashSet<>();
    for (ScriptPart part : parts) {
      if (!seen.add(part.file() + part.firstLine() + part.text())) {
        continue;
      }
      ScriptReader reader =
          Engines.standard().named("oracle").scriptReader().orElseThrow().apply(part.text());
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        if (isOf(export, next.get())) {
          int end = Math.min(next.get().place().end(), part.text().length());
          String own = part.text().substring(next.get().place().start(), end).strip();
          boolean isUnit = UNITS.contains(export);
          text.append(own).append(own.endsWith(";") ? "" : ";").append(isUnit ? "\n/\n\n" : "\n\n");
        }
      }
    }
    return text.toString();
  }

  private static boolean isOf(String export, org.godwit.sql.Statement statement) {
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
      case org.godwit.sql.Statement.Unknown(var text, _, _, _) ->
          text.strip().regionMatches(true, 0, "CREATE", 0, 6);
      default -> false;
    };
  }

  private static double godwit(Corpus corpus, Path out) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                GODWIT,
                "convert",
                "--source",
                "oracle",
                "--target",
                "postgresql",
                "--no-proof",
                "--encoding",
                "ISO-8859-1",
                "--out",
                out.toString()));
    corpus.starts().forEach(start -> command.addAll(List.of("--start", start)));
    command.add(corpus.at().toString());
    return timed(command, Path.of(""), WORK.resolve("godwit.log"));
  }

  private double ora2pg(List<ScriptPart> parts, Path out) throws Exception {
    Files.createDirectories(out);
    Path settings =
        Files.writeString(
            out.resolve("ora2pg.conf"),
            "PG_VERSION 17\nSTOP_ON_ERROR 0\nPLSQL_PGSQL 1\nEXPORT_INVALID 1\nFILE_PER_FUNCTION 1\n");
    double seconds = 0;
    for (String export : EXPORTS) {
      Path folder = Files.createDirectories(out.resolve(export));
      String text = input(export, parts);
      Path input = Files.writeString(out.resolve(export + ".txt"), text);
      if (text.isEmpty()) {
        continue;
      }
      List<String> command =
          List.of(
              "perl",
              "-I" + ORA2PG.resolve("lib"),
              ORA2PG.resolve("scripts/ora2pg").toString(),
              "-c",
              settings.toString(),
              "-t",
              export,
              "-i",
              input.toString(),
              "-b",
              folder.toString(),
              "-o",
              export + ".sql");
      double taken = timed(command, out, out.resolve(export + ".log"));
      seconds += taken;
      if (taken >= SECONDS_MAX) {
        ended++;
      }
    }
    return seconds;
  }

  /** Wall time; a tool that ends with an error, or doesn't end, has what it wrote until then. */
  private static double timed(List<String> command, Path folder, Path log) throws Exception {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Godwit's files as its install.sql runs them. */
  private static List<Path> installed(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("install.sql"))) {
      if (line.startsWith("\\ir '")) {
        files.add(folder.resolve(line.substring(5, line.length() - 1)));
      } else if (line.startsWith("CREATE SCHEMA")) {
        files.add(Files.writeString(folder.resolve("schema" + files.size() + ".sql"), line + "\n"));
      }
    }
    return files;
  }

  private static List<Path> exported(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String export : EXPORTS) {
      try (Stream<Path> found = Files.walk(folder)) {
        found
            .filter(it -> it.toString().contains("/" + export + "/"))
            .filter(it -> it.toString().endsWith(".sql") && Files.isRegularFile(it))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  /** Runs statement by statement; what is refused doesn't keep the others back. */
  private static void run(Connection connection, List<Path> files, Set<String> schemas, int rounds)
      throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String schema : schemas) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (int round = 0; round < rounds; round++) {
        for (Path file : files) {
          statement.execute("RESET ALL");
          for (String sql : SqlFile.statements(text(file))) {
            run(statement, sql);
          }
        }
      }
      statement.execute("RESET ALL");
    }
  }

  private static void run(Statement statement, String sql) throws SQLException {
    String words = sql.strip().toLowerCase(Locale.ROOT);
    // Bodies are checked of both, and each statement stands for itself.
    if (words.matches("(?s)set\\s+check_function_bodies.*|(begin|commit|rollback)\\b\\s*;?")) {
      return;
    }
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      if (statement.getConnection().isClosed()) {
        throw e;
      }
      // Refused: the object isn't there, which is what is counted.
    }
  }

  private void count(
      Corpus corpus,
      List<WantedObjects.Wanted> wanted,
      ServerObjects server,
      Conversion conversion,
      boolean isGodwit) {
    Set<ObjectId> nothing =
        conversion.objects().stream()
            .filter(it -> it.proof() != Proof.NOT_CONVERTED && it.statements().isEmpty())
            .filter(
                it ->
                    it.items().stream()
                        .noneMatch(i -> i.code().severity().compareTo(Severity.HIGH) >= 0))
            .map(ConvertedObject::id)
            .collect(Collectors.toSet());
    for (WantedObjects.Wanted it : wanted) {
      Count count = kinds.get(it.kind());
      ServerObjects.Result result = it.isRead() ? server.result(it) : ServerObjects.Result.MISSING;
      boolean isNothing =
          isGodwit
              && result == ServerObjects.Result.MISSING
              && nothing.contains(it.object())
              && Set.of("types", "synonyms").contains(it.kind());
      if (isGodwit) {
        count.all++;
        count.nothing += isNothing ? 1 : 0;
      }
      Map<ServerObjects.Result, Integer> results = isGodwit ? count.godwit : count.ora2pg;
      results.merge(isNothing ? ServerObjects.Result.CLEAN : result, 1, Integer::sum);
      if (isGodwit && !isNothing && result != ServerObjects.Result.CLEAN) {
        missing.add(
            "%s: %s %s %s %s %s"
                .formatted(corpus.name(), result, it.kind(), it.of(), it.name(), it.parts()));
      }
    }
  }

  private static int of(
      Map<ServerObjects.Result, Integer> results, ServerObjects.Result... wanted) {
    int sum = 0;
    for (ServerObjects.Result one : wanted) {
      sum += results.getOrDefault(one, 0);
    }
    return sum;
  }

  private String report() {
    StringBuilder text =
        new StringBuilder(
            "| kind | all | Godwit: loaded | clean | of these with gaps | nothing to make | ora2pg: loaded | clean |\n|---|---|---|---|---|---|---|---|\n");
    kinds.forEach(
        (kind, it) -> {
          ServerObjects.Result clean = ServerObjects.Result.CLEAN;
          ServerObjects.Result gap = ServerObjects.Result.WITH_GAP;
          ServerObjects.Result loaded = ServerObjects.Result.LOADED;
          text.append(
              "| %s | %,d | %s | %s | %s | %s | %s | %s |%n"
                  .formatted(
                      kind,
                      it.all,
                      share(of(it.godwit, clean, gap, loaded), it.all),
                      share(of(it.godwit, clean, gap), it.all),
                      it.godwit.getOrDefault(gap, 0) == 0 ? "" : "" + it.godwit.get(gap),
                      it.nothing == 0 ? "" : "" + it.nothing,
                      share(of(it.ora2pg, clean, gap, loaded), it.all),
                      share(of(it.ora2pg, clean, gap), it.all)));
        });
    text.append("\n| corpus | Godwit s | ora2pg s | Godwit is faster |\n|---|---|---|---|\n");
    times.forEach(line -> text.append(line).append('\n'));
    text.append(
        "%nOf ora2pg's exports %d were ended after %d seconds.%n".formatted(ended, SECONDS_MAX));
    return text.toString();
  }

  private static String share(int part, int all) {
    return all == 0 ? "" : "%,d (%d %%)".formatted(part, Math.floorDiv(100 * part, all));
  }
}
