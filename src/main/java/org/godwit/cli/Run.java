package org.godwit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.json.JsonProblem;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.TableMapping;
import org.godwit.task.MigrationType;
import org.godwit.task.Start;
import org.godwit.task.StopReason;
import org.godwit.task.Task;
import org.godwit.task.TaskOutcome;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.settings.SettingsException;
import org.godwit.task.settings.TaskSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code godwit run}: one task without the console. */
@Command(
    name = "run",
    description = {
      "Runs one migration task without the console.",
      "Passwords may stand in the URLs, or, so that no process list shows them, in"
          + " GODWIT_SOURCE_PASSWORD and GODWIT_TARGET_PASSWORD; whole URLs in GODWIT_SOURCE_URL"
          + " and GODWIT_TARGET_URL."
    },
    footer = {
      "",
      "Ctrl-C and SIGTERM end the run in order; the same command goes on. A second signal ends it"
          + " at once.",
      "",
      "Exit code: 0 all well; 1 the task or a table failed, the target refused a row or a key,"
          + " validation differs, or --strict and a"
          + " value was altered; 2 bad arguments; 130 stopped by Ctrl-C, 143 by SIGTERM."
    },
    mixinStandardHelpOptions = true)
final class Run implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int DUMP_HEAD_BYTES = 256 * 1024;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--source",
      paramLabel = "URL",
      description =
          "mysql://user@host:3306/shop, mariadb://…, postgresql://…, oracle://…, sqlserver://… or"
              + " mongodb://…")
  private @Nullable String source;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "postgresql://user@host:5432/shop, mysql://… or mariadb://…")
  private @Nullable String target;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "full-load",
      description =
          "full-load, cdc (ongoing changes), full-load-and-cdc; each from every source to every"
              + " target")
  private String type = "full-load";

  @Option(
      names = "--mappings",
      paramLabel = "FILE",
      description = "DMS table mappings; without, every table of the source's database")
  private @Nullable Path mappings;

  @Option(names = "--settings", paramLabel = "FILE", description = "DMS task settings")
  private @Nullable Path settings;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description =
          "name in the target's control schema; the same name resumes (default: one made from the"
              + " source's address)")
  private @Nullable String task;

  @Option(names = "--restart", description = "load every table again from the beginning")
  private boolean restart;

  @Option(
      names = "--same-data",
      description =
          "go on although the task was loaded from another server or address so far: both hold the"
              + " same data")
  private boolean sameData;

  @Option(names = "--validate", description = "compare source and target after the load")
  private boolean validate;

  @Option(names = "--strict", description = "fail also when a value was altered by policy")
  private boolean strict;

  @Option(
      names = "--max-rows-per-second",
      paramLabel = "N",
      description = "read no more rows than that each second from the source; 0 for no limit")
  private @Nullable String maxRowsPerSecond;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "read the source with no more connections than that")
  private @Nullable String maxConnections;

  @Option(
      names = "--set-up-source",
      description =
          "consent to changing the source as following it needs: publication, slot, replica"
              + " identity, capture instances; without, they are listed and nothing is done")
  private boolean setUpSource;

  @Option(
      names = "--remove-from-source",
      description = "remove what the source keeps for the task, and end")
  private boolean removeFromSource;

  @Option(
      names = "--start-position",
      paramLabel = "PLACE",
      description =
          "where a cdc task begins: an LSN, binlog.000042:1337, GTIDs, or a time in UTC (MySQL and"
              + " MariaDB); without, where the source began to keep its log for it")
  private @Nullable String startPosition;

  @Option(
      names = "--start-position-from",
      paramLabel = "FILE",
      description = "the same, out of a mysqldump, mydumper's metadata or xtrabackup_binlog_info")
  private @Nullable Path startPositionFrom;

  @Option(
      names = "--stop-position",
      paramLabel = "PLACE",
      description =
          "end when every transaction before this position is applied, or before this time by the"
              + " source's commits; server_time:2026-03-08T12:12:12 by this machine's clock")
  private @Nullable String stopPosition;

  @Option(
      names = "--stop-after-idle",
      paramLabel = "TIME",
      description =
          "end when the source has had no change for so long, as 5s or 2m, and all are applied")
  private @Nullable String stopAfterIdle;

  @Option(names = "--json", paramLabel = "FILE", description = "write all statistics to this file")
  private @Nullable Path json;

  @Option(
      names = "--rejects",
      paramLabel = "DIR",
      defaultValue = "rejects",
      description = "folder for rejected rows (default: rejects)")
  private Path rejects = Path.of("rejects");

  @Override
  public Integer call() {
    try (EndRequest end = new EndRequest()) {
      return run(end);
    }
  }

  private int run(EndRequest end) {
    Engines engines = Engines.standard();
    Task wanted = task(engines);
    Start start = start();
    Optional<JsonFile> result = Optional.ofNullable(json).map(JsonFile::new);
    result.ifPresent(this::check);
    checkRejects();
    Path rejected = rejects.resolve(wanted.name());
    TaskTerminal terminal = TaskTerminal.of(Clock.systemUTC(), command().getOut());
    ChangeWishes wishes = wishes(wanted);
    if (removeFromSource) {
      return remove(terminal, engines, rejected, wanted, end);
    }
    wanted
        .settings()
        .notActedOn(wanted.type())
        .forEach(notice -> command().getOut().println("settings: " + notice.sentence()));
    TaskOutcome outcome = terminal.run(engines, rejected, wanted, start, Set.of(), wishes, end);
    terminal.summary(outcome);
    boolean isWritten =
        result.map(file -> write(file, terminal.report(wanted, outcome))).orElse(true);
    if (outcome.reason() == StopReason.NORMAL) {
      return end.signal().map(EndSignal::exitCode).orElse(FAILED);
    }
    boolean isStrict = strict || wanted.settings().strict();
    boolean well =
        outcome.isComplete()
            && !outcome.hasDifferences()
            && outcome.losses().rejected() == 0
            && !outcome.hasRefusedStatements()
            && !(isStrict && outcome.losses().altered() > 0);
    return well && isWritten ? 0 : FAILED;
  }

  private int remove(
      TaskTerminal terminal, Engines engines, Path rejected, Task wanted, EndRequest end) {
    try {
      terminal.removeFromSource(engines, rejected, wanted, end);
      return 0;
    } catch (EngineException e) {
      command().getErr().println("godwit run: " + e.sentence());
      return FAILED;
    }
  }

  private ChangeWishes wishes(Task wanted) {
    Optional<String> start = startPlace();
    boolean isWish =
        start.isPresent() || stopPosition != null || stopAfterIdle != null || setUpSource;
    if (isWish && !wanted.type().follows()) {
      throw refuse(
          "--start-position, --stop-position, --stop-after-idle and --set-up-source go with --type"
              + " cdc or full-load-and-cdc");
    }
    if (start.isPresent() && wanted.type() != MigrationType.CDC) {
      throw refuse("--start-position goes with --type cdc: a load begins where its snapshot is");
    }
    return new ChangeWishes(
        start,
        Optional.ofNullable(stopPosition),
        Optional.ofNullable(stopAfterIdle).map(this::duration),
        setUpSource);
  }

  /** A dump begins with its position, and may be large. */
  private Optional<String> startPlace() {
    Path file = startPositionFrom;
    if (file == null) {
      return Optional.ofNullable(startPosition);
    }
    if (startPosition != null) {
      throw refuse("give --start-position or --start-position-from, not both");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(DUMP_HEAD_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw refuse("--start-position-from %s can't be read: %s".formatted(file, e));
    }
  }

  private Duration duration(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw refuse("--stop-after-idle %s is no time; write it as 500ms, 5s or 2m".formatted(text));
    }
    long amount = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  private MigrationType type() {
    return MigrationType.of(type)
        .orElseThrow(
            () ->
                refuse(
                    "--type %s is none of full-load, cdc and full-load-and-cdc".formatted(type)));
  }

  private Start start() {
    if (restart && sameData) {
      throw refuse("give --restart or --same-data, not both");
    }
    return restart ? Start.RELOAD_TARGET : sameData ? Start.RESUME_SAME_DATA : Start.RESUME;
  }

  /** The folder is made with the first rejected row, which may come after hours. */
  private void checkRejects() {
    Path existing = rejects.toAbsolutePath().normalize();
    while (Files.notExists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw refuse("--rejects %s can't be used: %s is no folder".formatted(rejects, existing));
    }
    if (!Files.isWritable(existing)) {
      throw refuse("--rejects %s can't be used: %s is not writable".formatted(rejects, existing));
    }
  }

  private void check(JsonFile file) {
    try {
      file.check();
    } catch (IOException e) {
      throw refuse("--json %s can't be written: %s".formatted(file.path(), e.getMessage()));
    }
  }

  private boolean write(JsonFile file, String report) {
    try {
      file.write(report);
      return true;
    } catch (IOException e) {
      command()
          .getErr()
          .printf(
              "godwit run: --json %s could not be written: %s; all but the phases stands in the control schema on the target%n",
              file.path(), e);
      return false;
    }
  }

  private Task task(Engines engines) {
    MigrationType kind = type();
    EndpointConfig from = endpoint("source", source, engines);
    EndpointConfig to = endpoint("target", target, engines);
    return new Task(
        task == null ? nameOf(from) : task,
        kind,
        from,
        to,
        mapping(engines.named(from.engine()), from),
        settings());
  }

  /**
   * A name that another source doesn't share, so that a run from there never takes this one's
   * tables for its own.
   */
  static String nameOf(EndpointConfig source) {
    CRC32 address = new CRC32();
    address.update(source.place().getBytes(StandardCharsets.UTF_8));
    return "run-%08x".formatted(address.getValue());
  }

  private EndpointConfig endpoint(String end, @Nullable String argument, Engines engines) {
    try {
      return NamedEndpoint.of(end, argument, engines);
    } catch (EngineException e) {
      throw refuse(e.sentence());
    }
  }

  private TableMapping mapping(Engine engine, EndpointConfig config) {
    if (mappings != null) {
      try {
        return TableMapping.parse(read("--mappings", mappings));
      } catch (MappingException | JsonProblem e) {
        throw refuse("--mappings " + mappings + ": " + e.getMessage());
      }
    }
    boolean schemaIsDatabase = !engine.descriptor().databaseRequired();
    if (schemaIsDatabase && config.database().isEmpty()) {
      throw refuse("name the source's database in its URL, or give --mappings");
    }
    return TableMapping.ofSchema(schemaIsDatabase ? config.database() : "%");
  }

  private TaskSettings settings() {
    try {
      TaskSettings read =
          settings == null
              ? TaskSettings.forNewTask()
              : TaskSettings.parse(read("--settings", settings));
      return limited(
          validate ? read.with(Map.of("ValidationSettings.EnableValidation", "true")) : read);
    } catch (SettingsException | JsonProblem e) {
      throw refuse("--settings " + settings + ": " + e.getMessage());
    }
  }

  private TaskSettings limited(TaskSettings read) {
    try {
      return read.withLimits(maxRowsPerSecond, maxConnections);
    } catch (SettingsException e) {
      throw refuse("--max-rows-per-second, --max-connections: " + e.getMessage());
    }
  }

  private String read(String option, Path file) {
    String why;
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      why = "there is no such file";
    } catch (CharacterCodingException _) {
      why = "it is not UTF-8 text; save it as UTF-8";
    } catch (AccessDeniedException _) {
      why = "this user may not read it";
    } catch (IOException e) {
      why = Files.isDirectory(file) ? "it is a folder" : e.getMessage();
    }
    throw refuse("%s %s can't be read: %s".formatted(option, file, why));
  }

  private ParameterException refuse(String sentence) {
    return new ParameterException(command(), sentence);
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
