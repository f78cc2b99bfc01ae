package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.StopReason;
import org.godwit.task.TableNews;
import org.godwit.task.TaskProgress;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.CanaryTable;
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
 *       out. What is to be loaded later, for whatever reason, is loaded beside that, and joins.
 * </ol>
 */
public final class Replication {
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
  private final Optional<CanarySettings> canarySettings;
  private final ChangeLedger ledger;

  /** What the source keeps for the task; empty before {@link #begin}. */
  private String stream = "";

  /** What is loaded while the changes of the others are applied. */
  private LoadBeside beside;

  /**
   * Of a claimed task.
   *
   * @param settings how changes are applied
   * @param isLoaded whether its tables are loaded before
   * @param canarySettings how the way of its changes is tried; empty where it isn't
   * @throws EngineException of {@link Failure#UNSUPPORTED} where one end can't do it
   */
  public Replication(
      LoadContext context,
      FullLoad.Source from,
      ApplySettings settings,
      ChangeWishes wishes,
      boolean isLoaded,
      Optional<CanarySettings> canarySettings) {
    this.context = context;
    this.from = from;
    this.source = sourceOf(from);
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
    this.canarySettings = canarySettings;
    this.ledger = new ChangeLedger(context.claim());
    this.beside =
        new LoadBeside(context, source, UnaryOperator.identity(), Set.of(), Optional.empty());
  }

  /**
   * Whether changes that begin at the one place would end at the other at once.
   *
   * @return false where the places are told in different ways, so that only the source's log tells
   */
  public static boolean isOver(ChangeSource source, Position start, Position stop) {
    return start.getClass() == stop.getClass() && !source.isBefore(start, stop);
  }

  static ChangeSource sourceOf(FullLoad.Source from) {
    return from.engine()
        .changeSource()
        .orElseThrow(
            () -> unsupported(from.engine().descriptor().displayName() + " can't be followed yet"));
  }

  private static EngineException unsupported(String what) {
    return new EngineException(
        Failure.UNSUPPORTED,
        what
            + ": ongoing replication goes from PostgreSQL, MySQL, MariaDB, Oracle, SQL Server and MongoDB to PostgreSQL, MySQL and MariaDB so far; full-load works");
  }

  /** The table of the task's canary, for the task's plan; empty where it has none. */
  public Optional<CanaryTable> canaryTable() {
    return canarySettings.map(it -> CanaryTable.of(it.schema(), stream()));
  }

  private String stream() {
    if (stream.isEmpty()) {
      try (Connection toTarget = context.target().connect()) {
        stream = context.compute(toTarget, "reading the checkpoint", this::checkpoint).stream();
      } catch (SQLException e) {
        throw context.target().engine().explain(e, "reading the ledger", context.target().config());
      }
    }
    return stream;
  }

  private Optional<Canary> canary() {
    return canaryTable().map(it -> new Canary(from, it));
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
      if (!isLoaded) {
        makeOnTarget(plan, toTarget);
      }
      Followable followable = new Followable(from.engine(), target, isLoaded);
      Checkpoint checkpoint = context.compute(toTarget, "reading the checkpoint", this::checkpoint);
      stream = checkpoint.stream();
      TaskPlan fit = followable.of(plan, toSource, toTarget, stream);
      TaskPlan followed =
          new StreamBeginning(
                  context,
                  from,
                  settings.errors(),
                  wishes,
                  canary(),
                  toSource,
                  toTarget,
                  checkpoint)
              .begin(fit, followable);
      if (checkpoint.isBegun()) {
        recover(toTarget, checkpoint);
      }
      if (isLoaded) {
        if (source.hidesCascades(toSource)) {
          loadTogether(toTarget, followed);
        }
        new ReadyTables(context, from, target, true)
            .beforeLoad(toSource, toTarget, checkpoint.stream(), followed);
      }
      return followed;
    } catch (SQLException e) {
      throw from.engine().explain(e, "setting up what follows changes", from.config());
    }
  }

  /**
   * Rows that foreign keys change behind the log with those of a table that is loaded again are
   * loaded with it, for nobody knows what became of them meanwhile.
   */
  private void loadTogether(Connection toTarget, TaskPlan plan) {
    if (settings.loopback().isPresent()) {
      return; // somebody else writes these rows, too
    }
    Cascades cascades = Cascades.of(plan.tables());
    context.transact(
        toTarget,
        "looking for tables that are loaded together",
        connection -> {
          LoadLedger loads = new LoadLedger(context.claim());
          Set<TableName> loaded = ReadyTables.loaded(loads, connection);
          Set<TableName> followed = ledger.sourceIds(connection).keySet();
          for (LoadTable parent : plan.tables()) {
            if (loaded.contains(parent.name())) {
              continue;
            }
            for (TableName child : cascades.below(parent.name())) {
              if (loaded.contains(child) && followed.remove(child)) {
                loads.resetTable(connection, child);
                ledger.forget(connection, child);
                String why =
                    "its rows are loaded again with those of %s, for foreign keys change them together"
                        .formatted(parent.name());
                context.log().info(LogComponent.TABLES_MANAGER, child, why);
                context.progress().tell(TableNews.Kind.LOADED_AGAIN, child, why);
              }
            }
          }
        });
  }

  /** Where nothing is loaded, tables have to be there; nobody but the task knows its canary's. */
  private void makeOnTarget(TaskPlan plan, Connection toTarget) {
    Optional<LoadTable> planned = plan.tables().stream().filter(this::isCanary).findFirst();
    if (planned.isEmpty() || planned.get().exists()) {
      return;
    }
    List<DdlStatement> statements = planned.get().plan().statements();
    context.transact(
        toTarget,
        "making the canary's table",
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (DdlStatement wanted : statements) {
              statement.execute(wanted.sql());
            }
          }
        });
    throw new EngineException(
        Failure.DEFINITION_CHANGED,
        "the target has %s now".formatted(planned.get().target().name()));
  }

  private boolean isCanary(LoadTable table) {
    return canaryTable().filter(it -> it.name().equals(table.name())).isPresent();
  }

  /**
   * Looks from now on at what the source that was begun with keeps of its log for the task.
   *
   * @param alarmBytes of which a person should know where nothing bounds it; 0 for none
   */
  public LogWatch watchLog(long alarmBytes) {
    return new LogWatch(
        from,
        new LogGrowth(stream, alarmBytes),
        context.progress().changes(),
        context.clock(),
        sentence -> context.log().warning(LogComponent.SOURCE_CAPTURE, sentence));
  }

  /**
   * Loads what is left to load: before the changes are applied or, where others of the tables are
   * followed already, beside them in {@link #run}. Foreign keys come when all tables are of one
   * moment: rows of a load that was ended in between are of two.
   *
   * @param plan that {@link #begin} gave, of which the load is
   */
  public void load(FullLoad rows, TaskPlan plan) {
    Set<TableName> names =
        plan.tables().stream().map(LoadTable::name).collect(Collectors.toUnmodifiableSet());
    JoiningTables joining = new JoiningTables(context, source);
    joinLoaded(joining);
    if (!ofTarget("seeing what is loaded", it -> joining.mayBeUneven(it, names))) {
      rows.run(Optional.empty());
      return;
    }
    Set<TableName> later =
        source.opensAtSnapshots()
            ? ofTarget("seeing what is followed", it -> besideOthers(plan, it))
            : Set.of();
    rows.runWithout(later);
    Optional<Position> even = ofTarget("seeing how far tables have come", joining::evenAt);
    if (later.isEmpty() && even.isEmpty()) {
      rows.makeForeignKeys();
      return;
    }
    Optional<Position> keysAt = even.filter(_ -> later.isEmpty() && owesForeignKeys());
    keysAt.ifPresent(
        place ->
            context
                .log()
                .info(
                    LogComponent.TABLES_MANAGER,
                    "foreign keys are made when changes are applied up to %s, for tables were loaded at several moments"
                        .formatted(place.text())));
    beside = new LoadBeside(context, source, rows::runBeside, later, keysAt);
  }

  private void joinLoaded(JoiningTables joining) {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      joining.join(toSource, toTarget, stream());
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "reading the ledger", context.target().config());
    }
  }

  private boolean owesForeignKeys() {
    return ofTarget("seeing what is owed", new StatementLedger(context.claim())::all).stream()
        .anyMatch(StatementRecord::isOwedForeignKey);
  }

  private <T> T ofTarget(String doing, LoadContext.Work<T> computed) {
    try (Connection toTarget = context.target().connect()) {
      return context.compute(toTarget, doing, computed);
    } catch (SQLException e) {
      throw context.target().engine().explain(e, doing, context.target().config());
    }
  }

  /** The tables whose rows are not loaded, where another is loaded and followed. */
  private Set<TableName> besideOthers(TaskPlan plan, Connection connection) throws SQLException {
    Set<TableName> loaded = ReadyTables.loaded(new LoadLedger(context.claim()), connection);
    Set<TableName> followed = ledger.sourceIds(connection).keySet();
    followed.removeAll(ledger.parked(connection).keySet());
    followed.retainAll(loaded);
    boolean isAnyFollowed =
        plan.tables().stream().anyMatch(it -> it.exists() && followed.contains(it.name()));
    return plan.tables().stream()
        .filter(it -> isAnyFollowed && !loaded.contains(it.name()) && !isCanary(it))
        .map(LoadTable::name)
        .collect(Collectors.toSet());
  }

  private void recover(Connection toTarget, Checkpoint checkpoint) {
    Map<TableName, ChangeCounts> applied =
        context.compute(toTarget, "reading what was applied", ledger::applied);
    context.progress().changes().recovered(applied, checkpoint.position());
  }

  private Checkpoint checkpoint(Connection connection) throws SQLException {
    Optional<Checkpoint> known = ledger.checkpoint(connection);
    return known.isPresent()
        ? known.get()
        : ledger.begin(connection, context.target().config().place(), context.clock().instant());
  }

  /**
   * Applies changes until a person or a wish ends it.
   *
   * @param plan that {@link #begin} gave
   * @return why it ended
   * @throws PlanAnew where it goes on with other tables
   */
  public StopReason run(TaskPlan plan, TaskPlanner planner) {
    try (LoadBeside _ = beside) {
      return follow(plan, planner);
    }
  }

  private StopReason follow(TaskPlan plan, TaskPlanner planner) {
    Checkpoint checkpoint;
    List<ChangeTable> tables;
    CarriedTables carried;
    CurrentChange current = new CurrentChange(context.claim().epoch());
    NewTables selected = new NewTables(plan, planner);
    Cascades cascades;
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      checkpoint = context.compute(toTarget, "reading the checkpoint", this::checkpoint);
      ReadyTables ready = new ReadyTables(context, from, target, isLoaded);
      tables =
          context.compute(
              toTarget,
              "reading what is loaded",
              it -> ready.ready(it, plan, planner, current, beside));
      cascades = source.hidesCascades(toSource) ? Cascades.of(plan.tables()) : Cascades.NONE;
      carried = ready.follow(toSource, toTarget, checkpoint.stream(), tables, selected, cascades);
      recover(toTarget, checkpoint);
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "reading the ledger", context.target().config());
    }
    if (tables.isEmpty()) {
      beside.await();
      throw new EngineException(
          Failure.CONFIGURATION,
          "no table stands ready for its changes: resume, so that they are loaded again");
    }
    List<ChangeTable> followed = tables;
    CarriedTables asked = carried;
    Cascades unlogged = cascades;
    Position reached = source.position(checkpoint.position());
    Position at = source.keepsByTable() ? unseen(reached, tables) : reached;
    CachedChanges.Run run =
        until -> {
          context.progress().enter(TaskProgress.ONGOING_CHANGES);
          try (CanaryWatch _ = watchCanary(followed)) {
            OngoingChanges changes =
                new OngoingChanges(
                    context,
                    from.engine(),
                    from.config(),
                    settings,
                    until,
                    selected,
                    unlogged,
                    beside);
            return besides(() -> changes.run(asked, followed, current, ledger, at));
          }
        };
    return isLoaded
        ? new CachedChanges(context, from, ledger, settings.stops()).run(wishes, run)
        : run.until(wishes);
  }

  /**
   * Lets the changes wait for what is loaded beside them where they end, or where a table has
   * become another: to plan anew would begin the load again.
   */
  private StopReason besides(Supplier<StopReason> changes) {
    StopReason reason;
    try {
      reason = changes.get();
    } catch (EngineException e) {
      if (e.failure() == Failure.DEFINITION_CHANGED && beside.isRunning()) {
        context
            .log()
            .warning(
                LogComponent.TABLES_MANAGER,
                e.sentence() + "; changes wait there until what is loaded beside them is complete");
        beside.await();
      }
      throw e;
    }
    beside.await();
    return reason;
  }

  /** From now on; null where there is none to be watched. */
  private @Nullable CanaryWatch watchCanary(List<ChangeTable> followed) {
    if (canarySettings.isEmpty()) {
      return null;
    }
    Canary canary = canary().orElseThrow();
    Optional<ChangeTable> table =
        followed.stream().filter(it -> it.name().equals(canary.name())).findFirst();
    if (table.isEmpty()) {
      context
          .log()
          .warning(
              LogComponent.TARGET_APPLY,
              "the canary %s isn't written, for its own table isn't followed"
                  .formatted(canary.name()));
      return null;
    }
    return new CanaryWatch(
        canary, table.get().load().target().name(), canarySettings.get(), from, context);
  }

  /** Where the first change may be that isn't in the load of its table. */
  private Position unseen(Position reached, List<ChangeTable> tables) {
    Position first = null;
    for (ChangeTable table : tables) {
      Position loaded = table.loadedAt().orElse(reached);
      first = first == null || source.isBefore(loaded, first) ? loaded : first;
    }
    return first == null || source.isBefore(first, reached) ? reached : first;
  }
}
