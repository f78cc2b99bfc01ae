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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.godwit.scratch.ScratchServer;
import org.godwit.sql.ScriptPart;
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

  /** How often something is run to time it, as long as that takes less than so many seconds. */
  private static final int RUNS = 5;

  private static final double LONG = 20;

  /** How often what ora2pg wrote is run. */
  private static final int ROUNDS = 3;

  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?i).*\\.(sql|ddl|pls|plsql|pk[sbg]|pck|plb|prc|fnc|trg|vw|tp[sb]|typ|seq|syn|tab|idx|con|grt)");

  private static final List<Corpus> ALL =
      List.of(
          // Apart, for several have a table of the same name and ora2pg writes no schemas of files.
          new Corpus(
              "HR, OE, PM",
              "db-sample-schemas",
              List.of(
                  "human_resources/hr_install.sql",
                  "order_entry/oe_main.sql oe users temp hr sys /data /log v3 db",
                  "product_media/pm_main.sql pm users temp oe sys /data /log /work db")),
          new Corpus("CO", "db-sample-schemas", List.of("customer_orders/co_install.sql")),
          new Corpus("SH", "db-sample-schemas", List.of("sales_history/sh_install.sql")),
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
  private final List<Times> times = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private int ofServer;

  private record Corpus(String name, String path, List<String> starts) {
    Path at() {
      return CORPORA.resolve(path);
    }
  }

  /**
   * Seconds of a corpus.
   *
   * @param godwit of a process that converts the statements that ora2pg was given
   * @param inProcess of the same in a JVM that has done it before
   * @param whole of a process that converts the scripts as they are, with rows
   * @param proved of one that also tries what it wrote
   * @param godwitLoad of the target, for what Godwit wrote
   */
  private record Times(
      String corpus,
      long lines,
      double godwit,
      double ora2pg,
      double inProcess,
      double whole,
      double proved,
      double godwitLoad,
      double ora2pgLoad) {}

  /** Whose files are run, and whether as they want it. */
  private enum Way {
    GODWIT,
    ORA2PG,
    /** With {@code check_function_bodies = off}. */
    ORA2PG_UNCHECKED
  }

  /** Of one kind, for both tools. */
  private static final class Count {
    private int all;
    private int nothing;
    private final Map<ServerObjects.Result, Integer> godwit =
        new EnumMap<>(ServerObjects.Result.class);
    private final Map<ServerObjects.Result, Integer> ora2pg =
        new EnumMap<>(ServerObjects.Result.class);
    private final Map<ServerObjects.Result, Integer> unchecked =
        new EnumMap<>(ServerObjects.Result.class);
  }

  @Test
  void countsWhatTheServerHasOfBoth() throws Exception {
    WantedObjects.KINDS.forEach(kind -> kinds.put(kind, new Count()));
    Ora2pg ora2pg = new Ora2pg(ORA2PG, WORK, SECONDS_MAX);
    for (Corpus corpus : ALL) {
      if (Files.exists(corpus.at())) {
        measure(corpus, ora2pg);
      }
    }
    assertThat(times).as("corpora below " + CORPORA).isNotEmpty();
    Files.write(WORK.resolve("missing.txt"), missing);
    Files.writeString(WORK.resolve("report.md"), report(ora2pg));
  }

  private void measure(Corpus corpus, Ora2pg ora2pg) throws Exception {
    Path work = WORK.resolve(corpus.name().replaceAll("\\W+", "_"));
    Path own = work.resolve("godwit");
    Path theirs = work.resolve("ora2pg");
    List<ScriptPart> parts =
        Engines.standard().named("oracle").scriptClient().orElseThrow().run(scripts(corpus));
    Conversion conversion = converted(parts);
    Ora2pg.writeInput(parts, theirs);
    Path same = joined(theirs, work.resolve("same.sql"));

    final double godwit = best(() -> godwit(same, List.of(), "--no-proof", work.resolve("same")));
    final double other = best(() -> ora2pg.run(theirs));
    final double inProcess = inProcess(text(same));
    final double proved = best(() -> godwit(corpus.at(), corpus.starts(), "", own));
    final double whole = best(() -> godwit(corpus.at(), corpus.starts(), "--no-proof", own));

    double godwitLoad = load(corpus, conversion, installed(own), Way.GODWIT);
    double ora2pgLoad = load(corpus, conversion, Ora2pg.written(theirs), Way.ORA2PG);
    load(corpus, conversion, Ora2pg.written(theirs), Way.ORA2PG_UNCHECKED);
    times.add(
        new Times(
            corpus.name(),
            text(same).lines().count(),
            godwit,
            other,
            inProcess,
            whole,
            proved,
            godwitLoad,
            ora2pgLoad));
  }

  private static Conversion converted(List<ScriptPart> parts) {
    Engines engines = Engines.standard();
    return Conversion.of(
        parts,
        engines.named("oracle").scriptReader().orElseThrow(),
        engines.named("postgres").statementRenderer().orElseThrow());
  }

  /** What ora2pg's exports are given, in one file. */
  private static Path joined(Path folder, Path file) throws IOException {
    StringBuilder all = new StringBuilder("SET DEFINE OFF\n");
    try (Stream<Path> inputs = Files.list(folder)) {
      for (Path input : inputs.filter(it -> it.toString().endsWith(".txt")).sorted().toList()) {
        all.append(text(input));
      }
    }
    return Files.writeString(file, all, StandardCharsets.ISO_8859_1);
  }

  private static double inProcess(String text) throws Exception {
    return best(
        () -> {
          long start = System.nanoTime();
          ScriptSet scripts = ScriptSet.of(Map.of("same.sql", text));
          int letters =
              converted(
                      Engines.standard().named("oracle").scriptClient().orElseThrow().run(scripts))
                  .script()
                  .length();
          assertThat(letters).isPositive();
          return (System.nanoTime() - start) / 1e9;
        });
  }

  /** Seconds of something. */
  @FunctionalInterface
  private interface Timed {
    double seconds() throws Exception;
  }

  /**
   * The best of five runs, of fewer where they take long: what else a machine does meanwhile can
   * only add to them.
   */
  private static double best(Timed timed) throws Exception {
    double best = timed.seconds();
    double all = best;
    for (int run = 1; run < RUNS && all < LONG; run++) {
      double next = timed.seconds();
      all += next;
      best = Math.min(best, next);
    }
    return best;
  }

  /** Runs what a tool wrote on a new server, counts what is there, and gives the seconds. */
  private double load(Corpus corpus, Conversion conversion, List<Path> files, Way way)
      throws Exception {
    boolean isGodwit = way == Way.GODWIT;
    try (ScratchServer server = ScratchServer.start(WantedObjects.roles(conversion));
        Connection connection = server.connect()) {
      assertThat(server.uncheckedBecause()).isEmpty();
      // What stands in front of a name is a schema that somebody has made.
      double seconds =
          run(connection, files, isGodwit ? Set.of() : WantedObjects.schemas(conversion), way);
      // What of ora2pg's comes later than what needs it is run again.
      for (int round = 1; !isGodwit && round < ROUNDS; round++) {
        run(connection, files, Set.of(), way);
      }
      count(corpus, WantedObjects.of(conversion), ServerObjects.of(connection), conversion, way);
      return seconds;
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

  private static double godwit(Path scripts, List<String> starts, String option, Path out)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(GODWIT, "convert"));
    command.addAll(List.of("--source", "oracle", "--target", "postgresql"));
    command.addAll(List.of("--encoding", "ISO-8859-1", "--out", out.toString()));
    if (!option.isEmpty()) {
      command.add(option);
    }
    starts.forEach(start -> command.addAll(List.of("--start", start)));
    command.add(scripts.toString());
    return timed(command, WORK.resolve("godwit.log"));
  }

  /** Wall time. */
  private static double timed(List<String> command, Path log) throws Exception {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(() -> String.join(" ", command) + ": see " + log).isZero();
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

  /**
   * Runs statement by statement; what is refused doesn't keep the others back.
   *
   * @return seconds
   */
  private static double run(Connection connection, List<Path> files, Set<String> schemas, Way way)
      throws IOException, SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      for (String schema : schemas) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (Path file : files) {
        statement.execute("RESET ALL");
        statement.execute(
            "SET check_function_bodies = " + (way == Way.ORA2PG_UNCHECKED ? "off" : "on"));
        for (String sql : SqlFile.statements(text(file))) {
          run(statement, sql);
        }
      }
      statement.execute("RESET ALL");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void run(Statement statement, String sql) throws SQLException {
    String words = sql.strip().toLowerCase(Locale.ROOT);
    // Each statement stands for itself, and bodies are checked as this bench has it.
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
      Way way) {
    boolean isGodwit = way == Way.GODWIT;
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
      if (it.kind().equals("grants") && it.object().kind() == ObjectKind.SCRIPT) {
        ofServer += isGodwit ? 1 : 0;
        continue;
      }
      Count count = kinds.get(it.kind());
      // The server isn't asked for it: what it has of that name is another object.
      boolean isNothing =
          isGodwit
              && nothing.contains(it.object())
              && Set.of("types", "synonyms", "grants").contains(it.kind());
      ServerObjects.Result result =
          it.isRead() && !isNothing ? server.result(it) : ServerObjects.Result.MISSING;
      if (isGodwit) {
        count.all++;
        count.nothing += isNothing ? 1 : 0;
      }
      Map<ServerObjects.Result, Integer> results =
          switch (way) {
            case GODWIT -> count.godwit;
            case ORA2PG -> count.ora2pg;
            case ORA2PG_UNCHECKED -> count.unchecked;
          };
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

  private String report(Ora2pg ora2pg) {
    StringBuilder text =
        new StringBuilder(
            "| kind | all | Godwit: loaded | clean | of these with gaps | nothing to make | ora2pg: loaded | clean | loaded with bodies unchecked |\n|---|---|---|---|---|---|---|---|---|\n");
    kinds.forEach(
        (kind, it) -> {
          ServerObjects.Result clean = ServerObjects.Result.CLEAN;
          ServerObjects.Result gap = ServerObjects.Result.WITH_GAP;
          ServerObjects.Result loaded = ServerObjects.Result.LOADED;
          text.append(
              "| %s | %,d | %s | %s | %s | %s | %s | %s | %s |%n"
                  .formatted(
                      kind,
                      it.all,
                      share(of(it.godwit, clean, gap, loaded), it.all),
                      share(of(it.godwit, clean, gap), it.all),
                      it.godwit.getOrDefault(gap, 0) == 0 ? "" : "" + it.godwit.get(gap),
                      it.nothing == 0 ? "" : "" + it.nothing,
                      share(of(it.ora2pg, clean, gap, loaded), it.all),
                      share(of(it.ora2pg, clean, gap), it.all),
                      share(of(it.unchecked, clean, gap, loaded), it.all)));
        });
    text.append(
        "%nNot among the grants are %,d on what comes with Oracle, such as DBMS_LOCK and V$LOG.%n"
            .formatted(ofServer));
    text.append(
        "\n| corpus | lines | Godwit s | ora2pg s | Godwit is faster | in a running process, s | the same"
            + " | whole scripts, s | proved, s | loading Godwit's, s | ora2pg's, s |\n"
            + "|---|---|---|---|---|---|---|---|---|---|---|\n");
    times.forEach(it -> text.append(line(it)));
    text.append(line(sum()));
    text.append(
        "%nOf ora2pg's exports %d were ended after %d seconds.%n"
            .formatted(ora2pg.ended(), SECONDS_MAX));
    return text.toString();
  }

  private Times sum() {
    Times sum = new Times("all", 0, 0, 0, 0, 0, 0, 0, 0);
    for (Times it : times) {
      sum =
          new Times(
              "all",
              sum.lines() + it.lines(),
              sum.godwit() + it.godwit(),
              sum.ora2pg() + it.ora2pg(),
              sum.inProcess() + it.inProcess(),
              sum.whole() + it.whole(),
              sum.proved() + it.proved(),
              sum.godwitLoad() + it.godwitLoad(),
              sum.ora2pgLoad() + it.ora2pgLoad());
    }
    return sum;
  }

  private static String line(Times it) {
    return "| %s | %,d | %.2f | %.2f | %.1f × | %.2f | %.0f × | %.2f | %.2f | %.2f | %.2f |%n"
        .formatted(
            it.corpus(),
            it.lines(),
            it.godwit(),
            it.ora2pg(),
            it.ora2pg() / it.godwit(),
            it.inProcess(),
            it.ora2pg() / it.inProcess(),
            it.whole(),
            it.proved(),
            it.godwitLoad(),
            it.ora2pgLoad());
  }

  private static String share(int part, int all) {
    return all == 0 ? "" : "%,d (%d %%)".formatted(part, Math.floorDiv(100 * part, all));
  }
}
