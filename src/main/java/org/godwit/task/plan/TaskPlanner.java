package org.godwit.task.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.codec.IncompatibleColumns;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ColumnStatements;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.TableTies;
import org.godwit.engine.TargetPlan;
import org.godwit.engine.TargetPlanner;
import org.godwit.engine.TargetUse;
import org.godwit.engine.TransactionMark;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.MappingPreview;
import org.godwit.mapping.MaskingKeys;
import org.godwit.mapping.Occasion;
import org.godwit.mapping.PreviewTarget;
import org.godwit.mapping.Rule;
import org.godwit.mapping.Selection;
import org.godwit.mapping.Surroundings;
import org.godwit.mapping.TableMapping;
import org.godwit.task.load.LoadTable;
import org.godwit.task.load.TablePreparation;

/**
 * Reads both catalogs, applies the mapping and decides for each table how it is made and filled.
 * Only looks; nothing is changed on either side.
 */
public final class TaskPlanner {
  private static final int LOSSES_LOOKED_AT = 500;

  private final Engine source;
  private final Engine target;
  private final TableMapping mapping;
  private final Wishes wishes;
  private final Surroundings surroundings;
  private final Optional<CanaryTable> canary;

  /**
   * What of the task's settings the plan depends on.
   *
   * @param targetSchema DMS's TargetSchema, empty for the source's
   * @param preparation what happens to existing target tables
   * @param policy what may be done to values
   * @param controlSchema never migrated itself
   * @param movesLobs whether LOB columns are moved
   */
  public record Wishes(
      String targetSchema,
      TablePreparation preparation,
      ValuePolicy policy,
      String controlSchema,
      boolean movesLobs) {

    /** A table's own lob-settings come before the task's. */
    public ValuePolicy policyOf(MappedTable table) {
      return policy.withLobBytesMax(table.lobBytesMax(policy.lobBytesMax()));
    }
  }

  /** A planner between two kinds of engines. */
  public TaskPlanner(
      Engine source, Engine target, TableMapping mapping, Wishes wishes, Clock clock) {
    this(
        source,
        target,
        mapping,
        wishes,
        // Random itself may be used by many threads.
        new Surroundings(
            clock,
            new Random(),
            MaskingKeys.ofEnvironment(),
            wishes.policy().characters(),
            Occasion.LOAD),
        Optional.empty());
  }

  private TaskPlanner(
      Engine source,
      Engine target,
      TableMapping mapping,
      Wishes wishes,
      Surroundings surroundings,
      Optional<CanaryTable> canary) {
    this.source = source;
    this.target = target;
    this.mapping = mapping;
    this.wishes = wishes;
    this.surroundings = surroundings;
    this.canary = canary;
  }

  /** The same with the task's canary among the tables, where the source has it. */
  public TaskPlanner with(CanaryTable own) {
    return new TaskPlanner(source, target, mapping, wishes, surroundings, Optional.of(own));
  }

  /**
   * Plans all tables.
   *
   * @throws EngineException where a catalog can't be read
   * @throws SQLException where the source is gone
   */
  public TaskPlan plan(Connection sourceConnection, Connection targetConnection)
      throws SQLException {
    return plan(sourceConnection, targetConnection, MadeTables.NONE);
  }

  /**
   * As the other, where some tables were made for the task already.
   *
   * @param made what becomes of them
   */
  public TaskPlan plan(Connection sourceConnection, Connection targetConnection, MadeTables made)
      throws SQLException {
    MappingPreview preview = preview(sourceConnection);
    Map<TableName, Table> existing = existing(preview, targetConnection);
    List<LoadTable> tables = new ArrayList<>();
    Map<TableName, String> refused = lacking(preview, existing, sourceConnection, targetConnection);
    refused.putAll(preview.refused());
    TargetPlanner planner =
        loadTarget()
            .planner(
                targetConnection,
                preview.tables().stream().map(mapped -> mapped.target().name()).toList());
    for (MappedTable mapped : preview.tables()) {
      if (refused.containsKey(mapped.source().name())) {
        continue;
      }
      try {
        tables.add(
            plan(
                mapped,
                new TargetFit(
                    existing.get(mapped.target().name()),
                    made.unfinished().contains(mapped.source().name())
                        ? TablePreparation.DROP_AND_CREATE
                        : wishes.preparation(),
                    made.altered().contains(mapped.source().name())
                        ? columnStatements(targetConnection)
                        : Optional.empty()),
                planner));
      } catch (IncompatibleColumns e) {
        refused.put(
            mapped.source().name(),
            "%s can't be loaded into %s: %s"
                .formatted(mapped.source().name(), mapped.target().name(), e.sentence()));
      } catch (MappingException e) {
        refused.put(mapped.source().name(), String.join(" ", e.problems()));
      }
    }
    List<MappingNote> notes = new ArrayList<>(preview.notes());
    notes.addAll(
        new SourceConditions(source.dialect()).refused(preview.tables(), sourceConnection));
    notes.addAll(ofSchemas(preview, sourceConnection));
    return new TaskPlan(tables, refused, notes);
  }

  /**
   * What goes with target tables that the task drops, for a person to read before: what is lost as
   * warnings, what comes back after the rows as hints. No more than the first {@value
   * #LOSSES_LOOKED_AT} tables are looked at; the log has it for all when they are dropped.
   */
  public List<MappingNote> losses(TaskPlan plan, Connection targetConnection) throws SQLException {
    List<MappingNote> notes = new ArrayList<>();
    if (wishes.preparation() != TablePreparation.DROP_AND_CREATE) {
      return notes;
    }
    List<LoadTable> dropped = plan.tables().stream().filter(LoadTable::exists).toList();
    Set<TableName> names =
        dropped.stream().map(table -> table.target().name()).collect(Collectors.toSet());
    for (LoadTable table : dropped.stream().limit(LOSSES_LOOKED_AT).toList()) {
      TableTies ties = loadTarget().ties(targetConnection, table.target().name(), names);
      for (String sentence : ties.lost()) {
        notes.add(
            note(MappingNote.Severity.WARNING, table, "lost by the drop of " + sentence + "."));
      }
      String back =
          ties.on().stream()
              .map(it -> it.object().replace(TableTies.TAKEN_OFF, ""))
              .distinct()
              .collect(Collectors.joining(", "));
      if (!back.isEmpty()) {
        notes.add(
            note(
                MappingNote.Severity.INFO,
                table,
                "goes with the drop and is put back after the rows: " + back + "."));
      }
    }
    return notes;
  }

  private static MappingNote note(MappingNote.Severity severity, LoadTable table, String sentence) {
    return new MappingNote(severity, Rule.NONE, Optional.of(table.name()), "", sentence);
  }

  /** Tables for which a privilege is missing at either end: nothing is done to them. */
  private Map<TableName, String> lacking(
      MappingPreview preview,
      Map<TableName, Table> existing,
      Connection sourceConnection,
      Connection targetConnection) {
    Map<TableName, String> lacking =
        new TreeMap<>(
            source
                .catalogReader()
                .unreadable(
                    sourceConnection,
                    preview.tables().stream().map(mapped -> mapped.source().name()).toList()));
    Map<TableName, TargetUse> uses = new TreeMap<>();
    for (MappedTable mapped : preview.tables()) {
      TableName name = mapped.target().name();
      uses.put(name, existing.containsKey(name) ? useOfExisting() : TargetUse.CREATE);
    }
    Map<TableName, String> forbidden =
        new TreeMap<>(loadTarget().forbidden(targetConnection, uses));
    loadTarget()
        .taken(targetConnection, uses.keySet())
        .forEach(
            (name, what) ->
                forbidden.put(
                    name,
                    "%s on the target is %s and no table, and is never dropped or written to: rename it there or drop it yourself, or give the table another name or schema by a rule"
                        .formatted(name, what)));
    for (MappedTable mapped : preview.tables()) {
      String sentence = forbidden.get(mapped.target().name());
      if (sentence != null) {
        lacking.putIfAbsent(mapped.source().name(), sentence);
      }
    }
    return lacking;
  }

  private TargetUse useOfExisting() {
    return switch (wishes.preparation()) {
      case DROP_AND_CREATE -> TargetUse.REPLACE;
      case TRUNCATE_BEFORE_LOAD -> TargetUse.EMPTY;
      case DO_NOTHING -> TargetUse.FILL;
    };
  }

  /** What the tables don't show: what can't be seen, and what is beside them. */
  private List<MappingNote> ofSchemas(MappingPreview preview, Connection connection) {
    List<String> selected =
        preview.tables().stream()
            .map(mapped -> mapped.source().name().schema())
            .distinct()
            .toList();
    CatalogReader reader = source.catalogReader();
    List<String> schemas = selected.isEmpty() ? reader.schemas(connection) : selected;
    return Stream.of(reader.blindSpots(connection, schemas), reader.notMoved(connection, selected))
        .flatMap(List::stream)
        .map(
            sentence ->
                new MappingNote(
                    MappingNote.Severity.WARNING, Rule.NONE, Optional.empty(), "", sentence))
        .toList();
  }

  private MappingPreview preview(Connection connection) {
    Selection selection = new Selection(mapping);
    SortedMap<TableName, TableKind> all = source.catalogReader().kinds(connection);
    List<TableName> selected = new ArrayList<>();
    Set<Long> matched = new HashSet<>();
    all.forEach(
        (name, kind) -> {
          if (!isOwn(name) && selection.selects(name, kind)) {
            selected.add(name);
          }
          selection.rulesFor(name, kind).forEach(rule -> matched.add(rule.id()));
        });
    if (selected.isEmpty()) {
      refuseWrongKind(selection, all);
    }
    List<Table> tables = source.catalogReader().tables(connection, selected);
    MappingPreview preview = MappingPreview.of(mapping, tables, matched, previewTarget());
    boolean hasCanary = canary.isPresent() && all.containsKey(canary.get().name());
    return hasCanary && !preview.tables().isEmpty()
        ? withCanary(preview, canary.get(), connection)
        : preview;
  }

  private MappingPreview withCanary(
      MappingPreview preview, CanaryTable own, Connection connection) {
    List<Table> table = source.catalogReader().tables(connection, List.of(own.name()));
    MappingPreview ofCanary =
        MappingPreview.of(own.mapping(mapping), table, Set.of(), previewTarget());
    Map<TableName, String> refused = new TreeMap<>(preview.refused());
    refused.putAll(ofCanary.refused());
    return new MappingPreview(
        Stream.of(preview.tables(), ofCanary.tables()).flatMap(List::stream).toList(),
        refused,
        preview.notes());
  }

  private PreviewTarget previewTarget() {
    return new PreviewTarget(
        source.dialect(),
        target.dialect(),
        wishes.targetSchema(),
        wishes.policy().lobBytesMax(),
        wishes.movesLobs());
  }

  /** Rules that name a view choose nothing, as long as they don't say that views are meant. */
  private static void refuseWrongKind(Selection selection, SortedMap<TableName, TableKind> all) {
    List<Map.Entry<TableName, TableKind>> missed =
        all.entrySet().stream()
            .filter(table -> selection.missesOnlyByKind(table.getKey(), table.getValue()))
            .toList();
    if (!missed.isEmpty()) {
      TableName first = missed.getFirst().getKey();
      String what =
          missed.getFirst().getValue() == TableKind.VIEW ? "a view" : "a table and no view";
      throw new EngineException(
          Failure.CONFIGURATION,
          "the rules select no table: %s%s is %s, and no rule selects that kind; views are left out unless a rule's object-locator has \"table-type\": \"view\" or \"all\", which loads their rows into a table"
              .formatted(
                  first,
                  missed.size() == 1 ? "" : " (and %d more)".formatted(missed.size() - 1),
                  what));
    }
  }

  private Map<TableName, Table> existing(MappingPreview preview, Connection connection) {
    List<TableName> names =
        preview.tables().stream().map(mapped -> mapped.target().name()).toList();
    return target.catalogReader().tables(connection, names).stream()
        .collect(Collectors.toMap(Table::name, Function.identity()));
  }

  private LoadTable plan(MappedTable mapped, TargetFit fit, TargetPlanner planner) {
    TargetPlan plan = planner.plan(mapped.target(), wishes.policyOf(mapped));
    return columns(mapped, surroundings).fill(mapped, plan, fit);
  }

  private Optional<ColumnStatements> columnStatements(Connection connection) throws SQLException {
    Optional<ChangeTarget> written = target.changeTarget();
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(written.get().columnStatements(connection));
  }

  private ColumnPlan columns(MappedTable mapped, Surroundings around) {
    LoadTarget load = loadTarget();
    ValuePolicy policy = wishes.policyOf(mapped);
    ValuePolicy stored = load.storesNulCharacters() ? policy.keepingNulCharacters() : policy;
    return new ColumnPlan(source, load, stored, around);
  }

  /** Whether a source's table of that name is among those that the task moves. */
  public boolean selects(TableName name) {
    return !isOwn(name) && new Selection(mapping).selects(name, TableKind.TABLE);
  }

  /** The source's tables of now that the task moves; its views move only where it is planned. */
  public List<TableName> selected(Connection connection) {
    Selection selection = new Selection(mapping);
    List<TableName> selected = new ArrayList<>();
    source
        .catalogReader()
        .kinds(connection)
        .forEach(
            (name, kind) -> {
              if (kind != TableKind.VIEW && !isOwn(name) && selection.selects(name, kind)) {
                selected.add(name);
              }
            });
    return selected;
  }

  private boolean isOwn(TableName name) {
    return name.schema().equals(wishes.controlSchema())
        || name.table().equals(TransactionMark.TABLE)
        || CanaryTable.isOne(name);
  }

  /**
   * How the changes of a table that was planned travel, between engines that can do that.
   *
   * @param occasion tells of the change that is moved
   */
  public ChangePlan changes(
      LoadTable table, ChangeSource from, ChangeTarget to, Occasion occasion) {
    return columns(table.mapped(), surroundings.on(occasion))
        .changes(table, from::wire, to::rawColumns);
  }

  private LoadTarget loadTarget() {
    return target
        .loadTarget()
        .orElseThrow(
            () ->
                new EngineException(
                    Failure.UNSUPPORTED,
                    target.descriptor().displayName() + " can't be loaded into"));
  }
}
