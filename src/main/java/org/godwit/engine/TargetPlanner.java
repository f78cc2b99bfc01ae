package org.godwit.engine;

import org.godwit.catalog.Table;
import org.godwit.codec.ValuePolicy;

/**
 * Plans the tables of one task. What it has to know of the server it asks once, so that thousands
 * of tables don't wait for it; for one thread.
 */
public interface TargetPlanner {

  /**
   * How a table would be made.
   *
   * @param wanted under its target names; types in shared terms as the source or a rule has them,
   *     all expressions in standard SQL
   * @param policy decides where NULL may take the place of a value
   * @return the table as it will be stored, and the statements that make it
   */
  TargetPlan plan(Table wanted, ValuePolicy policy);
}
