package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.TableNews;
import org.godwit.task.TableState;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.LoadForms;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.ParkedTable;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.control.TableRecord;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Which tables are followed and with what definitions: those that are loaded, or need no load,
 * aren't parked, and are on the source what their rows were loaded by.
 */
final class ReadyTables {
  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeTarget target;
  private final ChangeLedger ledger;
  private final boolean isLoaded;

  /**
   * Of a claimed task.
   *
   * @param isLoaded whether its tables are loaded before
   */
  ReadyTables(LoadContext context, FullLoad.Source from, ChangeTarget target, boolean isLoaded) {
    this.context = context;
    this.from = from;
    this.source = from.engine().changeSource().orElseThrow();
    this.target = target;
    this.ledger = new ChangeLedger(context.claim());
    this.isLoaded = isLoaded;
  }

  /**
   * Records which tables are loaded, and in which form, that aren't yet: a process that is killed
   * when they are leaves it to a later one to see whether they have been altered or made anew
   * since.
   */
  void beforeLoad(Connection toSource, Connection toTarget, String stream, TaskPlan plan)
      throws SQLException {
    Map<TableName, String> ids =
        source.carried(toSource, stream, plan.tables().stream().map(LoadTable::name).toList());
    boolean hides = source.hidesCascades(toSource);
    LoadLedger loads = new LoadLedger(context.claim());
    context.transact(
        toTarget,
        "recording the form of the tables that will be loaded",
        connection -> {
          Set<TableName> loaded = loaded(loads, connection);
          Map<TableName, String> forms = new TreeMap<>();
          for (LoadTable table : plan.tables()) {
            if (!loaded.contains(table.name())) {
              forms.put(table.name(), form(ids.get(table.name()), table.source().table(), hides));
            }
          }
          new LoadForms(context.claim()).loading(connection, forms);
        });
  }

  /** The tables whose rows are on the target, up to the place of their load. */
  static Set<TableName> loaded(LoadLedger loads, Connection connection) throws SQLException {
    return loads.tables(connection).stream()
        .filter(ReadyTables::isLoaded)
        .map(TableRecord::source)
        .collect(Collectors.toSet());
  }

  private static boolean isLoaded(TableRecord record) {
    return record.phase() == LoadPhase.LOADED || record.phase() == LoadPhase.COMPLETED;
  }

  /**
   * The tables that stand ready, with the places up to which they have all changes.
   *
   * @param beside loads the others
   */
  List<ChangeTable> ready(
      Connection connection,
      TaskPlan plan,
      TaskPlanner planner,
      CurrentChange current,
      LoadBeside beside)
      throws SQLException {
    LoadLedger loads = new LoadLedger(context.claim());
    Set<TableName> loaded = loaded(loads, connection);
    Map<TableName, Position> loadedAt = loadedAt(source, loads, connection);
    ledger
        .appliedTo(connection)
        .forEach((name, place) -> loadedAt.merge(name, source.position(place), this::later));
    Map<TableName, ParkedTable> parked = ledger.parked(connection);
    tellOthers(plan, parked);
    List<ChangeTable> tables = new ArrayList<>();
    for (LoadTable table : plan.tables()) {
      if (beside.has(table.name())) {
        continue;
      }
      if (isLoaded && !loaded.contains(table.name())) {
        log(
            "changes of %s are not followed: it is not loaded; a resume loads it again"
                .formatted(table.name()));
        continue;
      }
      ParkedTable as = parked.get(table.name());
      if (as != null) {
        tellParked(table.name(), as);
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

  /**
   * Who goes on with a task by itself has to say what the source has no longer, and since when that
   * is parked which can't be planned any more.
   */
  private void tellOthers(TaskPlan plan, Map<TableName, ParkedTable> parked) {
    Set<TableName> planned = new HashSet<>();
    plan.tables().forEach(table -> planned.add(table.name()));
    parked.forEach(
        (table, as) -> {
          if (isLoaded && plan.refused().containsKey(table)) {
            context.progress().of(table).failedAt(as.at(context.clock().instant()));
          } else if (!planned.contains(table)) {
            context.progress().meet(table);
            tellParked(table, as);
          }
        });
  }

  private Position later(Position one, Position two) {
    return source.isBefore(one, two) ? two : one;
  }

  /**
   * The places at which the loaded tables were loaded. One snapshot loads all of a table: one that
   * was lost in the middle begins again.
   */
  static Map<TableName, Position> loadedAt(
      ChangeSource source, LoadLedger loads, Connection connection) throws SQLException {
    Set<TableName> loaded = loaded(loads, connection);
    Map<TableName, String> places = new HashMap<>();
    for (SegmentRecord segment : loads.segments(connection)) {
      if (!loaded.contains(segment.table())) {
        continue;
      }
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

  /**
   * Makes those of the tables that the source still has in the form they were loaded in the ones
   * that are followed; others are parked.
   *
   * @param selected tells which tables the task is meant to have
   * @param cascades by which foreign keys rows of which change with those of others
   * @return what the stream has to carry of them
   */
  CarriedTables follow(
      Connection toSource,
      Connection toTarget,
      String stream,
      List<ChangeTable> tables,
      NewTables selected,
      Cascades cascades)
      throws SQLException {
    List<TableName> names = tables.stream().map(ChangeTable::name).toList();
    Map<TableName, String> ids = source.carried(toSource, stream, names);
    Map<TableName, String> before =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    List<ChangeTable> fresh =
        tables.stream().filter(table -> !before.containsKey(table.name())).toList();
    Map<TableName, String> loaded =
        context.compute(
            toTarget, "reading the loaded forms", new LoadForms(context.claim())::loadedForms);
    Map<TableName, String> definitions = definitions(toSource, fresh, ids, loaded);
    Map<TableName, String> parking = new TreeMap<>();
    Set<TableName> met =
        context.compute(toTarget, "reading what was applied", ledger::applied).keySet();
    for (ChangeTable table : fresh) {
      if (!ids.containsKey(table.name())) {
        parking.put(
            table.name(),
            ParkedTables.sentence(
                table.name(),
                "it was dropped, renamed or replaced on the source before its changes were followed",
                isLoaded));
      } else if (!definitions.containsKey(table.name())) {
        parking.put(
            table.name(),
            ParkedTables.sentence(
                table.name(),
                "it was altered or made anew on the source before its changes were followed",
                isLoaded));
      }
    }
    parkOrphans(cascades, names, parking);
    Instant at = context.clock().instant();
    List<TableName> unselected = new ArrayList<>();
    context.transact(
        toTarget,
        "recording the followed tables",
        connection -> {
          Map<TableName, String> kept = new TreeMap<>(ids);
          Map<TableName, String> known = ledger.sourceIds(connection);
          names.forEach(name -> kept.putIfAbsent(name, known.getOrDefault(name, "")));
          for (TableName parked : ledger.parked(connection).keySet()) {
            kept.put(parked, known.getOrDefault(parked, ""));
          }
          known.keySet().removeAll(kept.keySet());
          for (Map.Entry<TableName, String> left : known.entrySet()) {
            TableName name = left.getKey();
            if (selected.isSelected(name) && !selected.isPlanned(name)) {
              kept.put(name, left.getValue()); // the log may still have rows of it
            } else if (!selected.isPlanned(name)) {
              unselected.add(name);
            }
          }
          ledger.follow(connection, kept);
          ledger.define(connection, definitions);
          for (Map.Entry<TableName, String> table : parking.entrySet()) {
            ledger.park(connection, table.getKey(), new ParkedTable(table.getValue(), at));
          }
        });
    parking.forEach((table, why) -> tellParked(table, new ParkedTable(why, at)));
    unselected.forEach(this::tellUnselected);
    fresh.stream()
        .map(ChangeTable::name)
        .filter(it -> !met.isEmpty() && !met.contains(it) && !parking.containsKey(it))
        .forEach(
            it ->
                context
                    .progress()
                    .tell(TableNews.Kind.TAKEN, it, "its changes are followed from now on"));
    tables.removeIf(table -> parking.containsKey(table.name()));
    Map<TableName, String> expected =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    expected.keySet().retainAll(names);
    expected.keySet().removeAll(parking.keySet());
    return new CarriedTables(source, stream, expected);
  }

  /** Rows that foreign keys change with those of another table can't be followed without it. */
  private void parkOrphans(
      Cascades cascades, List<TableName> tables, Map<TableName, String> parking) {
    List<TableName> left = new ArrayList<>(tables);
    left.removeAll(parking.keySet());
    boolean isNew = true;
    while (isNew) {
      isNew = false;
      for (TableName child : List.copyOf(left)) {
        for (TableName parent : cascades.above(child)) {
          if (!left.contains(parent) && left.remove(child)) {
            parking.put(
                child,
                ParkedTables.sentence(
                    child,
                    "foreign keys change its rows with those of %s, which is not followed"
                        .formatted(parent),
                    isLoaded));
            isNew = true;
          }
        }
      }
    }
  }

  /** The definitions of tables that are still what their rows were loaded by. */
  private Map<TableName, String> definitions(
      Connection toSource,
      List<ChangeTable> tables,
      Map<TableName, String> ids,
      Map<TableName, String> loaded)
      throws SQLException {
    List<TableName> names = tables.stream().map(ChangeTable::name).toList();
    Map<TableName, String> definitions = new TreeMap<>(source.definitions(toSource, names));
    boolean hides = source.hidesCascades(toSource);
    Map<TableName, String> now = new HashMap<>(); // behind them, so that none is newer
    for (Table table : from.engine().catalogReader().tables(toSource, names)) {
      now.put(table.name(), form(ids.get(table.name()), table, hides));
    }
    for (ChangeTable table : tables) {
      String planned = form(ids.get(table.name()), table.load().source().table(), hides);
      boolean isSame =
          planned.equals(now.get(table.name()))
              && planned.equals(loaded.getOrDefault(table.name(), planned));
      if (!isSame) {
        definitions.remove(table.name());
      }
    }
    return definitions;
  }

  /** Of a table with this id on the source; null where the stream doesn't carry it. */
  private static String form(@Nullable String id, Table table, boolean hidesCascades) {
    return table.columns().stream()
        .map(column -> column.name() + ' ' + column.nativeType())
        .collect(Collectors.joining("\n", id + "\n", hidesCascades ? Cascades.text(table) : ""));
  }

  private void tellUnselected(TableName table) {
    String sentence =
        "its changes are no longer followed: no rule selects it. The target's table stays";
    context.log().info(LogComponent.SOURCE_CAPTURE, table, sentence);
    context.progress().tell(TableNews.Kind.LEFT, table, sentence);
  }

  private void tellParked(TableName table, ParkedTable as) {
    context.progress().of(table).fail(as.why(), as.at(context.clock().instant()));
    context.log().warning(LogComponent.TABLES_MANAGER, table, as.why());
  }

  private void log(String message) {
    context.log().info(LogComponent.SOURCE_CAPTURE, message);
  }
}
