package org.godwit.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement that is kept as it is written, because source and target are of one dialect, with
 * what must be known of it. Names are as the server keeps them: in quotes where they need some.
 *
 * @param verb {@code CREATE}, {@code ALTER}, {@code COMMENT}, {@code GRANT}, {@code REVOKE}
 * @param kind of what it is about, as the statement says it: {@code MATERIALIZED VIEW}
 * @param name of what it is about; empty where that has none
 * @param detail what tells it from others of its name: the types of a routine's parameters with the
 *     parentheses around them, without those that only go out; the constraint or trigger that ALTER
 *     TABLE is about; what an index without a name is on; nothing of all else
 * @param on the table that an index, trigger, rule, policy or constraint is of
 * @param action what ALTER does, in upper case: {@code ADD CONSTRAINT}
 * @param names that it has
 * @param grant a GRANT or REVOKE taken apart; empty of all else
 * @param path the schemas in which its names without one are looked for; empty where the script
 *     leaves that to the server
 */
public record Kept(
    String verb,
    String kind,
    Optional<Name> name,
    String detail,
    Optional<Name> on,
    String action,
    Names names,
    Optional<Ddl.Grant> grant,
    Optional<List<String>> path,
    Place place)
    implements Statement {

  /**
   * The names in a statement, of whatever is named so.
   *
   * @param needed in the statement itself: the server looks for them when it runs
   * @param mentioned in the quoted body of a routine
   * @param roles that it needs on the server
   * @param hasPath whether a routine sets a search path of its own
   */
  public record Names(Set<Name> needed, Set<Name> mentioned, Set<Name> roles, boolean hasPath) {}

  /** Whether it makes an object. */
  public boolean makes() {
    return verb.equals("CREATE");
  }
}
