package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/**
 * A function, a procedure, or a type's method: declared, or with its body.
 *
 * @param modifiers in front: {@code MEMBER}, {@code STATIC}, {@code NOT FINAL}, {@code MAP}, …
 * @param kind {@code FUNCTION} or {@code PROCEDURE}
 * @param returnsSelf of a constructor
 * @param properties {@code DETERMINISTIC}, {@code PIPELINED}, {@code AUTHID DEFINER}, …
 * @param external the words of a call specification instead of a body
 */
public record Routine(
    List<String> modifiers,
    String kind,
    Name name,
    List<Parameter> parameters,
    Optional<Type> returns,
    boolean returnsSelf,
    List<String> properties,
    Optional<Code.Block> body,
    Optional<Verbatim> external,
    Place place)
    implements Declaration {

  /**
   * A parameter.
   *
   * @param mode {@code IN}, {@code OUT}, {@code IN OUT}, or nothing
   */
  public record Parameter(
      Identifier name,
      String mode,
      boolean isNoCopy,
      Type type,
      Optional<Expression> value,
      Place place)
      implements Clause {}
}
