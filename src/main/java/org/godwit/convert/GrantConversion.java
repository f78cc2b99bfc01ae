package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;

/**
 * GRANT and REVOKE. On PostgreSQL a role also needs USAGE of the schema that an object stands in;
 * EXECUTE of a package becomes that of all routines in its schema.
 */
final class GrantConversion {
  /** A column in quotes without which it would have the same name. */
  private static final Pattern QUOTED = Pattern.compile("\"[A-Z][A-Z0-9_$#]*\"");

  private static final Set<String> OF_TABLES =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "ALL", "ALL PRIVILEGES");

  private final Context context;
  private final Outcome outcome;

  GrantConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  void convert(Ddl.Grant grant, ObjectId id, Items items) {
    if (outcome.isEmpty()) {
      items.add(ActionCode.LEFT_OUT, grant.place(), "GRANT on what isn't made");
      return;
    }
    List<String> privileges = privileges(grant, id.kind(), items);
    if (privileges.isEmpty() || grant.on().isEmpty()) {
      return;
    }
    List<Name> grantees = grant.grantees();
    grantees.stream()
        .filter(name -> !name.is("PUBLIC"))
        .filter(name -> Principals.made(context.model(), name).isEmpty())
        .forEach(name -> items.add(ActionCode.ROLE, grant.place(), name));
    boolean isForAll = grantees.stream().anyMatch(name -> name.is("PUBLIC"));
    boolean mayGrant = grant.options().contains("WITH GRANT OPTION");
    if (mayGrant && isForAll) {
      items.add(ActionCode.PRIVILEGE, grant.place(), "WITH GRANT OPTION of PUBLIC");
    }
    Name of = context.model().resolved(grant.on().get());
    Name on = context.model().qualified(of, Set.of(id.kind()));
    boolean isPackage = id.kind() == ObjectKind.PACKAGE;
    Optional<Identifier> schema =
        isPackage
            ? Optional.of(on.last())
            : on.parts().size() > 1 ? Optional.of(on.parts().getFirst()) : Optional.empty();
    if (schema.isPresent() && !grant.isRevoke()) {
      add(grant, List.of("USAGE"), "SCHEMA", Name.of(schema.get()), List.of(), items);
    }
    boolean hasMethods =
        id.kind() == ObjectKind.TYPE
            && !context.model().pieces(ObjectId.of(ObjectKind.TYPE_BODY, on)).isEmpty();
    if (hasMethods && !grant.isRevoke()) {
      add(grant, List.of("USAGE"), "SCHEMA", Name.of(on.last()), List.of(), items);
    }
    String kind =
        switch (id.kind()) {
          case SEQUENCE -> "SEQUENCE";
          case FUNCTION, PROCEDURE -> "ROUTINE";
          case PACKAGE -> "ALL ROUTINES IN SCHEMA";
          case TYPE -> "TYPE";
          default -> "";
        };
    add(
        grant,
        privileges,
        kind,
        isPackage ? Name.of(on.last()) : on,
        mayGrant && !isForAll ? List.of("WITH GRANT OPTION") : List.of(),
        items);
  }

  private void add(
      Ddl.Grant grant,
      List<String> privileges,
      String kind,
      Name on,
      List<String> options,
      Items items) {
    Ddl.Grant changed =
        new Ddl.Grant(
            grant.isRevoke(),
            List.copyOf(privileges),
            kind,
            Optional.of(on),
            grant.grantees(),
            options,
            grant.place());
    outcome.add(Stage.GRANT, context.render(changed), items);
  }

  private static List<String> privileges(Ddl.Grant grant, ObjectKind kind, Items items) {
    List<String> privileges = new ArrayList<>();
    for (String privilege : grant.privileges()) {
      String known = privilege.equals("READ") ? "SELECT" : privilege;
      String word = known.replaceAll("\\s*\\(.*", "");
      switch (kind) {
        case FUNCTION, PROCEDURE, PACKAGE, TYPE -> {
          if (word.equals("EXECUTE")) {
            privileges.add(kind == ObjectKind.TYPE ? "USAGE" : "EXECUTE");
          } else {
            items.add(ActionCode.PRIVILEGE, grant.place(), privilege);
          }
        }
        case SEQUENCE -> {
          if (word.equals("SELECT")) {
            privileges.add("USAGE");
            privileges.add("SELECT");
          } else {
            items.add(ActionCode.PRIVILEGE, grant.place(), privilege);
          }
        }
        default -> {
          if (OF_TABLES.contains(word)) {
            privileges.add(
                QUOTED
                    .matcher(known)
                    .replaceAll(
                        it -> Matcher.quoteReplacement(it.group().toLowerCase(Locale.ROOT))));
          } else {
            items.add(ActionCode.PRIVILEGE, grant.place(), privilege);
          }
        }
      }
    }
    return List.copyOf(privileges);
  }
}
