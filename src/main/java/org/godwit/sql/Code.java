package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** Statements of procedural code. */
public sealed interface Code extends Statement
    permits Code.Assign,
        Code.Block,
        Code.CaseOf,
        Code.Close,
        Code.Compute,
        Code.Continue,
        Code.Diagnostics,
        Code.Execute,
        Code.Exit,
        Code.Fetch,
        Code.ForAll,
        Code.Goto,
        Code.If,
        Code.Invoke,
        Code.Labeled,
        Code.Loop,
        Code.Nothing,
        Code.Open,
        Code.PipeRow,
        Code.Prepare,
        Code.Raise,
        Code.Return,
        Code.ReturnRows,
        Code.Signal,
        Code.Transaction,
        Conditional,
        Pragma {

  /**
   * {@code DECLARE … BEGIN … EXCEPTION … END}. The part behind a package body's or type body's
   * declarations is one too.
   */
  record Block(
      List<Declaration> declarations,
      List<Statement> statements,
      List<Handler> handlers,
      Place place)
      implements Code {}

  /** {@code WHEN a OR b THEN …}; {@code OTHERS} is a name like the others. */
  record Handler(List<Name> exceptions, List<Statement> statements, Place place)
      implements Clause {}

  /** {@code target := value}. */
  record Assign(Expression target, Expression value, Place place) implements Code {}

  /** IF. */
  record If(List<Branch> branches, Optional<List<Statement>> otherwise, Place place)
      implements Code {}

  /** A condition and what is done under it. */
  record Branch(Expression condition, List<Statement> statements, Place place) implements Clause {}

  /** CASE as a statement. */
  record CaseOf(
      Optional<Expression> operand,
      List<Branch> branches,
      Optional<List<Statement>> otherwise,
      Place place)
      implements Code {}

  /** LOOP in all its forms. */
  record Loop(Head head, List<Statement> statements, Place place) implements Code {}

  /** What a loop goes over. */
  sealed interface Head extends Clause {}

  /** Until an EXIT. */
  record Forever(Place place) implements Head {}

  /** As long as the condition holds. */
  record While(Expression condition, Place place) implements Head {}

  /** {@code FOR i IN low .. high}. */
  record ForRange(
      Identifier variable, boolean isReverse, Expression low, Expression high, Place place)
      implements Head {}

  /** {@code FOR r IN (query)}. */
  record ForQuery(Identifier variable, Query query, Place place) implements Head {}

  /** {@code FOR r IN cursor(arguments)}. */
  record ForCursor(Identifier variable, Expression cursor, Place place) implements Head {}

  /** {@code FOR a, b IN DELETE … RETURNING …} of PL/pgSQL. */
  record ForChange(List<Expression> targets, Dml change, Place place) implements Head {}

  /** The iterations that Oracle 21 knows besides. */
  record ForIterations(Verbatim words, Place place) implements Head {}

  /** FORALL. */
  record ForAll(
      Identifier variable, Bounds bounds, boolean savesExceptions, Statement statement, Place place)
      implements Code {}

  /** What FORALL goes over. */
  sealed interface Bounds extends Clause {}

  /** {@code low .. high}. */
  record Between(Expression low, Expression high, Place place) implements Bounds {}

  /** {@code INDICES OF collection BETWEEN low AND high}. */
  record IndicesOf(Expression collection, Optional<Between> between, Place place)
      implements Bounds {}

  /** {@code VALUES OF collection}. */
  record ValuesOf(Expression collection, Place place) implements Bounds {}

  /** EXIT. */
  record Exit(Optional<Identifier> label, Optional<Expression> when, Place place) implements Code {}

  /** CONTINUE. */
  record Continue(Optional<Identifier> label, Optional<Expression> when, Place place)
      implements Code {}

  /** GOTO. */
  record Goto(Identifier label, Place place) implements Code {}

  /** {@code <<label>>} in front of a statement, or of the end of a list. */
  record Labeled(Identifier label, Optional<Statement> statement, Place place) implements Code {}

  /** {@code NULL;} */
  record Nothing(Place place) implements Code {}

  /** RAISE; without a name the exception at hand. */
  record Raise(Optional<Name> exception, Place place) implements Code {}

  /** RETURN. */
  record Return(Optional<Expression> value, Place place) implements Code {}

  /** A procedure's call. */
  record Invoke(Expression call, Place place) implements Code {}

  /** {@code OPEN cursor(arguments)}, or with {@code FOR} a query or text. */
  record Open(
      Expression cursor,
      Optional<Query> query,
      Optional<Expression> text,
      List<Using> using,
      Place place)
      implements Code {}

  /** FETCH. */
  record Fetch(Expression cursor, Query.Into into, Place place) implements Code {}

  /** CLOSE. */
  record Close(Expression cursor, Place place) implements Code {}

  /** EXECUTE IMMEDIATE. */
  record Execute(
      Expression text,
      Optional<Query.Into> into,
      List<Using> using,
      Optional<Query.Into> returning,
      Place place)
      implements Code {}

  /** {@code PREPARE name FROM text}; EXECUTE of a reference to the name runs it. */
  record Prepare(Identifier name, Expression text, Place place) implements Code {}

  /** Values that are computed and forgotten: {@code DO a}, {@code PERFORM a}. */
  record Compute(List<Expression> values, Place place) implements Code {}

  /** A bind argument; mode is {@code IN}, {@code OUT}, {@code IN OUT} or nothing. */
  record Using(String mode, Expression value, Place place) implements Clause {}

  /** PIPE ROW. */
  record PipeRow(Expression row, Place place) implements Code {}

  /** {@code RETURN QUERY}, of PL/pgSQL alone: the rows of a query are rows of the function. */
  record ReturnRows(Query query, Place place) implements Code {}

  /** {@code COMMIT}, {@code ROLLBACK TO s}, {@code SAVEPOINT s}, {@code SET TRANSACTION …}. */
  record Transaction(String verb, String text, Place place) implements Code {}

  /**
   * SIGNAL of the standard: an error, or a word to the client.
   *
   * @param level {@code EXCEPTION}, {@code NOTICE}, …
   * @param state the SQLSTATE; empty where the server's own for that is meant
   */
  record Signal(String level, Optional<Expression> state, Expression message, Place place)
      implements Code {}

  /**
   * GET DIAGNOSTICS of the standard.
   *
   * @param item {@code ROW_COUNT}, {@code CONDITION MESSAGE_TEXT}, …
   */
  record Diagnostics(Expression target, String item, Place place) implements Code {}
}
