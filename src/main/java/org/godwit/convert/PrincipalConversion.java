package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rendered;

/**
 * A user becomes a role that may log in, and has no password; a role one that may not. Both stay as
 * they are where the target has them. A user may do with the objects of its schema what an owner
 * may. Roles are granted as they are; of the system's privileges those that a schema or a role has.
 */
final class PrincipalConversion {
  /** From there on a role can be granted without its rights. */
  private static final int WITH_INHERIT = 16;

  private static final String SECRET = "(?:\\s+(?:\"[^\"]*\"|'[^']*'|\\S+))?";

  /** Options at their beginning; what stands behind IDENTIFIED BY isn't said anywhere. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?i)\\s*(?:NOT\\s+IDENTIFIED|NO\\s+AUTHENTICATION|(?<password>(?:IDENTIFIED|AUTHENTICATED)\\s+BY(?:\\s+VALUES)?"
              + SECRET
              + "(?:\\s+REPLACE"
              + SECRET
              + ")?)"
              + "|(?<open>IDENTIFIED\\s+(?:EXTERNALLY|GLOBALLY|USING\\s+\\S+)(?:\\s+AS\\s+'[^']*')?"
              + "|PROFILE\\s+(?!DEFAULT\\b)\\S+|(?:GRANT|REVOKE)\\s+CONNECT\\s+THROUGH\\b.*)"
              + "|(?<roles>DEFAULT\\s+ROLE\\b.*)"
              + "|(?<nothing>(?:DEFAULT|(?:LOCAL\\s+)?TEMPORARY)\\s+TABLESPACE\\s+\\S+"
              + "|QUOTA\\s+\\S+(?:\\s+[KMGTPE])?\\s+ON\\s+\\S+|PROFILE\\s+\\S+|PASSWORD\\s+EXPIRE"
              + "|DEFAULT\\s+COLLATION\\s+\\S+|ACCOUNT\\s+(?:UN)?LOCK|ENABLE\\s+EDITIONS\\b.*"
              + "|CONTAINER\\s*=\\s*\\w+|READ\\s+(?:ONLY|WRITE)))",
          Pattern.DOTALL);

  /** A role that a session has to name its password for. */
  private static final Predicate<String> SECRETLY =
      Pattern.compile("(?i)\\bIDENTIFIED\\s+BY$").asPredicate();

  private static final Pattern LOCK = Pattern.compile("(?i)\\bACCOUNT\\s+(UN)?LOCK\\b");

  private static final Pattern OF_OWN_SCHEMA =
      Pattern.compile(
          "RESOURCE|CREATE (TABLE|VIEW|MATERIALIZED VIEW|SEQUENCE|PROCEDURE|TRIGGER|TYPE|SYNONYM|CLUSTER|DOMAIN"
              + "|INDEXTYPE|OPERATOR|DIMENSION|CUBE|PROPERTY GRAPH)");

  /** Everybody has these, or nobody needs them. */
  private static final Set<String> NEEDLESS =
      Set.of("CONNECT", "CREATE SESSION", "ALTER SESSION", "UNLIMITED TABLESPACE", "QUERY REWRITE");

  private static final Set<String> OF_ROLES = Set.of("CREATE USER", "CREATE ROLE");

  private final Context context;
  private final Outcome outcome;

  PrincipalConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  void convert(SchemaObject object) {
    Name name = Name.of(spelled(object.id().name()));
    boolean isMade =
        object.pieces().stream().anyMatch(it -> it.statement() instanceof Ddl.CreatePrincipal);
    if (isMade) {
      Makers.of(object, Ddl.CreatePrincipal.class, outcome)
          .ifPresent(it -> make(name, it, object.pieces()));
    }
    for (Piece piece : object.pieces()) {
      Items items = piece.items();
      switch (piece.statement()) {
        case Ddl.CreatePrincipal it -> {
          if (it.kind().equals("ROLE") && it.options().stream().anyMatch(SECRETLY)) {
            items.add(ActionCode.ROLE_OPTION, it.place(), "the password");
          }
          options(it.options(), it.place(), items);
        }
        case Ddl.Alter it -> options(List.of(it.text()), it.place(), items);
        case Ddl.Grant it -> grant(it, items);
        default -> {
          // Said where the object is described.
        }
      }
      outcome.addPart(items);
    }
  }

  private static Identifier spelled(String stored) {
    return new PostgresNames(true).of(new Identifier(stored, true));
  }

  private void make(Name role, Piece piece, List<Piece> all) {
    Ddl.CreatePrincipal made = (Ddl.CreatePrincipal) piece.statement();
    Items items = piece.items();
    boolean isUser = made.kind().equals("USER");
    boolean mayLogIn = isUser && !isLocked(made, all);
    if (isUser) {
      items.add(ActionCode.PASSWORD, made.place(), role);
    }
    text(
        Stage.ROLE,
        """
        DO $role$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%s') THEN
            CREATE ROLE %s%s;
          END IF;
        END $role$;
        """
            .formatted(role.last().text().replace("'", "''"), role, mayLogIn ? " LOGIN" : ""),
        items);
    if (isUser && hasObjects(role)) {
      owns(role, items);
    }
    outcome.add(items);
  }

  /** By the last word of the scripts. */
  private static boolean isLocked(Ddl.CreatePrincipal made, List<Piece> all) {
    StringBuilder words = new StringBuilder(String.join(" ", made.options()));
    all.forEach(
        it -> {
          if (it.statement() instanceof Ddl.Alter alter) {
            words.append(' ').append(alter.text());
          }
        });
    boolean isLocked = false;
    for (Matcher lock = LOCK.matcher(words); lock.find(); ) {
      isLocked = lock.group(1) == null;
    }
    return isLocked;
  }

  private boolean hasObjects(Name role) {
    return context.model().objects().stream()
        .anyMatch(it -> it.id().schema().equals(role.last().text()));
  }

  /** Whoever installs the objects owns them. */
  private void owns(Name role, Items items) {
    schema(role, List.of("USAGE", "CREATE"), role, items);
    for (String kind : List.of("TABLES", "SEQUENCES")) {
      add(
          new Ddl.Grant(
              false,
              List.of("ALL"),
              "ALL " + kind + " IN SCHEMA",
              Optional.of(role),
              List.of(role),
              List.of(),
              Place.NONE),
          items);
    }
    Set<ObjectKind> withSchema = EnumSet.of(ObjectKind.PACKAGE, ObjectKind.TYPE_BODY);
    context.model().objects().stream()
        .map(SchemaObject::id)
        .filter(it -> withSchema.contains(it.kind()))
        .filter(it -> it.schema().equals(role.last().text()))
        .forEach(it -> schema(Name.of(spelled(it.name())), List.of("USAGE"), role, items));
  }

  private void schema(Name schema, List<String> privileges, Name to, Items items) {
    text(Stage.SCHEMA, Conversion.createSchema(schema.last().text()), items);
    add(
        new Ddl.Grant(
            false, privileges, "SCHEMA", Optional.of(schema), List.of(to), List.of(), Place.NONE),
        items);
  }

  private void options(List<String> options, Place place, Items items) {
    for (String words : options) {
      String rest = words;
      while (!rest.isBlank()) {
        Matcher option = OPTION.matcher(rest);
        if (!option.lookingAt()) {
          items.add(ActionCode.ROLE_OPTION, place, rest.strip().split("\\s", 2)[0]);
          break;
        }
        if (option.group("open") != null) {
          items.add(ActionCode.ROLE_OPTION, place, option.group("open"));
        } else if (option.group("nothing") != null) {
          items.add(ActionCode.LEFT_OUT, place, option.group("nothing"));
        }
        rest = rest.substring(option.end());
      }
    }
  }

  private void grant(Ddl.Grant grant, Items items) {
    List<Name> grantees = new ArrayList<>();
    for (Name to : grant.grantees()) {
      if (to.is("PUBLIC")) {
        items.add(ActionCode.PRIVILEGE, grant.place(), "PUBLIC: " + words(grant));
      } else {
        grantees.add(Name.of(to.last()));
      }
    }
    for (Name to : grantees) {
      if (Principals.made(context.model(), to).isEmpty()) {
        items.add(ActionCode.ROLE, grant.place(), to);
      }
      roles(grant, to, items);
      grant.privileges().stream()
          .filter(it -> !Principals.isRole(it))
          .forEach(it -> ofSystem(Principals.stored(it), grant, to, items));
    }
    grant.options().stream()
        .filter(it -> !it.equals("WITH ADMIN OPTION") && !it.startsWith("CONTAINER"))
        .forEach(it -> items.add(ActionCode.ROLE_OPTION, grant.place(), it));
  }

  private static String words(Ddl.Grant grant) {
    return String.join(", ", grant.privileges());
  }

  private void roles(Ddl.Grant grant, Name to, Items items) {
    List<String> active = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Identifier role : Principals.roles(grant)) {
      if (Principals.made(context.model(), Name.of(role)).isEmpty()) {
        items.add(ActionCode.ROLE, grant.place(), role);
      }
      (grant.isRevoke() || isDefault(role, to) ? active : others).add(role.toString());
    }
    boolean mayGrant = !grant.isRevoke() && grant.options().contains("WITH ADMIN OPTION");
    List<String> plain = mayGrant ? List.of("WITH ADMIN OPTION") : List.of();
    membership(grant, active, to, plain, items);
    if (!context.version().isBefore(WITH_INHERIT)) {
      // What the role may, a session may that has set it.
      String option = mayGrant ? "WITH ADMIN TRUE, INHERIT FALSE" : "WITH INHERIT FALSE";
      membership(grant, others, to, List.of(option), items);
    } else if (!others.isEmpty()) {
      items.add(
          ActionCode.LACKING,
          grant.place(),
          context.version(),
          "grant of a role without its rights",
          WITH_INHERIT,
          "each session of %s has those of %s".formatted(to, String.join(", ", others)));
      membership(grant, others, to, plain, items);
    }
  }

  private void membership(
      Ddl.Grant grant, List<String> roles, Name to, List<String> options, Items items) {
    if (!roles.isEmpty()) {
      add(
          new Ddl.Grant(
              grant.isRevoke(),
              List.copyOf(roles),
              "",
              Optional.empty(),
              List.of(to),
              options,
              grant.place()),
          items);
    }
  }

  /** Whether a session of the user begins with the role, by its last DEFAULT ROLE. */
  private boolean isDefault(Identifier role, Name to) {
    boolean isDefault = true;
    for (Piece piece :
        Principals.made(context.model(), to).map(context.model()::pieces).orElse(List.of())) {
      if (piece.statement() instanceof Ddl.Alter alter) {
        Matcher words =
            Pattern.compile("(?is).*\\bDEFAULT\\s+ROLE\\s+(ALL\\s+EXCEPT|ALL|NONE)?(.*)")
                .matcher(alter.text());
        if (words.matches()) {
          String how = words.group(1) == null ? "" : words.group(1).toUpperCase(Locale.ROOT);
          boolean isNamed =
              Pattern.compile(",")
                  .splitAsStream(words.group(2))
                  .map(String::strip)
                  .filter(it -> !it.isEmpty())
                  .anyMatch(it -> Principals.role(it).text().equals(role.text()));
          isDefault =
              switch (how) {
                case "ALL" -> true;
                case "NONE" -> false;
                case "" -> isNamed;
                default -> !isNamed;
              };
        }
      }
    }
    return isDefault;
  }

  private void ofSystem(String privilege, Ddl.Grant grant, Name to, Items items) {
    if (NEEDLESS.contains(privilege)) {
      items.add(ActionCode.LEFT_OUT, grant.place(), privilege);
    } else if (OF_ROLES.contains(privilege)) {
      String option = grant.isRevoke() ? "NOCREATEROLE" : "CREATEROLE";
      String change = "ALTER ROLE " + to + " " + option + ";\n";
      if (!outcome.has(change)) {
        text(Stage.GRANT, change, items);
      }
    } else if (OF_OWN_SCHEMA.matcher(privilege).matches() && isUser(to)) {
      ownSchema(grant, to, items);
    } else {
      items.add(ActionCode.PRIVILEGE, grant.place(), privilege);
    }
  }

  /** A role has no schema of its own. */
  private boolean isUser(Name name) {
    return Principals.made(context.model(), name)
        .map(context.model()::pieces)
        .orElse(List.of())
        .stream()
        .anyMatch(
            it ->
                it.statement() instanceof Ddl.CreatePrincipal principal
                    && principal.kind().equals("USER"));
  }

  private void ownSchema(Ddl.Grant grant, Name to, Items items) {
    if (grant.isRevoke()) {
      items.add(ActionCode.PRIVILEGE, grant.place(), "REVOKE " + words(grant));
    } else if (!hasObjects(to) && !outcome.has("ON SCHEMA " + to + " TO " + to)) {
      schema(to, List.of("USAGE", "CREATE"), to, items);
    }
  }

  private void add(Ddl.Grant grant, Items items) {
    outcome.add(Stage.GRANT, context.render(grant), items);
  }

  private void text(Stage stage, String sql, Items items) {
    outcome.add(stage, new Rendered(sql, List.of()), items);
  }
}
