package org.godwit.task.plan;

import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.codec.IncompatibleColumns;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.TableSummary;
import org.godwit.engine.TargetPlan;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.MappingPreview;
import org.godwit.mapping.PreviewTarget;
import org.godwit.mapping.Selection;
import org.godwit.mapping.TableMapping;
import org.godwit.task.load.LoadTable;
import org.godwit.task.load.TablePreparation;
import org.jspecify.annotations.Nullable;

/**
 * Reads both catalogs, applies the mapping and decides for each table how it is made and filled.
 * Only looks; nothing is changed on either side.
 */
public final class TaskPlanner {
  private final Engine source;
  private final Engine target;
  private final TableMapping mapping;
  private final Wishes wishes;
  private final Clock clock;

  /**
   * What of the task's settings the plan depends on.
   *
   * @param targetSchema DMS's TargetSchema, empty for the source's
   * @param preparation what happens to existing target tables
   * @param policy what may be done to values
   * @param controlSchema never migrated itself
   */
  public record Wishes(
      String targetSchema, TablePreparation preparation, ValuePolicy policy, String controlSchema) {

    /** A table's own lob-settings come before the task's. */
    public ValuePolicy policyOf(MappedTable table) {
      return new ValuePolicy(
          policy.zeroDates(), policy.nulCharacters(), table.lobBytesMax(policy.lobBytesMax()));
    }
  }

  /** A planner between two kinds of engines. */
  public TaskPlanner(
      Engine source, Engine target, TableMapping mapping, Wishes wishes, Clock clock) {
    this.source = source;
    this.target = target;
    this.mapping = mapping;
    this.wishes = wishes;
    this.clock = clock;
  }

  /**
   * Plans all tables.
   *
   * @throws EngineException where a catalog can't be read
   */
  public TaskPlan plan(Connection sourceConnection, Connection targetConnection) {
    MappingPreview preview = preview(sourceConnection);
    Map<TableName, Table> existing = existing(preview, targetConnection);
    List<LoadTable> tables = new ArrayList<>();
    Map<TableName, String> refused = new TreeMap<>();
    for (MappedTable mapped : preview.tables()) {
      try {
        tables.add(plan(mapped, existing.get(mapped.target().name()), targetConnection));
      } catch (IncompatibleColumns e) {
        refused.put(
            mapped.source().name(),
            "%s can't be loaded into %s: %s"
                .formatted(mapped.source().name(), mapped.target().name(), e.sentence()));
      } catch (MappingException e) {
        refused.put(mapped.source().name(), String.join(" ", e.problems()));
      }
    }
    return new TaskPlan(tables, refused, preview.notes());
  }

  private MappingPreview preview(Connection connection) {
    Selection selection = new Selection(mapping);
    List<TableName> selected =
        source.catalogReader().summaries(connection).stream()
            .filter(table -> !table.name().schema().equals(wishes.controlSchema()))
            .filter(table -> selection.selects(table.name(), table.kind()))
            .map(TableSummary::name)
            .toList();
    List<Table> tables = source.catalogReader().tables(connection, selected);
    return MappingPreview.of(
        mapping,
        tables,
        new PreviewTarget(
            source.dialect(),
            target.dialect(),
            wishes.targetSchema(),
            wishes.policy().lobBytesMax()));
  }

  private Map<TableName, Table> existing(MappingPreview preview, Connection connection) {
    List<TableName> names =
        preview.tables().stream().map(mapped -> mapped.target().name()).toList();
    return target.catalogReader().tables(connection, names).stream()
        .collect(Collectors.toMap(Table::name, Function.identity()));
  }

  private LoadTable plan(MappedTable mapped, @Nullable Table existing, Connection connection) {
    LoadTarget load =
        target
            .loadTarget()
            .orElseThrow(
                () ->
                    new EngineException(
                        Failure.UNSUPPORTED,
                        target.descriptor().displayName() + " can't be loaded into"));
    ValuePolicy policy = wishes.policyOf(mapped);
    TargetPlan plan = load.plan(connection, mapped.target(), policy);
    Table keptTable = wishes.preparation() == TablePreparation.DROP_AND_CREATE ? null : existing;
    boolean kept = keptTable != null;
    Table table = keptTable == null ? plan.table() : keptTable;
    return new ColumnPlan(source, load, policy, clock)
        .fill(mapped, mapped.where(source.dialect()), plan, table, existing != null, kept);
  }
}
