package org.godwit.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A name with its qualifiers.
 *
 * @param parts from the outermost qualifier to the name itself; never empty
 * @param link the database link behind {@code @}; empty where there is none
 */
public record Name(List<Identifier> parts, String link) {

  /** A name on the database at hand. */
  public static Name of(Identifier... parts) {
    return new Name(List.of(parts), "");
  }

  /** A name without quotes. */
  public static Name of(String name) {
    return of(Identifier.of(name));
  }

  /** The name itself, without qualifiers. */
  public Identifier last() {
    return parts.getLast();
  }

  /** Whether it is this one word, without qualifier, link and quotes, in any case. */
  public boolean is(String word) {
    return parts.size() == 1 && link.isEmpty() && parts.getFirst().is(word);
  }

  // Written out, as ObjectId's: names are looked up more than anything else.
  @Override
  public boolean equals(Object other) {
    return other instanceof Name(var otherParts, var otherLink)
        && parts.equals(otherParts)
        && link.equals(otherLink);
  }

  @Override
  public int hashCode() {
    return 31 * parts.hashCode() + link.hashCode();
  }

  @Override
  public String toString() {
    return parts.stream().map(Identifier::toString).collect(Collectors.joining("."))
        + (link.isEmpty() ? "" : "@" + link);
  }
}
