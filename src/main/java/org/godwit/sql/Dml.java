package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** Statements that read and change rows. */
public sealed interface Dml extends Statement {

  /** A query as a statement. */
  record Read(Query query, Place place) implements Dml {}

  /** INSERT. */
  record Insert(
      List<String> hints,
      FromItem target,
      List<Expression> columns,
      Query rows,
      Optional<Returning> returning,
      Optional<ErrorLog> errorLog,
      Place place)
      implements Dml {}

  /**
   * INSERT with what is done where a row of the same key is there.
   *
   * @param action {@code NOTHING}, {@code UPDATE} by the changes, or {@code REPLACE}
   * @param alias of the row that would be inserted, within the changes
   * @param key columns that tell rows apart; none where any key of the table does
   */
  record Upsert(
      Insert insert,
      String action,
      Optional<Identifier> alias,
      List<Identifier> key,
      List<Assignment> changes,
      Place place)
      implements Dml {}

  /** UPDATE or DELETE of the first so many rows. */
  record Limited(Dml change, List<OrderItem> orderBy, Optional<Query.RowLimit> limit, Place place)
      implements Dml {}

  /** DELETE of the rows of some tables that a join finds. */
  record DeleteFrom(List<Name> tables, FromItem rows, Optional<Expression> where, Place place)
      implements Dml {}

  /**
   * INSERT into several tables.
   *
   * @param isFirst stops at the first condition that holds
   */
  record MultiInsert(
      List<String> hints, boolean isFirst, List<InsertBranch> branches, Query rows, Place place)
      implements Dml {}

  /** The inserts under one condition; of ELSE and of the unconditional form it is empty. */
  record InsertBranch(Optional<Expression> condition, List<InsertInto> targets, Place place)
      implements Clause {}

  /** One INTO of several. */
  record InsertInto(
      FromItem target,
      List<Expression> columns,
      Optional<Query> values,
      Optional<ErrorLog> errorLog,
      Place place)
      implements Clause {}

  /** UPDATE. */
  record Update(
      List<String> hints,
      FromItem target,
      List<Assignment> assignments,
      List<FromItem> from,
      Optional<Expression> where,
      Optional<Returning> returning,
      Optional<ErrorLog> errorLog,
      Place place)
      implements Dml {}

  /** {@code a = x}, or {@code (a, b) = (query)} with a {@link Expression.Row}. */
  record Assignment(Expression column, Expression value, Place place) implements Clause {}

  /** DELETE. */
  record Delete(
      List<String> hints,
      FromItem target,
      Optional<Expression> where,
      Optional<Returning> returning,
      Optional<ErrorLog> errorLog,
      Place place)
      implements Dml {}

  /** MERGE. */
  record Merge(
      List<String> hints,
      FromItem target,
      FromItem using,
      Expression on,
      List<MergeAction> actions,
      Optional<ErrorLog> errorLog,
      Place place)
      implements Dml {}

  /**
   * Changes that are one statement of the target: each sees the rows as they were before all.
   *
   * @param source rows that they read, by that name
   * @param count gets the number of rows of all; without it that of the last is the statement's
   */
  record Together(
      Optional<Query.Common> source, List<Dml> changes, Optional<Expression> count, Place place)
      implements Dml {}

  /** What MERGE does with a row. */
  sealed interface MergeAction extends Clause {}

  /** WHEN MATCHED THEN UPDATE, then DELETE what now meets a condition. */
  record MergeUpdate(
      List<Assignment> assignments,
      Optional<Expression> where,
      Optional<Expression> deleteWhere,
      Place place)
      implements MergeAction {}

  /** WHEN NOT MATCHED THEN INSERT. */
  record MergeInsert(
      List<Expression> columns, Query values, Optional<Expression> where, Place place)
      implements MergeAction {}

  /** {@code RETURNING values INTO targets}. */
  record Returning(List<Expression> values, Optional<Query.Into> into, Place place)
      implements Clause {}

  /** {@code LOG ERRORS INTO table (tag) REJECT LIMIT n}. */
  record ErrorLog(
      Optional<Name> into, Optional<Expression> tag, Optional<String> rejectLimit, Place place)
      implements Clause {}

  /** LOCK TABLE. */
  record LockTable(List<FromItem> tables, String mode, String waiting, Place place)
      implements Dml {}

  /** EXPLAIN PLAN … FOR statement. */
  record ExplainPlan(String options, Statement statement, Place place) implements Dml {}
}
