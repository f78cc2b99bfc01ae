package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** What rows are read from. */
public sealed interface FromItem extends Node {

  /** A name for the item, and for its columns. */
  record Alias(Identifier name, List<Identifier> columns) {}

  /**
   * A table, view or named query.
   *
   * @param partition {@code PARTITION (p1)}, {@code SUBPARTITION FOR (…)} or nothing
   * @param sample {@code SAMPLE BLOCK (10)} or nothing
   */
  record Table(
      boolean isOnly,
      Name name,
      String partition,
      Optional<AsOf> asOf,
      String sample,
      Optional<Alias> alias,
      Place place)
      implements FromItem {}

  /**
   * Rows as they were.
   *
   * @param unit {@code SCN} or {@code TIMESTAMP}
   * @param until with {@code VERSIONS BETWEEN}
   */
  record AsOf(String unit, Expression at, Optional<Expression> until, Place place)
      implements Clause {}

  /** A query in parentheses; one that isn't lateral sees no item before it. */
  record Derived(boolean isLateral, Query query, Optional<Alias> alias, Place place)
      implements FromItem {}

  /** A function or collection as rows: {@code TABLE(f(x))}, {@code XMLTABLE(…)}. */
  record Function(Expression call, boolean isTable, Optional<Alias> alias, Place place)
      implements FromItem {}

  /**
   * A join.
   *
   * @param kind {@code JOIN}, {@code LEFT JOIN}, {@code CROSS APPLY}, {@code NATURAL JOIN}, …
   * @param leftPartitionBy, rightPartitionBy of a partitioned outer join
   */
  record Join(
      FromItem left,
      List<Expression> leftPartitionBy,
      String kind,
      FromItem right,
      List<Expression> rightPartitionBy,
      Optional<Expression> on,
      List<Identifier> using,
      Place place)
      implements FromItem {}

  /**
   * {@code item PIVOT (…)}.
   *
   * @param columns what is compared with the values
   * @param values named; of {@code PIVOT XML} possibly a query or {@code ANY}
   */
  record Pivot(
      FromItem item,
      boolean isXml,
      List<Query.Item> aggregates,
      List<Expression> columns,
      List<Query.Item> values,
      Optional<Alias> alias,
      Place place)
      implements FromItem {}

  /** {@code item UNPIVOT (…)}. */
  record Unpivot(
      FromItem item,
      boolean includesNulls,
      List<Identifier> values,
      List<Identifier> names,
      List<UnpivotColumns> columns,
      Optional<Alias> alias,
      Place place)
      implements FromItem {}

  /** {@code (a, b) AS 'x'} of UNPIVOT. */
  record UnpivotColumns(List<Expression> columns, Optional<Expression> label, Place place)
      implements Clause {}

  /** {@code item MATCH_RECOGNIZE (…)}, whose words only Oracle knows. */
  record MatchRecognize(FromItem item, Verbatim words, Optional<Alias> alias, Place place)
      implements FromItem {}

  /** Joins in parentheses. */
  record Group(FromItem item, Optional<Alias> alias, Place place) implements FromItem {}
}
