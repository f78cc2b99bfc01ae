package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.BuildResources;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.task.LogComponent;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskProgress;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.control.SourceIdentity;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;
import org.godwit.task.control.TableRecord;
import org.jspecify.annotations.Nullable;

/**
 * Copies the existing rows of all tables of a task.
 *
 * <p>What is left to do is read from the ledger on the target, never remembered: a run after a
 * stop, an error or a kill goes on where the last commit was.
 */
public final class FullLoad {
  private static final int CUT_TOGETHER = 500;

  /** More would keep many locks on the target, and lose more work where one of them is refused. */
  private static final int MADE_TOGETHER = 50;

  private final LoadContext context;
  private final Source source;
  private final List<LoadTable> tables;
  private final Map<TableName, String> refused;
  private final LoadLedger ledger;
  private final SuspendedTables suspended;
  private final BuildResources build;

  /** Whether the run does something else meanwhile, which its phases are of. */
  private boolean isBeside;

  /**
   * Where rows come from.
   *
   * @param engine of the source
   * @param config how to reach it
   * @param isFollowed whether the changes behind the snapshot follow, so that its place in the log
   *     must be exact
   */
  public record Source(Engine engine, EndpointConfig config, boolean isFollowed) {
    /** Where rows come from that nobody follows. */
    public Source(Engine engine, EndpointConfig config) {
      this(engine, config, false);
    }

    /** Which server this is, which the log is told. */
    public SourceIdentity identity(TaskLog log) {
      try (Connection connection = engine.connect(config)) {
        SourceIdentity identity = new SourceIdentity(config.place(), engine.serverId(connection));
        log.info(LogComponent.TASK_MANAGER, "the source is " + identity);
        return identity;
      } catch (SQLException e) {
        throw engine.explain(e, "asking the source who it is", config);
      }
    }

    Snapshot take(int readers, List<Table> read, Duration patience, Consumer<String> announce) {
      return isFollowed
          ? engine.changeSource().orElseThrow().snapshot(config, readers, read, patience, announce)
          : snapshots().take(config, readers, read, announce);
    }

    SnapshotSource snapshots() {
      return engine
          .snapshotSource()
          .orElseThrow(
              () ->
                  new EngineException(
                      Failure.UNSUPPORTED,
                      engine.descriptor().displayName() + " can't be a source of a full load"));
    }
  }

  /** What is done under the load's snapshot before it is let go. */
  public interface UnderSnapshot {
    /** Uses the snapshot's connections, which no reader uses any more. */
    void run(Snapshot snapshot);
  }

  /**
   * A load of these tables.
   *
   * @param refused tables of the task that can't be loaded, with the reason
   */
  public FullLoad(
      LoadContext context, Source source, List<LoadTable> tables, Map<TableName, String> refused) {
    this.context = context;
    this.source = source;
    this.ledger = new LoadLedger(context.claim());
    this.tables = List.copyOf(tables);
    this.refused = Map.copyOf(refused);
    this.suspended = new SuspendedTables(context, ledger);
    this.build = context.settings().build().withLargestTable(LoadTable.largestBytes(tables));
  }

  /**
   * Runs what is left.
   *
   * @param after is called when every row is loaded and every table built; where it is empty and
   *     nothing is left to read, no snapshot is taken
   * @throws EngineException where the whole run fails
   * @throws Stopped where a person stopped it
   */
  public void run(Optional<UnderSnapshot> after) {
    try (Connection target = context.target().connect()) {
      List<LoadTable> unloaded = prepare(target, tables);
      List<LoadTable> unread = unread(target, unloaded);
      if (unread.isEmpty() && after.isEmpty()) {
        build(target, unloaded, true);
        finish(target);
        return;
      }
      try (Snapshot snapshot = takeSnapshot(unread.isEmpty() ? tables : unread)) {
        load(target, snapshot, unloaded, true);
        finish(target);
        after.ifPresent(work -> work.run(snapshot));
      }
    } catch (SQLException e) {
      throw ended(e);
    }
  }

  /**
   * As {@link #run}, but for some tables, which {@link #runBeside} is to load, and for foreign
   * keys: these are made by the next run that leaves no table out, for only then all rows are of
   * one moment.
   */
  public void runWithout(Set<TableName> later) {
    List<LoadTable> now = tables.stream().filter(it -> !later.contains(it.name())).toList();
    try (Connection target = context.target().connect()) {
      loadAlone(target, prepare(target, now));
    } catch (SQLException e) {
      throw ended(e);
    }
  }

  /**
   * Loads what {@link #runWithout} has left out, while the run does something else; in a virtual
   * thread, whose interruption ends it.
   *
   * @return those of the tables whose rows are on the target, with their keys and indexes
   */
  public Set<TableName> runBeside(Set<TableName> later) {
    isBeside = true;
    List<LoadTable> own = tables.stream().filter(it -> later.contains(it.name())).toList();
    try (Connection target = context.target().connect()) {
      try (var _ = context.stop().interruptAfter(Duration.ZERO)) {
        prepareTables(target, records(target), own);
      }
      loadAlone(target, unloadedTables(target, own));
      return records(target).values().stream()
          .filter(record -> later.contains(record.source()))
          .filter(record -> record.phase() == LoadPhase.COMPLETED)
          .map(TableRecord::source)
          .collect(Collectors.toSet());
    } catch (SQLException e) {
      throw ended(e);
    }
  }

  private EngineException ended(SQLException e) {
    return context.target().engine().explain(e, "ending the load", context.target().config());
  }

  private void loadAlone(Connection target, List<LoadTable> unloaded) throws SQLException {
    List<LoadTable> unread = unread(target, unloaded);
    if (unread.isEmpty()) {
      build(target, unloaded, false);
      return;
    }
    try (Snapshot snapshot = takeSnapshot(unread)) {
      load(target, snapshot, unloaded, false);
    }
  }

  /** Those of the tables that lack rows, and not only what comes behind them. */
  private List<LoadTable> unread(Connection target, List<LoadTable> unloaded) {
    if (unloaded.isEmpty()) {
      return unloaded;
    }
    Map<TableName, TableRecord> records = records(target);
    Set<TableName> undone =
        context.compute(target, "reading the ledger", ledger::segments).stream()
            .filter(segment -> !segment.done())
            .map(SegmentRecord::table)
            .collect(Collectors.toSet());
    return unloaded.stream()
        .filter(
            table ->
                undone.contains(table.name())
                    || Objects.requireNonNull(records.get(table.name())).segments() == 0)
        .toList();
  }

  /** What comes behind the rows of these tables, which are there; nobody reads the source. */
  private void build(Connection target, List<LoadTable> unbuilt, boolean buildsForeignKeys) {
    if (!unbuilt.isEmpty()) {
      enter("Keys and indexes");
      work(target, null, unbuilt, buildsForeignKeys);
    }
  }

  private void load(
      Connection target, Snapshot snapshot, List<LoadTable> unloaded, boolean buildsForeignKeys)
      throws SQLException {
    try (var _ = context.stop().interruptAfter(Duration.ZERO)) {
      SegmentCuts cuts = new SegmentCuts(source, context.settings().segmentBytes());
      beginMovedAgain(target, snapshot, unread(target, unloaded), cuts);
      planSegments(target, snapshot, unloaded, cuts);
    }
    enter(TaskProgress.FULL_LOAD);
    work(target, snapshot, unloaded, buildsForeignKeys);
  }

  /** Makes the target ready and returns those of the tables that are still to be loaded. */
  private List<LoadTable> prepare(Connection target, List<LoadTable> own) throws SQLException {
    try (var _ = context.stop().interruptAfter(Duration.ZERO)) {
      Map<TableName, TableRecord> records =
          new LoadRecords(context, ledger).meet(target, tables, refused.keySet());
      refused.forEach((table, why) -> suspended.suspend(target, table, why));
      remark(target);
      prepareTables(target, records, own);
      return unloadedTables(target, own);
    }
  }

  private void enter(String phase) {
    if (!isBeside) {
      context.progress().enter(phase);
    }
  }

  private void remark(Connection target) throws SQLException {
    for (String remark : context.target().load().remarks(target)) {
      context.log().warning(LogComponent.TARGET_LOAD, remark);
    }
  }

  private void prepareTables(
      Connection target, Map<TableName, TableRecord> records, List<LoadTable> own)
      throws SQLException {
    enter("Prepare tables");
    Set<TableName> keptOf =
        context.compute(target, "reading the ledger", new StatementLedger(context.claim())::tables);
    try (TargetTables targetTables =
        new TargetTables(context, target, toDrop(records, own), keptOf)) {
      List<LoadTable> toMake = new ArrayList<>();
      for (LoadTable table : own) {
        TableRecord record = Objects.requireNonNull(records.get(table.name()));
        if (!isUnprepared(record)) {
          continue;
        }
        context.checkStop();
        if (!table.exists()) {
          toMake.add(table);
        } else {
          prepare(targetTables, target, table, record);
        }
      }
      for (int from = 0; from < toMake.size(); from += MADE_TOGETHER) {
        List<LoadTable> some = toMake.subList(from, Math.min(from + MADE_TOGETHER, toMake.size()));
        if (!targetTables.create(some)) {
          for (LoadTable table : some) {
            context.checkStop();
            prepare(targetTables, target, table, Objects.requireNonNull(records.get(table.name())));
          }
        }
      }
    }
  }

  private void prepare(
      TargetTables targetTables, Connection target, LoadTable table, TableRecord record) {
    try {
      targetTables.prepare(table, record);
    } catch (TableError e) {
      suspended.suspend(target, table.name(), e.sentence());
    }
  }

  private static boolean isUnprepared(TableRecord record) {
    return record.phase() == LoadPhase.PLANNED || record.phase() == LoadPhase.CREATING;
  }

  private Set<TableName> toDrop(Map<TableName, TableRecord> records, List<LoadTable> own) {
    Set<TableName> toDrop = new HashSet<>();
    for (LoadTable table : own) {
      TableRecord record = Objects.requireNonNull(records.get(table.name()));
      if (isUnprepared(record)
          && TargetTables.actionOn(table, context.settings().preparation(), record)
              == TargetTables.Action.DROP_AND_CREATE) {
        toDrop.add(table.target().name());
      }
    }
    return toDrop;
  }

  /** The tables whose rows, or what comes with them, are not all there. */
  private List<LoadTable> unloadedTables(Connection target, List<LoadTable> own) {
    Set<TableName> unloaded =
        context.compute(target, "reading the ledger", ledger::tables).stream()
            .filter(
                record ->
                    record.phase() == LoadPhase.PREPARED || record.phase() == LoadPhase.LOADED)
            .map(TableRecord::source)
            .collect(Collectors.toSet());
    return own.stream().filter(table -> unloaded.contains(table.name())).toList();
  }

  private Snapshot takeSnapshot(List<LoadTable> toRead) {
    enter("Take snapshot");
    Snapshot snapshot;
    try (var _ = context.stop().interruptAfter(Duration.ZERO)) {
      snapshot =
          source.take(
              context.settings().readers(),
              toRead.stream().map(table -> table.source().table()).toList(),
              context.settings().openTransactionsWait(),
              lock -> context.log().warning(LogComponent.SOURCE_UNLOAD, lock));
    }
    context
        .log()
        .info(
            LogComponent.SOURCE_UNLOAD,
            snapshot.method() + snapshot.position().map(p -> "; position " + p.text()).orElse(""));
    for (String table : snapshot.outside()) {
      context
          .log()
          .warning(
              LogComponent.SOURCE_UNLOAD,
              table
                  + " is not held still by the snapshot, because its storage engine has no"
                  + " transactions; keep it at rest while it is read");
    }
    return snapshot;
  }

  /** Segments whose ranges hold other rows than before can't be gone on with. */
  private void beginMovedAgain(
      Connection target, Snapshot snapshot, List<LoadTable> unloaded, SegmentCuts cuts)
      throws SQLException {
    Map<TableName, TableRecord> records = records(target);
    boolean isAnyMoved = false;
    for (LoadTable table : unloaded) {
      TableRecord record = Objects.requireNonNull(records.get(table.name()));
      if (record.segments() > 1
          && !record.layout().equals(cuts.layout(snapshot.connections().getFirst(), table))) {
        context
            .log()
            .warning(
                LogComponent.TABLES_MANAGER,
                table.name(),
                "its rows were changed or put elsewhere in the source since it was cut into segments"
                    + " (as by an update, VACUUM FULL or new partitions), so that what was read can't"
                    + " be told from what wasn't: it is loaded from the beginning");
        context.transact(
            target,
            "resetting " + table.name(),
            connection -> ledger.resetTable(connection, table.name()));
        context.progress().of(table.name()).beginAgain();
        isAnyMoved = true;
      }
    }
    if (isAnyMoved) {
      prepareTables(target, records(target), unloaded);
    }
  }

  private Map<TableName, TableRecord> records(Connection target) {
    return LoadRecords.byName(context.compute(target, "reading the ledger", ledger::tables));
  }

  private void planSegments(
      Connection target, Snapshot snapshot, List<LoadTable> unloaded, SegmentCuts cuts) {
    Map<TableName, TableRecord> records = records(target);
    List<LoadLedger.CutTable> cut = new ArrayList<>();
    for (LoadTable table : unloaded) {
      if (Objects.requireNonNull(records.get(table.name())).segments() > 0) {
        continue;
      }
      context.checkStop();
      try {
        Connection reader = snapshot.connections().getFirst();
        // Before the cut, so that nothing can move in between.
        String layout = cuts.isCut(table) ? cuts.layout(reader, table) : "";
        cut.add(new LoadLedger.CutTable(table.name(), cuts.plan(reader, table), layout));
      } catch (TableError e) {
        snapshot.release(snapshot.connections().getFirst());
        suspended.suspend(target, table.name(), e.sentence());
      }
      if (cut.size() == CUT_TOGETHER) {
        record(target, cut);
      }
    }
    record(target, cut);
  }

  private void record(Connection target, List<LoadLedger.CutTable> cut) {
    context.transact(
        target, "planning segments", connection -> ledger.addSegments(connection, cut));
    cut.forEach(table -> context.progress().of(table.source()).cutInto(table.segments().size()));
    cut.clear();
  }

  private void work(
      Connection target,
      @Nullable Snapshot snapshot,
      List<LoadTable> unloaded,
      boolean buildsForeignKeys) {
    List<SegmentRecord> segments = context.compute(target, "reading the ledger", ledger::segments);
    List<LoadTable> loadable =
        unloaded.stream().filter(table -> !suspended.contains(table.name())).toList();
    SegmentCuts cuts = new SegmentCuts(source, 0);
    ForeignKeyOrder<Piece.Build> keys = new ForeignKeyOrder<>(buildsForeignKeys);
    new LoadWorkers(context, snapshot, suspended, cuts, build, keys).run(loadable, segments);
  }

  /**
   * Makes what {@link #runWithout} has left out, where no table was and all rows are of one moment
   * all the same.
   */
  public void makeForeignKeys() {
    try (Connection target = context.target().connect()) {
      finish(target);
    } catch (SQLException e) {
      throw ended(e);
    }
  }

  private void finish(Connection target) throws SQLException {
    context.progress().enter("Foreign keys");
    context.target().prepareLookingAtKeys(target, build);
    Map<TableName, List<StatementRecord>> statements =
        context
            .compute(target, "reading the ledger", new StatementLedger(context.claim())::all)
            .stream()
            .collect(Collectors.groupingBy(StatementRecord::source));
    ForeignKeys keys = new ForeignKeys(context, suspended, build);
    keys.build(
        target,
        tables.stream()
            .flatMap(table -> statements.getOrDefault(table.name(), List.of()).stream())
            .toList());
    TakenOff takenOff = new TakenOff(context);
    statements.forEach(
        (table, own) -> {
          if (suspended.contains(table)) {
            takenOff.announce(table, own);
          }
        });
    keys.tellOfOrphans(target, tables);
    showPointsInTime(target);
    context.progress().endPhase();
  }

  private void showPointsInTime(Connection target) {
    context
        .progress()
        .pointsInTime(context.compute(target, "reading the ledger", ledger::pointsInTime));
  }
}
