package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** What a block, package or type declares. */
public sealed interface Declaration extends Node
    permits Conditional,
        Declaration.Attribute,
        Declaration.ConditionHandler,
        Declaration.ConditionName,
        Declaration.Cursor,
        Declaration.ExceptionName,
        Declaration.TypeOf,
        Declaration.Variable,
        Pragma,
        Routine,
        Statement.Unknown {

  /** A variable or constant. */
  record Variable(
      Identifier name,
      boolean isConstant,
      Type type,
      boolean isNotNull,
      Optional<Expression> value,
      Place place)
      implements Declaration {}

  /** A cursor; in a package's specification possibly without its query. */
  record Cursor(
      Identifier name,
      List<Routine.Parameter> parameters,
      Optional<Type> returns,
      Optional<Query> query,
      Place place)
      implements Declaration {}

  /** An exception. */
  record ExceptionName(Identifier name, Place place) implements Declaration {}

  /**
   * {@code name CONDITION FOR SQLSTATE '…'}, of the standard.
   *
   * @param condition a number of an error, or the words {@code SQLSTATE '…'}
   */
  record ConditionName(Identifier name, Name condition, Place place) implements Declaration {}

  /**
   * {@code CONTINUE HANDLER FOR conditions statement}, of the standard.
   *
   * @param action {@code CONTINUE}, {@code EXIT}, {@code UNDO}
   * @param conditions names, numbers of errors, and words: {@code NOT FOUND}, {@code SQLSTATE '…'}
   */
  record ConditionHandler(
      String action, List<Name> conditions, List<Statement> statements, Place place)
      implements Declaration {}

  /** A type of its own, or a subtype. */
  record TypeOf(Identifier name, TypeBody body, Place place) implements Declaration {}

  /** An attribute of an object type. */
  record Attribute(Identifier name, Type type, Place place) implements Declaration {}

  /** What a declared type is. */
  sealed interface TypeBody extends Clause {}

  /** {@code RECORD (…)}. */
  record RecordOf(List<Variable> fields, Place place) implements TypeBody {}

  /** {@code TABLE OF element}; with an index type an associative array. */
  record TableOf(Type element, boolean isNotNull, Optional<Type> index, Place place)
      implements TypeBody {}

  /** {@code VARRAY(n) OF element}. */
  record ArrayOf(Expression size, Type element, boolean isNotNull, Place place)
      implements TypeBody {}

  /** {@code REF CURSOR}. */
  record RefCursor(Optional<Type> returns, Place place) implements TypeBody {}

  /** {@code SUBTYPE name IS base RANGE low .. high NOT NULL}. */
  record Subtype(Type base, Optional<Expression> range, boolean isNotNull, Place place)
      implements TypeBody {}

  /** Declared now, told later. */
  record Incomplete(Place place) implements TypeBody {}
}
