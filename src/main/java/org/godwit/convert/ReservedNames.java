package org.godwit.convert;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * PostgreSQL keeps names of schemas and roles that begin with {@code pg_} to itself, and the role's
 * {@code none}: such ones get {@code ora_} in front, wherever the scripts name them.
 */
final class ReservedNames {
  private static final String IN_FRONT = "ora_";

  /** What becomes a schema: its name is changed in all that names it. */
  private final Set<String> schemas = new HashSet<>();

  ReservedNames(List<Statement> statements) {
    statements.forEach(this::take);
  }

  private void take(Statement statement) {
    SchemaModel.made(statement)
        .ifPresent(
            id -> {
              boolean isSchema =
                  switch (id.kind()) {
                    case PACKAGE, PACKAGE_BODY, TYPE_BODY -> true;
                    default -> false;
                  };
              take(id.schema());
              if (isSchema) {
                take(id.name());
              }
            });
  }

  private void take(String schema) {
    if (isOfServer(schema)) {
      schemas.add(schema);
    }
  }

  private static boolean isOfServer(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("pg_");
  }

  /**
   * The statement with names that the target takes.
   *
   * @param changed gets the names that it had
   */
  Statement changed(Statement statement, Set<String> changed) {
    Statement plain =
        schemas.isEmpty()
            ? statement
            : Rewriter.respelled(
                statement, it -> schemas.contains(it.text()) ? free(it, changed) : it);
    return switch (plain) {
      case Ddl.Grant grant ->
          new Ddl.Grant(
              grant.isRevoke(),
              grant.privileges(),
              grant.onKind(),
              grant.on(),
              grant.grantees().stream().map(it -> role(it, changed)).toList(),
              grant.options(),
              grant.place());
      case Ddl.CreatePrincipal it ->
          new Ddl.CreatePrincipal(it.kind(), role(it.name(), changed), it.options(), it.place());
      default -> plain;
    };
  }

  private static Name role(Name name, Set<String> changed) {
    return isRoleOfServer(name.last()) ? Name.of(free(name.last(), changed)) : name;
  }

  private static boolean isRoleOfServer(Identifier name) {
    return isOfServer(name.text()) || name.text().equals("none");
  }

  /** A role's name that the target takes. */
  static Identifier role(Identifier name) {
    return isRoleOfServer(name) ? free(name, new HashSet<>()) : name;
  }

  private static Identifier free(Identifier name, Set<String> changed) {
    changed.add(name.text());
    return new Identifier(IN_FRONT + name.text(), name.isQuoted());
  }

  /** An action item for each of these names. */
  static void say(Set<String> changed, Items items) {
    for (String name : new TreeSet<>(changed)) {
      items.add(ActionCode.RESERVED_NAME, Place.NONE, name, IN_FRONT + name);
    }
  }
}
