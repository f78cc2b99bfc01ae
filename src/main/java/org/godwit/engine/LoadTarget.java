package org.godwit.engine;

import java.sql.Connection;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/** A target that tables can be loaded into. */
public interface LoadTarget {

  /** How this engine stores types. */
  TypeMap typeMap();

  /**
   * How a table would be made.
   *
   * @param wanted under its target names; types in shared terms as the source or a rule has them,
   *     all expressions in standard SQL
   * @return the table as it will be stored, and the statements that make it
   */
  TargetPlan plan(Table wanted);

  /** Drops the table and what hangs on it, if it is there. */
  String dropTable(TableName table);

  /** Empties the table, or more tables at once where foreign keys tie them together. */
  String truncate(List<TableName> tables);

  /**
   * Opens a writer.
   *
   * @param connection in a transaction
   * @param table as the target has it
   * @param columns that rows give, in that order; never a computed one
   * @param budget that large rows are taken from
   */
  TableWriter writer(
      Connection connection,
      Table table,
      List<Column> columns,
      TableWriter.Mode mode,
      ByteBudget budget);
}
