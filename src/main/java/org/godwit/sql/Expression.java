package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/**
 * Anything that has a value. Parentheses are no node: the renderer writes those that are needed.
 * Negated forms such as {@code NOT IN} are a {@link Operator#NOT} over the plain form.
 */
public sealed interface Expression extends Node {

  /** What a literal is. */
  enum LiteralKind {
    STRING,
    NATIONAL_STRING,
    NUMBER,
    DATE,
    TIMESTAMP,
    NULL,
    TRUE,
    FALSE,
    DEFAULT
  }

  /**
   * A literal.
   *
   * @param text the value; of strings what they stand for, without quotes
   */
  record Literal(LiteralKind kind, String text, Place place) implements Expression {}

  /**
   * {@code INTERVAL '1' DAY}, or {@code (a - b) DAY TO SECOND}.
   *
   * @param fields {@code DAY(2) TO SECOND(6)}
   */
  record Interval(Expression value, String fields, Place place) implements Expression {}

  /** A column, variable, constant, sequence's value, or a function that is called without (). */
  record Reference(Name name, Place place) implements Expression {}

  /** {@code *} or {@code t.*}. */
  record Star(Optional<Name> of, Place place) implements Expression {}

  /** {@code :name}. */
  record Bind(String name, Place place) implements Expression {}

  /** {@code $$name}: what the compiler of the source knows of the unit. */
  record Inquiry(String name, Place place) implements Expression {}

  /** An operator over one operand, two, or (chained ones) more. */
  record Operation(Operator operator, List<Expression> operands, Place place)
      implements Expression {}

  /** {@code value BETWEEN low AND high}. */
  record Between(Expression value, Expression low, Expression high, Place place)
      implements Expression {}

  /** {@code value IN set}; the set is a {@link Row}, a {@link Subquery} or one expression. */
  record In(Expression value, Expression set, Place place) implements Expression {}

  /**
   * A comparison with a pattern.
   *
   * @param keyword {@code LIKE}, {@code LIKEC}, …
   */
  record Like(
      Expression value,
      String keyword,
      Expression pattern,
      Optional<Expression> escape,
      Place place)
      implements Expression {}

  /**
   * {@code value IS test}.
   *
   * @param test {@code NULL}, {@code NAN}, {@code EMPTY}, {@code A SET}, {@code JSON STRICT}, …
   */
  record Is(Expression value, String test, Place place) implements Expression {}

  /** {@code value IS OF (types)}; a type may be {@code ONLY} itself. */
  record IsOf(Expression value, List<OfType> types, Place place) implements Expression {}

  /** One type of {@link IsOf}. */
  record OfType(boolean isOnly, Type type, Place place) implements Clause {}

  /**
   * {@code ANY set} behind a comparison.
   *
   * @param word {@code ANY}, {@code SOME} or {@code ALL}
   */
  record Quantified(String word, Expression set, Place place) implements Expression {}

  /** {@code EXISTS (query)}. */
  record Exists(Query query, Place place) implements Expression {}

  /** {@code (query)} as a value. */
  record Subquery(Query query, Place place) implements Expression {}

  /** {@code CURSOR(query)}. */
  record CursorOf(Query query, Place place) implements Expression {}

  /** {@code MULTISET(query)}, as CAST takes it. */
  record MultisetOf(Query query, Place place) implements Expression {}

  /** {@code (a, b)}. */
  record Row(List<Expression> items, Place place) implements Expression {}

  /** {@code ARRAY[a, b]}. */
  record ArrayOf(List<Expression> items, Place place) implements Expression {}

  /** {@code array[index]}. */
  record Element(Expression array, Expression index, Place place) implements Expression {}

  /** {@code CASE … END}; with an operand its values are compared with it. */
  record Case(
      Optional<Expression> operand, List<When> whens, Optional<Expression> otherwise, Place place)
      implements Expression {}

  /** {@code WHEN condition THEN value}. */
  record When(Expression condition, Expression value, Place place) implements Clause {}

  /** {@code CAST(value AS type)}. */
  record Cast(Expression value, Type type, Place place) implements Expression {}

  /** A function, procedure, constructor, collection element or array element by name. */
  record Call(Name function, List<Argument> arguments, Place place) implements Expression {}

  /** An argument; named ones ({@code key => value}) have a key. */
  record Argument(Optional<Expression> key, Expression value, Place place) implements Clause {}

  /**
   * A call with words among its arguments: {@code EXTRACT(YEAR FROM d)}, {@code TRIM(BOTH 'x' FROM
   * s)}, {@code XMLELEMENT(…)}, {@code JSON_TABLE(…)}.
   *
   * @param parts expressions, types, and {@link Word}s for words and commas, in their order
   */
  record KeywordCall(Name function, List<Node> parts, Place place) implements Expression {}

  /** A word or sign that stands between other parts. */
  record Word(String text, Place place) implements Clause {}

  /**
   * A call as aggregate or analytic function.
   *
   * @param modifiers {@code FROM LAST}, {@code IGNORE NULLS}, {@code ON OVERFLOW TRUNCATE}
   * @param orderBy inside the parentheses, as of XMLAGG
   */
  record Aggregate(
      Expression call,
      boolean isDistinct,
      List<String> modifiers,
      List<OrderItem> orderBy,
      List<OrderItem> withinGroup,
      Optional<Keep> keep,
      Optional<Window> over,
      Place place)
      implements Expression {}

  /** {@code KEEP (DENSE_RANK FIRST ORDER BY …)}. */
  record Keep(boolean isFirst, List<OrderItem> orderBy, Place place) implements Clause {}

  /** {@code object.member} where the object isn't a plain name. */
  record Member(Expression object, Identifier member, Place place) implements Expression {}

  /** A call of what isn't a plain name: {@code f(x)(y)}, {@code f(x).m(y)}. */
  record Apply(Expression function, List<Argument> arguments, Place place) implements Expression {}

  /** {@code NEW type(…)}. */
  record New(Expression call, Place place) implements Expression {}

  /** {@code cursor%FOUND}, {@code SQL%ROWCOUNT}. */
  record Attribute(Expression of, String attribute, Place place) implements Expression {}

  /** {@code column(+)}: the side of an outer join that may be missing. */
  record OuterJoined(Expression column, Place place) implements Expression {}

  /** {@code CURRENT OF cursor}, as a condition. */
  record CurrentOf(Name cursor, Place place) implements Expression {}
}
