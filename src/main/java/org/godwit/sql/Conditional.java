package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** {@code $IF … $THEN … $END}: what is compiled depends on the compiler. */
public record Conditional(List<Branch> branches, Place place) implements Code, Declaration {

  /** One choice, with declarations or statements; that of {@code $ELSE} has no condition. */
  public record Branch(
      Optional<Expression> condition,
      List<Declaration> declarations,
      List<Statement> statements,
      Place place)
      implements Clause {}
}
