package org.godwit.mapping.expression;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the names of an expression stand for while it is evaluated. */
public interface Scope {

  /**
   * A column's value: null, a Long, a BigDecimal, a Double, a String or a byte array. Dates and
   * times are text, {@code 2024-02-29 23:59:59.123456}.
   */
  @Nullable Object column(String name);

  /** What is known of the change beside its columns. */
  String header(Header header);

  /** A name of the object that the rule is applied to. */
  String metadata(Metadata metadata);

  /** The moment that {@code now} means. */
  Instant now();

  /** The secret that a masking rule names. */
  default MaskingKey maskingKey() {
    throw new ExpressionProblem("there is no masking key here");
  }

  /** For {@code random()} and its like. */
  RandomGenerator random();
}
