package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.godwit.catalog.TableName;
import org.godwit.task.validate.ValidationState;

/** Reads a task's table statistics by page, and whole for a download. */
@ApplicationScoped
public class TableGrid {
  /** Tables on one page. */
  public static final int PAGE = 50;

  private static final String HAS_TEXT =
      """
      and (lower(source_schema || '.' || source_table) like ? escape '!'
           or lower(target_schema || '.' || target_table) like ? escape '!')""";

  private static final String BY_NAME = "order by source_schema, source_table";

  private final DataSource store;

  TableGrid(DataSource store) {
    this.store = store;
  }

  /** One page. */
  public Page<TableRow> read(long taskId, TableFilter filter) {
    long total =
        where(new StoreQuery().add("select count(*) from task_table"), taskId, filter)
            .rows(store, row -> row.getLong(1))
            .getFirst();
    int page = Math.clamp(filter.page(), 0, Page.last(total, PAGE));
    StoreQuery query = where(new StoreQuery().add("select * from task_table"), taskId, filter);
    query.add("order by " + filter.sort().order(filter.descending()));
    query.add(", source_schema, source_table limit ? offset ?", PAGE, page * PAGE);
    return new Page<>(query.rows(store, TableRow::read), total, page, PAGE);
  }

  /** Every table, by name. */
  public List<TableRow> all(long taskId) {
    return new StoreQuery()
        .add("select * from task_table where task_id = ?", taskId)
        .add(BY_NAME)
        .rows(store, TableRow::read);
  }

  /** One table. */
  public Optional<TableRow> find(long taskId, TableName source) {
    return new StoreQuery()
            .add("select * from task_table where task_id = ?", taskId)
            .add("and source_schema = ? and source_table = ?", source.schema(), source.table())
            .rows(store, TableRow::read)
            .stream()
            .findFirst();
  }

  /**
   * A table of some task.
   *
   * @param taskId whose
   * @param task its name
   * @param table by its source name
   */
  public record Found(long taskId, String task, TableName table) {}

  /** Tables of these projects' tasks whose source or target name has the text, by name. */
  public List<Found> find(Collection<Long> projects, String text, int most) {
    String part = StoreQuery.containing(text);
    return new StoreQuery()
        .add("select t.id, t.name, tt.source_schema, tt.source_table")
        .add(
            "from task_table tt join task t on t.id = tt.task_id where t.project_id = any (?)",
            projects)
        .add(HAS_TEXT, part, part)
        .add("order by tt.source_schema, tt.source_table, t.id limit ?", most)
        .rows(
            store,
            row ->
                new Found(
                    row.getLong(1),
                    row.getString(2),
                    new TableName(row.getString(3), row.getString(4))));
  }

  /** Tables with altered values, or rejected rows or changes, those with the most first. */
  public List<TableRow> lossy(long taskId, int most) {
    return new StoreQuery()
        .add("select * from task_table where task_id = ?", taskId)
        .add("and " + TableFilter.Look.LOSSY.condition())
        .add("order by altered + rejected + changes_rejected desc, source_schema, source_table")
        .add("limit ?", most)
        .rows(store, TableRow::read);
  }

  /** Tables that failed: not loaded, or parked. */
  public List<TableRow> failed(long taskId, int most) {
    return new StoreQuery()
        .add("select * from task_table where task_id = ?", taskId)
        .add("and " + TableFilter.Look.ERROR.condition())
        .add("order by source_schema, source_table limit ?", most)
        .rows(store, TableRow::read);
  }

  /** How many tables are in which state of validation. */
  public Map<ValidationState, Long> validationStates(long taskId) {
    Map<ValidationState, Long> states = new EnumMap<>(ValidationState.class);
    new StoreQuery()
        .add("select validation_state, count(*) from task_table where task_id = ?", taskId)
        .add("group by validation_state order by validation_state")
        .rows(store, row -> states.put(ValidationState.valueOf(row.getString(1)), row.getLong(2)));
    return states;
  }

  /** How many tables passed validation but for values that were altered, or rows rejected. */
  public long validatedWithLosses(long taskId) {
    return new StoreQuery()
        .add("select count(*) from task_table where task_id = ?", taskId)
        .add("and validation_state = 'VALIDATED' and " + TableFilter.Look.LOSSY.condition())
        .rows(store, row -> row.getLong(1))
        .getFirst();
  }

  private static StoreQuery where(StoreQuery query, long taskId, TableFilter filter) {
    query.add("where task_id = ? and " + filter.look().condition(), taskId);
    if (!filter.text().isBlank()) {
      String text = StoreQuery.containing(filter.text());
      query.add(HAS_TEXT, text, text);
    }
    return query;
  }
}
