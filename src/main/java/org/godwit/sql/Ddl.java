package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/**
 * Statements that make, change and drop what a schema holds. Options that concern storage alone are
 * kept as words.
 */
public sealed interface Ddl extends Statement {

  /**
   * CREATE TABLE.
   *
   * @param modifiers {@code GLOBAL TEMPORARY}, {@code PRIVATE TEMPORARY}, …
   * @param of the type of an object table
   */
  record CreateTable(
      List<String> modifiers,
      Name name,
      Optional<Type> of,
      List<TableElement> elements,
      List<String> options,
      Optional<Partitioning> partitioning,
      Optional<Query> rows,
      Place place)
      implements Ddl {}

  /** ALTER TABLE. */
  record AlterTable(Name name, List<Alteration> alterations, Place place) implements Ddl {}

  /** ALTER of anything else that a schema holds; {@code text} says what is changed. */
  record Alter(String kind, Name name, String text, Place place) implements Ddl {}

  /** One change of a table. */
  sealed interface Alteration extends Clause {}

  /** ADD. */
  record Add(List<TableElement> elements, Place place) implements Alteration {}

  /** MODIFY. */
  record Modify(List<TableElement> elements, Place place) implements Alteration {}

  /**
   * DROP (…) or SET UNUSED (…).
   *
   * @param isUnused whether the columns stay where they are and can't be seen any more
   * @param options {@code CASCADE CONSTRAINTS}, {@code INVALIDATE}, {@code CHECKPOINT 100}
   */
  record DropColumns(List<Identifier> columns, boolean isUnused, List<String> options, Place place)
      implements Alteration {}

  /**
   * A constraint that a table has.
   *
   * @param kind {@code CONSTRAINT} with a name, {@code PRIMARY KEY}, {@code UNIQUE} with columns
   */
  record ConstraintOf(String kind, Optional<Identifier> name, List<Identifier> columns, Place place)
      implements Clause {}

  /** DROP CONSTRAINT, DROP PRIMARY KEY, DROP UNIQUE. */
  record DropConstraint(ConstraintOf constraint, List<String> options, Place place)
      implements Alteration {}

  /** MODIFY CONSTRAINT, with what it shall be: {@code DISABLE}, {@code NOVALIDATE}, …. */
  record ModifyConstraint(
      ConstraintOf constraint,
      List<String> states,
      Optional<TableElement.UsingIndex> index,
      Place place)
      implements Alteration {}

  /**
   * ENABLE or DISABLE of a constraint.
   *
   * @param validation {@code VALIDATE}, {@code NOVALIDATE} or nothing
   * @param options {@code CASCADE}, {@code KEEP INDEX}, {@code EXCEPTIONS INTO x}
   */
  record EnableConstraint(
      boolean isEnabled,
      String validation,
      ConstraintOf constraint,
      Optional<TableElement.UsingIndex> index,
      List<String> options,
      Place place)
      implements Alteration {}

  /** RENAME TO. */
  record RenameTable(Identifier to, Place place) implements Alteration {}

  /** RENAME COLUMN. */
  record RenameColumn(Identifier from, Identifier to, Place place) implements Alteration {}

  /** RENAME CONSTRAINT. */
  record RenameConstraint(Identifier from, Identifier to, Place place) implements Alteration {}

  /**
   * ADD PARTITION.
   *
   * @param options {@code UPDATE GLOBAL INDEXES} and its like, or nothing
   */
  record AddPartitions(List<Partitioning.Partition> partitions, String options, Place place)
      implements Alteration {}

  /**
   * A change of partitions that are there.
   *
   * @param verb {@code DROP}, {@code MERGE}, {@code SPLIT}, {@code SPLIT AT}, {@code SPLIT VALUES},
   *     {@code ADD VALUES}, {@code DROP VALUES}
   * @param values where it is split, or those that a list gets or loses
   * @param into what becomes of them
   * @param options {@code UPDATE GLOBAL INDEXES} and its like, or nothing
   */
  record ChangePartitions(
      String verb,
      List<Identifier> partitions,
      List<Expression> values,
      List<Partitioning.Partition> into,
      String options,
      Place place)
      implements Alteration {}

  /** Any other change, as words: of storage, of partitions that are there, of triggers. */
  record Change(Verbatim words, Place place) implements Alteration {}

  /**
   * CREATE INDEX.
   *
   * @param kind {@code UNIQUE}, {@code BITMAP} or nothing
   * @param cluster whether it is the index of a cluster, named as the table
   */
  record CreateIndex(
      String kind,
      Name name,
      boolean cluster,
      Name table,
      Optional<Identifier> alias,
      List<OrderItem> columns,
      List<String> options,
      Place place)
      implements Ddl {}

  /**
   * CREATE VIEW.
   *
   * @param modifiers {@code OR REPLACE}, {@code FORCE}, {@code EDITIONABLE}, …
   * @param of the type of an object view, with its words
   * @param restriction {@code READ ONLY}, {@code CHECK OPTION …} or nothing
   */
  record CreateView(
      List<String> modifiers,
      Name name,
      List<TableElement> columns,
      Optional<Verbatim> of,
      List<String> options,
      Query query,
      String restriction,
      Place place)
      implements Ddl {}

  /** CREATE MATERIALIZED VIEW. */
  record CreateMaterializedView(
      Name name,
      List<Identifier> columns,
      List<String> options,
      Optional<Partitioning> partitioning,
      Query query,
      Place place)
      implements Ddl {}

  /** CREATE SEQUENCE. */
  record CreateSequence(Name name, List<SequenceOption> options, Place place) implements Ddl {}

  /** ALTER SEQUENCE. */
  record AlterSequence(Name name, List<SequenceOption> options, Place place) implements Ddl {}

  /** CREATE SYNONYM. */
  record CreateSynonym(List<String> modifiers, Name name, Name target, Place place)
      implements Ddl {}

  /** CREATE DATABASE LINK; what stands behind IDENTIFIED BY is a secret and isn't kept. */
  record CreateDatabaseLink(List<String> modifiers, Name name, List<String> options, Place place)
      implements Ddl {}

  /** CREATE TYPE: an object's attributes and methods, or what a collection holds. */
  record CreateType(
      List<String> modifiers,
      Name name,
      List<String> properties,
      Optional<Name> under,
      Optional<Declaration.TypeBody> body,
      List<Declaration> members,
      List<String> finals,
      Place place)
      implements Ddl {}

  /**
   * CREATE DOMAIN, of the target alone.
   *
   * @param check that its values hold to
   */
  record CreateDomain(Name name, Type base, Expression check, Place place) implements Ddl {}

  /** CREATE TYPE BODY. */
  record CreateTypeBody(List<String> modifiers, Name name, List<Declaration> members, Place place)
      implements Ddl {}

  /** CREATE PACKAGE. */
  record CreatePackage(
      List<String> modifiers,
      Name name,
      List<String> properties,
      List<Declaration> declarations,
      Place place)
      implements Ddl {}

  /** CREATE PACKAGE BODY; the initialisation runs at first use in a session. */
  record CreatePackageBody(
      List<String> modifiers,
      Name name,
      List<Declaration> declarations,
      Optional<Code.Block> initialisation,
      Place place)
      implements Ddl {}

  /** CREATE FUNCTION, CREATE PROCEDURE. */
  record CreateRoutine(List<String> modifiers, Routine routine, Place place) implements Ddl {}

  /**
   * CREATE TRIGGER.
   *
   * @param timing {@code BEFORE}, {@code AFTER}, {@code INSTEAD OF}, {@code FOR}
   * @param events {@code INSERT}, {@code LOGON}, …; UPDATE with its columns
   * @param on a table or view; {@code SCHEMA} and {@code DATABASE} are words
   * @param options {@code FOLLOWS x}, {@code DISABLE}, {@code FORWARD CROSSEDITION}
   */
  record CreateTrigger(
      List<String> modifiers,
      Name name,
      String timing,
      List<TriggerEvent> events,
      Optional<Identifier> nestedTable,
      Name on,
      List<String> referencing,
      boolean isForEachRow,
      List<String> options,
      Optional<Expression> when,
      TriggerBody body,
      Place place)
      implements Ddl {}

  /**
   * CREATE EVENT of MySQL: what the server runs by itself.
   *
   * @param schedule {@code EVERY 1 DAY STARTS …}, {@code AT …}, with what else stands before DO
   */
  record CreateEvent(Name name, String schedule, Statement body, Place place) implements Ddl {}

  /** What fires a trigger. */
  record TriggerEvent(String word, List<Identifier> columns, Place place) implements Clause {}

  /** What a trigger does. */
  sealed interface TriggerBody extends Clause {}

  /** A block or a call. */
  record Simple(Statement statement, Place place) implements TriggerBody {}

  /** A section for each moment. */
  record Compound(List<Declaration> declarations, List<Section> sections, Place place)
      implements TriggerBody {}

  /** {@code BEFORE EACH ROW IS … END}. */
  record Section(String moment, Code.Block block, Place place) implements Clause {}

  /** COMMENT ON; kind is {@code TABLE}, {@code COLUMN}, {@code MATERIALIZED VIEW}, …. */
  record CommentOn(String kind, Name name, String text, Place place) implements Ddl {}

  /** GRANT, REVOKE; {@code on} is empty for roles and system privileges. */
  record Grant(
      boolean isRevoke,
      List<String> privileges,
      String onKind,
      Optional<Name> on,
      List<Name> grantees,
      List<String> options,
      Place place)
      implements Ddl {}

  /** CREATE USER, CREATE ROLE; passwords aren't kept. */
  record CreatePrincipal(String kind, Name name, List<String> options, Place place)
      implements Ddl {}

  /** DROP. */
  record Drop(String kind, Name name, String options, Place place) implements Ddl {}

  /** TRUNCATE TABLE. */
  record Truncate(Name table, String options, Place place) implements Ddl {}

  /** RENAME. */
  record Rename(Name from, Name to, Place place) implements Ddl {}
}
