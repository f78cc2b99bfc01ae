package org.godwit.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect's grammar has beside what all share. Each method looks at the token at hand, and
 * takes nothing where nothing of the kind stands there.
 */
public interface Additions {
  /** Of a dialect that has nothing of its own. */
  Additions NONE = new Additions() {};

  /** An operand that begins here; null where the shared grammar knows it. */
  default @Nullable Expression operand(ExpressionParser expressions, Place place) {
    return null;
  }

  /** With the operator that stands here and its right side; null where it is none of its own. */
  default @Nullable Expression extended(
      ExpressionParser expressions, Expression left, int binding) {
    return null;
  }

  /** What a sign between operands means; null where it is no operator. */
  default @Nullable Operator operator(String sign, @Nullable Operator shared) {
    return shared;
  }

  /** A type; null where the shared grammar reads it. */
  default @Nullable Type type(Place place) {
    return null;
  }

  /** Words behind SELECT, before what is selected. */
  default List<String> selectWords() {
    return List.of();
  }

  /** What GROUP BY goes by, with what stands behind its list. */
  default List<Expression> grouped(List<Expression> by) {
    return by;
  }

  /** How many rows a query gives; empty where the shared grammar reads it. */
  default Optional<Query.RowLimit> limit(ExpressionParser expressions) {
    return Optional.empty();
  }

  /** What rows a query locks; empty where the shared grammar reads it. */
  default Optional<Query.Lock> lock(ExpressionParser expressions) {
    return Optional.empty();
  }

  /** How the item that follows is joined; nothing where the shared grammar reads it. */
  default String joinKind() {
    return "";
  }

  /** Takes what stands behind a table and its alias and changes no result. */
  default void afterTable() {}
}
