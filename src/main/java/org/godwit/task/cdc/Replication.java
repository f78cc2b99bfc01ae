package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.task.LogComponent;
import org.godwit.task.StopReason;
import org.godwit.task.TableState;
import org.godwit.task.TaskProgress;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.control.TableRecord;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Follows a source: what has to be there before the first row is read, and the changes after it.
 *
 * <ol>
 *   <li>{@link #begin}: the source keeps its log for the task from here on; the place is recorded.
 *   <li>The tables are loaded, under snapshots whose places in the log are exact.
 *   <li>{@link #run}: the log is read from the recorded place; what a table's snapshot had is left
 *       out.
 * </ol>
 */
public final class Replication {
  /** How long the source's open transactions are waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Why changes of some engines don't begin at a time. */
  public static final String UNTIMED =
      "changes of this engine can't begin at a time, for its log can't be searched by it: give a position that it still has, or load the tables first (full-load-and-cdc)";

  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeTarget target;
  private final ApplySettings settings;
  private final ChangeWishes wishes;
  private final boolean isLoaded;
  private final ChangeLedger ledger;

  /** Where a person wishes the changes to begin; null where nobody does, or they have begun. */
  private @Nullable Position startAt;

  /** What the source keeps for the task; empty before {@link #begin}. */
  private String stream = "";

  /**
   * Of a claimed task.
   *
   * @param settings how changes are applied
   * @param isLoaded whether its tables are loaded before
   * @throws EngineException of {@link Failure#UNSUPPORTED} where one end can't do it
   */
  public Replication(
      LoadContext context,
      FullLoad.Source from,
      ApplySettings settings,
      ChangeWishes wishes,
      boolean isLoaded) {
    this.context = context;
    this.from = from;
    this.source =
        from.engine()
            .changeSource()
            .orElseThrow(
                () ->
                    unsupported(
                        from.engine().descriptor().displayName() + " can't be followed yet"));
    this.target =
        context
            .target()
            .engine()
            .changeTarget()
            .orElseThrow(
                () ->
                    unsupported(
                        "changes can't be applied to %s yet"
                            .formatted(context.target().engine().descriptor().displayName())));
    this.settings = settings;
    this.wishes = wishes;
    this.isLoaded = isLoaded;
    this.ledger = new ChangeLedger(context.claim());
  }

  private static EngineException unsupported(String what) {
    return new EngineException(
        Failure.UNSUPPORTED,
        what
            + ": ongoing replication goes between PostgreSQL, MySQL and MariaDB so far; full-load works");
  }

  /**
   * Sets the source up and records where its changes begin.
   *
   * @return the plan without the tables that can't be followed, which are refused in it
   * @throws EngineException of {@link Failure#CONSENT_MISSING} where the source lacks something and
   *     nobody has consented to change it; nothing was changed then
   */
  public TaskPlan begin(TaskPlan plan) {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      TaskPlan followed = followable().of(plan, toSource, toTarget);
      Checkpoint checkpoint = context.compute(toTarget, "reading the checkpoint", this::checkpoint);
      stream = checkpoint.stream();
      lookAhead(followed, toSource, toTarget, checkpoint);
      if (checkpoint.isBegun()) {
        var _ = source.beginning(toSource, checkpoint.stream()); // or it is lost
        parkLost(followed, toSource, toTarget, checkpoint.stream());
      }
      setUp(followed, toSource, checkpoint);
      if (!checkpoint.isBegun()) {
        Position start = start(toSource, checkpoint.stream());
        context.transact(
            toTarget,
            "recording where changes begin",
            connection ->
                ledger.advance(connection, start.text(), null, context.clock().instant()));
        context.progress().changes().recovered(Map.of(), start.text());
        log("changes begin at " + start.text());
      } else {
        recover(toTarget, checkpoint);
        log("changes go on at " + checkpoint.position());
      }
      return followed;
    } catch (SQLException e) {
      throw from.engine().explain(e, "setting up what follows changes", from.config());
    }
  }

  /** Looks from now on at what the source that was begun with keeps of its log for the task. */
  public LogWatch watchLog() {
    return new LogWatch(
        from,
        stream,
        context.progress().changes(),
        context.clock(),
        sentence -> context.log().warning(LogComponent.SOURCE_CAPTURE, sentence));
  }

  private void log(String message) {
    context.log().info(LogComponent.SOURCE_CAPTURE, message);
  }

  private void recover(Connection toTarget, Checkpoint checkpoint) {
    Map<TableName, ChangeCounts> applied =
        context.compute(toTarget, "reading what was applied", ledger::followed);
    context.progress().changes().recovered(applied, checkpoint.position());
  }

  private Checkpoint checkpoint(Connection connection) throws SQLException {
    Optional<Checkpoint> known = ledger.checkpoint(connection);
    return known.isPresent()
        ? known.get()
        : ledger.begin(connection, context.target().config().place(), context.clock().instant());
  }

  private Followable followable() {
    return new Followable(from.engine(), target, isLoaded);
  }

  private void lookAhead(
      TaskPlan plan, Connection toSource, Connection toTarget, Checkpoint checkpoint)
      throws SQLException {
    Preflight preflight = new Preflight(source, toSource, checkpoint.stream());
    preflight.checkServer();
    preflight.checkTables(
        plan, context.compute(toTarget, "reading the followed tables", ledger::followed).keySet());
    Optional<String> wished = wishes.startAt().filter(_ -> !checkpoint.isBegun());
    if (wished.isPresent() && (preflight.isClear() || LogTime.of(wished.get()).isEmpty())) {
      Position place = place(wished.get(), checkpoint.stream());
      preflight.checkStart(place);
      startAt = place;
    }
    preflight.require(from.config().place());
    if (!checkpoint.isBegun()) {
      preflight.warnings().forEach(it -> context.log().warning(LogComponent.SOURCE_CAPTURE, it));
    }
  }

  /** Before a setup makes it look as if the stream had carried them all the time. */
  private void parkLost(TaskPlan plan, Connection toSource, Connection toTarget, String stream)
      throws SQLException {
    Map<TableName, String> before =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    before.keySet().retainAll(plan.tables().stream().map(LoadTable::name).toList());
    before
        .keySet()
        .removeAll(context.compute(toTarget, "reading parked tables", ledger::parked).keySet());
    Map<TableName, String> lost = new CarriedTables(source, stream, before).lost(toSource);
    if (!lost.isEmpty()) {
      context.transact(
          toTarget,
          "parking " + lost.keySet(),
          it -> {
            for (Map.Entry<TableName, String> table : lost.entrySet()) {
              ledger.park(
                  it, table.getKey(), ParkedTables.sentence(table.getKey(), table.getValue()));
            }
          });
    }
  }

  private void setUp(TaskPlan plan, Connection toSource, Checkpoint checkpoint)
      throws SQLException {
    List<SetupStatement> missing =
        source.setup(
            toSource,
            checkpoint.stream(),
            plan.tables().stream().map(Followable::sourceOf).toList(),
            followable().wholeRows(plan));
    if (missing.isEmpty()) {
      return;
    }
    if (!wishes.maySetUp()) {
      throw new EngineException(
          Failure.CONSENT_MISSING,
          "before changes can be followed the source %s has to be changed, and nothing was done yet. Consent to it (--set-up-source on the command line), or run this yourself, then start again:%n%s"
              .formatted(from.config().place(), told(missing)));
    }
    for (SetupStatement statement : missing) {
      context.log().warning(LogComponent.SOURCE_CAPTURE, "changing the source: " + statement.sql());
    }
    source.run(from.config(), missing, PATIENCE);
  }

  private static String told(Collection<SetupStatement> statements) {
    return statements.stream()
        .map(statement -> "  -- %s%n  %s;".formatted(statement.why(), statement.sql()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private Position start(Connection toSource, String stream) throws SQLException {
    Position wished = startAt;
    if (wished == null) {
      return source.beginning(toSource, stream);
    }
    Optional<String> missing =
        new Preflight(source, toSource, stream).missing(wished, source.oldest(toSource, stream));
    if (missing.isPresent()) {
      throw new EngineException(Failure.POSITION_LOST, missing.get());
    }
    return wished;
  }

  private Position place(String text, String stream) {
    Optional<LogTime> time = LogTime.of(text);
    if (time.isEmpty()) {
      return source.position(text);
    }
    Position found =
        source
            .search()
            .orElseThrow(() -> new EngineException(Failure.CONFIGURATION, UNTIMED))
            .at(from.config(), stream, time.get().at());
    log("at %s the source's log was at %s".formatted(time.get().at(), found.text()));
    return found;
  }

  /**
   * Applies changes until a person or a wish ends it.
   *
   * @param plan that {@link #begin} gave
   * @return why it ended
   */
  public StopReason run(TaskPlan plan, TaskPlanner planner) {
    Checkpoint checkpoint;
    List<ChangeTable> tables;
    CarriedTables carried;
    CurrentChange current = new CurrentChange(context.claim().epoch());
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      checkpoint = context.compute(toTarget, "reading the checkpoint", this::checkpoint);
      tables =
          context.compute(
              toTarget, "reading what is loaded", it -> tables(it, plan, planner, current));
      carried = follow(toSource, toTarget, checkpoint, tables);
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "reading the ledger", context.target().config());
    }
    if (tables.isEmpty()) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "no table stands ready for its changes: resume, so that they are loaded again");
    }
    List<ChangeTable> ready = tables;
    CarriedTables asked = carried;
    Position at = source.position(checkpoint.position());
    CachedChanges.Run run =
        until -> {
          context.progress().enter(TaskProgress.ONGOING_CHANGES);
          return new OngoingChanges(
                  context, from.engine(), from.config(), settings, until, planner::selects)
              .run(asked, ready, current, ledger, at);
        };
    return isLoaded
        ? new CachedChanges(context, from, ledger, settings.stops()).run(wishes, run)
        : run.until(wishes);
  }

  private CarriedTables follow(
      Connection toSource, Connection toTarget, Checkpoint checkpoint, List<ChangeTable> tables)
      throws SQLException {
    List<TableName> names = tables.stream().map(ChangeTable::name).toList();
    Map<TableName, String> ids = source.carried(toSource, checkpoint.stream(), names);
    Map<TableName, String> before =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    List<ChangeTable> fresh =
        tables.stream().filter(table -> !before.containsKey(table.name())).toList();
    Map<TableName, String> definitions = definitions(toSource, fresh);
    Map<TableName, String> altered = new TreeMap<>();
    for (ChangeTable table : fresh) {
      if (!definitions.containsKey(table.name())) {
        altered.put(
            table.name(),
            ParkedTables.sentence(
                table.name(), "it was altered on the source while it was loaded"));
      }
    }
    context.transact(
        toTarget,
        "recording the followed tables",
        connection -> {
          Map<TableName, String> kept = new TreeMap<>(ids);
          Map<TableName, String> known = ledger.sourceIds(connection);
          for (TableName parked : ledger.parked(connection).keySet()) {
            kept.put(parked, known.getOrDefault(parked, ""));
          }
          known.keySet().removeAll(kept.keySet());
          for (TableName left : known.keySet()) {
            log(
                "changes of %s are no longer followed: the source has it no longer, or no rule selects it; the target's table stays"
                    .formatted(left));
          }
          ledger.follow(connection, kept);
          ledger.define(connection, definitions);
          for (Map.Entry<TableName, String> table : altered.entrySet()) {
            ledger.park(connection, table.getKey(), table.getValue());
          }
        });
    altered.forEach(this::tellParked);
    tables.removeIf(table -> altered.containsKey(table.name()));
    recover(toTarget, checkpoint);
    Map<TableName, String> expected =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    expected.keySet().retainAll(names);
    names.forEach(name -> expected.putIfAbsent(name, ""));
    expected.keySet().removeAll(altered.keySet());
    return new CarriedTables(source, checkpoint.stream(), expected);
  }

  /** The definitions of tables that are still what their rows were loaded by. */
  private Map<TableName, String> definitions(Connection toSource, List<ChangeTable> tables)
      throws SQLException {
    List<TableName> names = tables.stream().map(ChangeTable::name).toList();
    Map<TableName, String> definitions = new TreeMap<>(source.definitions(toSource, names));
    Map<TableName, List<List<String>>> now = new HashMap<>(); // behind them, so that none is newer
    for (Table table : from.engine().catalogReader().tables(toSource, names)) {
      now.put(table.name(), forms(table));
    }
    for (ChangeTable table : tables) {
      if (!forms(table.load().source().table()).equals(now.get(table.name()))) {
        definitions.remove(table.name());
      }
    }
    return definitions;
  }

  private static List<List<String>> forms(Table table) {
    return table.columns().stream()
        .map(column -> List.of(column.name(), column.nativeType()))
        .toList();
  }

  private void tellParked(TableName table, String why) {
    context.progress().of(table).become(TableState.ERROR, context.clock().instant());
    context.progress().of(table).message(why);
    context.log().warning(LogComponent.TABLES_MANAGER, table, why);
  }

  /** The tables that stand ready, with the places at which they were loaded. */
  private List<ChangeTable> tables(
      Connection connection, TaskPlan plan, TaskPlanner planner, CurrentChange current)
      throws SQLException {
    LoadLedger loads = new LoadLedger(context.claim());
    Map<TableName, LoadPhase> phases =
        loads.tables(connection).stream()
            .collect(Collectors.toMap(TableRecord::source, TableRecord::phase));
    Map<TableName, Position> loadedAt = loadedAt(loads.segments(connection));
    Map<TableName, String> parked = ledger.parked(connection);
    List<ChangeTable> tables = new ArrayList<>();
    for (LoadTable table : plan.tables()) {
      LoadPhase phase = phases.get(table.name());
      boolean isReady = phase == LoadPhase.LOADED || phase == LoadPhase.COMPLETED;
      if (isLoaded && !isReady) {
        log(
            "changes of %s are not followed: it is not loaded; a resume loads it again"
                .formatted(table.name()));
        continue;
      }
      String why = parked.get(table.name());
      if (why != null) {
        tellParked(table.name(), why);
        continue;
      }
      if (!isLoaded) {
        context.progress().of(table.name()).become(TableState.COMPLETED, context.clock().instant());
      }
      tables.add(
          ChangeTable.of(
              table,
              planner.changes(table, source, target, current),
              RowsWanted.of(table.mapped(), source, from.engine().dialect()),
              Optional.ofNullable(loadedAt.get(table.name()))));
    }
    return tables;
  }

  /** One snapshot loads all of a table: one that was lost in the middle begins again. */
  private Map<TableName, Position> loadedAt(List<SegmentRecord> segments) {
    Map<TableName, String> places = new HashMap<>();
    for (SegmentRecord segment : segments) {
      String other = places.put(segment.table(), segment.position());
      if (other != null && !other.equals(segment.position())) {
        throw new EngineException(
            Failure.UNKNOWN,
            "%s was loaded at two places of the source's log, %s and %s: reload the table"
                .formatted(segment.table(), other, segment.position()));
      }
    }
    Map<TableName, Position> positions = new HashMap<>();
    places.forEach(
        (name, place) -> {
          if (!place.isEmpty()) {
            positions.put(name, source.position(place));
          }
        });
    return positions;
  }

  /** What the source keeps for the task, as statements that remove it; only looks. */
  public List<SetupStatement> kept() {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      return kept(toSource, toTarget);
    } catch (SQLException e) {
      throw from.engine().explain(e, "looking for what follows changes", from.config());
    }
  }

  private List<SetupStatement> kept(Connection toSource, Connection toTarget) throws SQLException {
    Optional<Checkpoint> checkpoint =
        context.compute(toTarget, "reading the checkpoint", ledger::checkpoint);
    return checkpoint.isEmpty() ? List.of() : source.removal(toSource, checkpoint.get().stream());
  }

  /**
   * Removes what the source keeps for the task, and forgets how far it has come.
   *
   * @return what was done
   */
  public List<SetupStatement> remove() {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      List<SetupStatement> statements = kept(toSource, toTarget);
      source.run(from.config(), statements, PATIENCE);
      context.transact(toTarget, "forgetting the checkpoint", ledger::forget);
      return statements;
    } catch (SQLException e) {
      throw from.engine().explain(e, "removing what followed changes", from.config());
    }
  }
}
