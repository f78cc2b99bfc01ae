package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;

/** How identifiers are spelled anew. */
@FunctionalInterface
public interface Spelling {
  /** The identifier as it is spelled then. */
  Identifier of(Identifier identifier);

  /** The name with all its parts spelled so. */
  default Name of(Name name) {
    return new Name(all(name.parts()), name.link());
  }

  /** All of them spelled so. */
  default List<Identifier> all(List<Identifier> identifiers) {
    List<Identifier> spelled = new ArrayList<>(identifiers.size());
    for (Identifier identifier : identifiers) {
      spelled.add(of(identifier));
    }
    return List.copyOf(spelled);
  }
}
