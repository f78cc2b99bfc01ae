package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.ControlSchema;
import org.godwit.task.control.ExceptedChange;
import org.godwit.task.control.ExceptionLedger;
import org.godwit.task.control.RejectedRow;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;
import org.godwit.task.control.TaskClaim;
import org.godwit.task.load.RejectFile;
import org.godwit.task.settings.TaskSettings;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the control schema on a task's target what of a table did not arrive: rejected rows
 * and refused statements. The store mirrors only their numbers.
 */
@ApplicationScoped
public class TargetExceptions {
  /** Rejected rows on one page. */
  public static final int PAGE = 20;

  /** Changes that were not applied on one page: the latest. */
  public static final int CHANGES_MAX = 50;

  /** Rejected rows in one download. */
  public static final int DOWNLOAD_MAX = 100_000;

  private static final int DOWNLOAD_STEP = 5_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Endpoints endpoints;
  private final Engines engines;
  private final DatabaseCalls calls;
  private final Path data;

  TargetExceptions(
      Endpoints endpoints,
      Engines engines,
      DatabaseCalls calls,
      @ConfigProperty(name = "godwit.data") Path data) {
    this.endpoints = endpoints;
    this.engines = engines;
    this.calls = calls;
    this.data = data;
  }

  /**
   * A row that the target could not take.
   *
   * @param row when and why
   * @param values by source column, NULL as null; empty where its reject file is not on this
   *     machine, or too large to be searched
   */
  public record Rejected(RejectedRow row, Map<String, @Nullable String> values) {}

  /**
   * What of a table did not arrive.
   *
   * @param rejected a page of its rows
   * @param refused statements that the target refused, such as an index that it can't build
   * @param changes the latest that were not applied
   * @param changesTotal how many there are in all
   */
  public record Found(
      Page<Rejected> rejected,
      List<StatementRecord> refused,
      List<ExceptedChange> changes,
      long changesTotal) {
    /** Nothing. */
    public static final Found NONE =
        new Found(new Page<>(List.of(), 0, 0, 1), List.of(), List.of(), 0);
  }

  /**
   * Asks the target.
   *
   * @param page from 0
   * @throws EngineException where the target does not answer
   */
  public Found find(StoredTask task, TableName table, int page) {
    Target target = target(task);
    return calls.ask(
        target.config(),
        "Reading the exceptions table",
        LIMIT,
        () -> target.read(connection -> found(connection, target.claim(), task, table, page)));
  }

  private Found found(
      Connection connection, TaskClaim claim, StoredTask task, TableName table, int wanted)
      throws SQLException, IOException {
    ExceptionLedger ledger = new ExceptionLedger(claim);
    ChangeLedger changes = new ChangeLedger(claim);
    long total = ledger.rejectedCount(connection, table);
    int page = Math.clamp(wanted, 0, Page.last(total, PAGE));
    List<RejectedRow> rows = ledger.rejected(connection, table, (long) page * PAGE, PAGE);
    Map<RejectedRow, Map<String, @Nullable String>> values = file(task, table).values(rows);
    List<Rejected> rejected =
        rows.stream().map(row -> new Rejected(row, values.getOrDefault(row, Map.of()))).toList();
    return new Found(
        new Page<>(rejected, total, page, PAGE),
        new StatementLedger(claim).refused(connection, table),
        task.type.follows() ? changes.excepted(connection, table, CHANGES_MAX) : List.of(),
        task.type.follows() ? changes.exceptedCount(connection, table) : 0);
  }

  /**
   * The first rejected rows of a table, in order; never more than a part of them is in memory.
   *
   * @throws EngineException where the target does not answer
   */
  public void all(StoredTask task, TableName table, Consumer<RejectedRow> to) {
    Target target = target(task);
    ExceptionLedger ledger = new ExceptionLedger(target.claim());
    target.read(
        connection -> {
          List<RejectedRow> step;
          long done = 0;
          do {
            step = ledger.rejected(connection, table, done, DOWNLOAD_STEP);
            step.forEach(to);
            done += step.size();
          } while (step.size() == DOWNLOAD_STEP && done < DOWNLOAD_MAX);
          return done;
        });
  }

  /** The table's reject file; empty where it is not on this machine. */
  public Optional<Path> rejectFile(StoredTask task, TableName table) {
    return file(task, table).path();
  }

  private RejectFile file(StoredTask task, TableName table) {
    return new RejectFile(RunContexts.rejects(data, task.id), table);
  }

  private Target target(StoredTask task) {
    EndpointConfig config = endpoints.config(Endpoint.findById(task.targetEndpointId));
    Engine engine = engines.named(config.engine());
    String schema = TaskSettings.parse(task.settings).controlSchema();
    return new Target(
        engine,
        config,
        TaskClaim.forReading(
            ControlSchema.of(engine, schema.isEmpty() ? ControlSchema.DEFAULT_NAME : schema),
            task.controlName));
  }

  /** Reads over one connection. */
  private interface Reading<T> {
    T from(Connection connection) throws SQLException, IOException;
  }

  private record Target(Engine engine, EndpointConfig config, TaskClaim claim) {
    <T> T read(Reading<T> reading) {
      try (Connection connection = engine.connect(config)) {
        return reading.from(connection);
      } catch (SQLException e) {
        throw engine.explain(e, "reading the exceptions table", config);
      } catch (IOException e) {
        throw new EngineException(
            Failure.CONFIGURATION, "the reject file can't be read: " + e.getMessage(), e);
      }
    }
  }
}
