package org.godwit.task.plan;

import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.mapping.Rule;
import org.godwit.mapping.RuleTarget;
import org.godwit.mapping.SelectionRule;
import org.godwit.mapping.SelectionRule.Action;
import org.godwit.mapping.TableMapping;

/**
 * The table of a task's canary: one on the source, that nobody else writes to, whose one row goes
 * the way of every other row to the target.
 *
 * @param name on the source
 */
public record CanaryTable(TableName name) {
  /** The row's key. */
  public static final String ID = "id";

  /** How often the row was written. */
  public static final String BEAT = "beat";

  private static final String PREFIX = "canary_";

  /** Every stream's name begins so. */
  private static final String STREAMS = "godwit_";

  /**
   * That of a task.
   *
   * @param schema of the source, which is there
   * @param stream by whose name the source keeps what is the task's
   */
  public static CanaryTable of(String schema, String stream) {
    return new CanaryTable(new TableName(schema, PREFIX + stream));
  }

  /** Whether a table is any task's canary, which no rule selects. */
  public static boolean isOne(TableName table) {
    return table.table().startsWith(PREFIX + STREAMS);
  }

  /** The name of the stream of whose task a table is the canary; of {@link #isOne} alone. */
  public static String streamOf(TableName table) {
    return table.table().substring(PREFIX.length());
  }

  /**
   * What brings the table to where the task's rules bring tables of its schema. Rules for rows and
   * columns are for the data.
   */
  TableMapping mapping(TableMapping ofTask) {
    List<Rule> rules = new ArrayList<>();
    long id = 1;
    for (Rule rule : ofTask.rules()) {
      id = Math.max(id, rule.id() + 1);
    }
    ofTask.transformationRules().stream()
        .filter(it -> it.target() == RuleTarget.SCHEMA || it.target() == RuleTarget.TABLE)
        .forEach(rules::add);
    rules.add(SelectionRule.of(id, Action.EXPLICIT, name.schema(), name.table()));
    return TableMapping.of(rules);
  }
}
