package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** What stands between the parentheses of CREATE TABLE. */
public sealed interface TableElement extends Node {

  /**
   * A column.
   *
   * @param type empty for virtual columns, columns of object tables and those that ALTER leaves
   * @param options {@code INVISIBLE}, {@code COLLATE x}, {@code SORT}, {@code ENCRYPT …}
   */
  record Column(
      Identifier name,
      Optional<Type> type,
      Optional<DefaultValue> value,
      List<String> options,
      List<Constraint> constraints,
      Place place)
      implements TableElement {}

  /** Where a column's values come from. */
  sealed interface DefaultValue extends Clause {}

  /** DEFAULT; {@code onNull} also where NULL is given. */
  record Default(boolean onNull, Expression value, Place place) implements DefaultValue {}

  /** {@code GENERATED … AS IDENTITY (options)}; kind is {@code ALWAYS}, {@code BY DEFAULT}, …. */
  record Identity(String kind, List<SequenceOption> options, Place place) implements DefaultValue {}

  /** {@code GENERATED ALWAYS AS (value) VIRTUAL}. */
  record Generated(Expression value, boolean isStored, Place place) implements DefaultValue {}

  /**
   * A constraint.
   *
   * @param states {@code DEFERRABLE}, {@code DISABLE}, {@code NOVALIDATE}, …
   */
  record Constraint(
      Optional<Identifier> name,
      Rule rule,
      List<String> states,
      Optional<UsingIndex> index,
      Place place)
      implements TableElement {}

  /**
   * USING INDEX: an index that is there, one that is made here, or options of the one that the
   * server makes.
   */
  record UsingIndex(
      Optional<Name> name, Optional<Ddl.CreateIndex> created, List<String> options, Place place)
      implements Clause {}

  /** What a constraint demands. Behind a column the columns are empty. */
  sealed interface Rule extends Clause {}

  /** NULL or NOT NULL. */
  record Nullable(boolean isAllowed, Place place) implements Rule {}

  /** PRIMARY KEY. */
  record PrimaryKey(List<Identifier> columns, Place place) implements Rule {}

  /** UNIQUE. */
  record Unique(List<Identifier> columns, Place place) implements Rule {}

  /** FOREIGN KEY; {@code onDelete} is {@code CASCADE}, {@code SET NULL} or nothing. */
  record ForeignKey(
      List<Identifier> columns,
      Name table,
      List<Identifier> references,
      String onDelete,
      Place place)
      implements Rule {}

  /** CHECK. */
  record Check(Expression condition, Place place) implements Rule {}

  /**
   * Words that are no column and no constraint: {@code SUPPLEMENTAL LOG …}, {@code PERIOD FOR …}.
   */
  record Words(Verbatim words, Place place) implements TableElement {}
}
