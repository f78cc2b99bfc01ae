package org.godwit.engine.postgresql.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.postgresql.sql.DumpToken.Kind;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;

/** Says what a statement of a script is about. */
final class DumpStatement {
  /** Of several that begin alike, the longest comes first. */
  private static final List<String> KINDS =
      List.of(
          "materialized view",
          "foreign data wrapper",
          "foreign table",
          "event trigger",
          "text search configuration",
          "text search dictionary",
          "text search parser",
          "text search template",
          "operator class",
          "operator family",
          "access method",
          "user mapping",
          "large object",
          "default privileges",
          "table",
          "index",
          "view",
          "sequence",
          "type",
          "domain",
          "function",
          "procedure",
          "routine",
          "aggregate",
          "trigger",
          "rule",
          "policy",
          "schema",
          "extension",
          "collation",
          "statistics",
          "operator",
          "cast",
          "conversion",
          "transform",
          "language",
          "server",
          "publication",
          "subscription",
          "column",
          "constraint",
          "database",
          "tablespace",
          "role",
          "user",
          "group",
          "system");

  private static final Set<String> MODIFIERS =
      Set.of(
          "or",
          "replace",
          "global",
          "local",
          "temp",
          "temporary",
          "unlogged",
          "unique",
          "recursive",
          "trusted",
          "procedural",
          "default");

  private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "ROUTINE");

  private final String text;
  private final List<DumpToken> tokens;
  private final Optional<List<String>> path;
  private final Place place;
  private final DumpCursor in;
  private final Set<Name> roles = new LinkedHashSet<>();
  private Optional<Name> on = Optional.empty();
  private String detail = "";
  private String action = "";
  private Optional<Ddl.Grant> grant = Optional.empty();

  DumpStatement(String text, List<DumpToken> tokens, Optional<List<String>> path, Place place) {
    this.text = text;
    this.tokens = tokens;
    this.path = path;
    this.place = place;
    this.in = new DumpCursor(tokens);
  }

  /** The tokens of a part of a text, up to something that can't be read. */
  static List<DumpToken> tokens(String text, int start, int end) {
    DumpLexer lexer = new DumpLexer(text, start, end);
    List<DumpToken> all = new ArrayList<>();
    for (DumpToken token = lexer.next();
        token.kind() != Kind.END && token.kind() != Kind.BROKEN;
        token = lexer.next()) {
      all.add(token);
    }
    return all;
  }

  Statement read() {
    if (in.pass("create")) {
      return create();
    }
    if (in.pass("alter")) {
      return alter();
    }
    if (in.pass("comment", "on")) {
      return comment();
    }
    if (in.is("grant") || in.is("revoke")) {
      return grant();
    }
    return other();
  }

  /** What makes no object: its first words. */
  private Statement other() {
    String verb = tokens.getFirst().text().toUpperCase(Locale.ROOT);
    String words =
        switch (verb) {
          case "SELECT", "TABLE", "VALUES", "WITH", "(" -> "SELECT";
          case "INSERT", "SECURITY", "COMMENT" -> in.words(2);
          case "DROP", "REFRESH" -> {
            in.pass(tokens.getFirst().text());
            yield verb + " " + in.oneOf(KINDS).orElse("");
          }
          default -> verb;
        };
    boolean isSequence = verb.equals("SELECT") && tokens.stream().anyMatch(it -> it.is("setval"));
    return new Statement.Other(isSequence ? "SELECT setval" : words.strip(), "", place);
  }

  private Statement create() {
    in.passAll(MODIFIERS);
    in.pass("constraint"); // of a trigger
    Optional<String> kind = in.oneOf(KINDS);
    if (kind.isEmpty()) {
      return unknown("CREATE " + in.words(2) + " is not known");
    }
    in.pass("concurrently");
    in.pass("if", "not", "exists");
    return kept("CREATE", kind.get(), named(kind.get()));
  }

  private Statement.Unknown unknown(String reason) {
    return new Statement.Unknown(
        text.substring(place.start(), place.end()), reason, place.start(), place);
  }

  /** The name of an object of a kind, with what else tells it from others. */
  private Optional<Name> named(String kind) {
    return switch (kind) {
      case "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE" -> {
        Optional<Name> name = in.name();
        List<DumpToken> parameters = in.parentheses();
        detail =
            kind.equals("AGGREGATE")
                ? RoutineTypes.ofAggregate(parameters)
                : RoutineTypes.of(parameters);
        yield name;
      }
      case "OPERATOR" -> {
        Optional<Name> name = in.operator();
        detail = operands(in.parentheses());
        yield name;
      }
      case "OPERATOR CLASS", "OPERATOR FAMILY" -> {
        Optional<Name> name = in.name();
        if (in.passTo("using")) {
          detail = in.name().map(it -> " using " + it).orElse("");
        }
        yield name;
      }
      case "CAST" -> Optional.of(Name.of(new Identifier(written(in.parentheses()), true)));
      case "USER MAPPING" -> in.passTo("server") ? in.name() : Optional.empty();
      case "INDEX" -> {
        Optional<Name> name = in.is("on") ? Optional.empty() : in.name();
        on = table("on");
        detail = name.isEmpty() ? " " + written(in.rest()) : "";
        yield name;
      }
      case "TRIGGER", "POLICY" -> {
        Optional<Name> name = in.name();
        on = table("on");
        yield name;
      }
      case "CONSTRAINT" -> {
        Optional<Name> name = in.name();
        in.pass("on");
        action = in.pass("domain") ? "DOMAIN" : "TABLE";
        on = in.name();
        yield name;
      }
      case "RULE" -> {
        Optional<Name> name = in.name();
        on = in.pass("on") ? in.name() : table("to");
        yield name;
      }
      case "STATISTICS" -> {
        Optional<Name> name = in.name();
        on = table("from");
        yield name;
      }
      case "SCHEMA" -> {
        in.pass("authorization"); // a schema without a name has its owner's
        yield in.name();
      }
      default -> in.name();
    };
  }

  private Optional<Name> table(String behind) {
    if (!in.passTo(behind)) {
      return Optional.empty();
    }
    in.pass("only");
    return in.name();
  }

  /** {@code (integer, text)}, of CREATE as of COMMENT. */
  private static String operands(List<DumpToken> parentheses) {
    String left = operand(parentheses, "leftarg");
    String right = operand(parentheses, "rightarg");
    if (left.isEmpty() && right.isEmpty()) {
      return RoutineTypes.of(parentheses);
    }
    return "(%s, %s)".formatted(left.isEmpty() ? "none" : left, right.isEmpty() ? "none" : right);
  }

  private static String operand(List<DumpToken> parentheses, String which) {
    DumpCursor in = new DumpCursor(parentheses);
    if (!in.passTo(which)) {
      return "";
    }
    in.pass("=");
    List<DumpToken> type = in.rest().stream().takeWhile(it -> !it.is(",")).toList();
    String one = RoutineTypes.of(type);
    return one.substring(1, one.length() - 1);
  }

  private static String written(List<DumpToken> tokens) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < tokens.size(); at++) {
      DumpToken token = tokens.get(at);
      boolean isApart = at > 0 && token.isName() && tokens.get(at - 1).isName();
      text.append(isApart ? " " : "");
      text.append(token.isName() ? DumpNames.identifier(token.text()) : token.text());
    }
    return text.toString();
  }

  private Statement alter() {
    if (in.pass("default", "privileges")) {
      return defaultPrivileges();
    }
    Optional<String> kind = in.oneOf(KINDS);
    if (kind.isEmpty()) {
      return unknown("ALTER " + in.words(2) + " is not known");
    }
    in.pass("if", "exists");
    in.pass("only");
    Optional<Name> name = named(kind.get());
    in.pass("*");
    action = action(kind.get());
    return kept("ALTER", kind.get(), name);
  }

  private String action(String kind) {
    if (kind.endsWith("TABLE") && in.pass("add", "constraint")) {
      detail = in.name().map(it -> it.last().text()).orElse("");
      boolean isForeign =
          tokens.stream().anyMatch(it -> it.is("foreign"))
              && tokens.stream().anyMatch(it -> it.is("references"));
      return "ADD CONSTRAINT " + (isForeign ? "FOREIGN KEY" : in.words(2));
    }
    if (in.is("add") && tokens.stream().anyMatch(it -> it.is("foreign"))) {
      return "ADD CONSTRAINT FOREIGN KEY";
    }
    String words = in.words(4);
    for (String what : List.of("trigger", "rule")) {
      if ((words.startsWith("ENABLE") || words.startsWith("DISABLE")) && in.passTo(what)) {
        detail = in.name().map(it -> it.last().text()).orElse("");
        return words.substring(0, words.indexOf(' ')) + " " + what.toUpperCase(Locale.ROOT);
      }
    }
    if (in.pass("attach", "partition")) {
      on = in.name();
      return "ATTACH PARTITION";
    }
    if (kind.equals("SEQUENCE") && in.pass("owned", "by")) {
      on = in.name();
      return "OWNED BY";
    }
    return words;
  }

  private Statement comment() {
    Optional<String> kind = in.oneOf(KINDS);
    return kind.isEmpty()
        ? unknown("COMMENT ON " + in.words(2) + " is not known")
        : kept("COMMENT", kind.get(), named(kind.get()));
  }

  private Statement grant() {
    boolean isRevoke = in.is("revoke");
    String verb = isRevoke ? "REVOKE" : "GRANT";
    in.pass(verb.toLowerCase(Locale.ROOT));
    in.pass("grant", "option", "for");
    List<DumpToken> before = in.rest();
    if (!in.passTo("on")) {
      return new Statement.Other(verb + " of a role", "", place);
    }
    int count = before.size() - in.rest().size() - 1;
    String privileges = written(before.subList(0, count)).toUpperCase(Locale.ROOT);
    List<String> kinds =
        List.of(
            "all tables in schema",
            "all sequences in schema",
            "all functions in schema",
            "all procedures in schema",
            "all routines in schema",
            "foreign server");
    Optional<String> kind = in.oneOf(kinds).or(() -> in.oneOf(KINDS));
    String onKind =
        switch (kind.orElse("TABLE")) {
          case "FOREIGN SERVER" -> "SERVER";
          case String it when it.endsWith("IN SCHEMA") -> "SCHEMA";
          case String it -> it;
        };
    Optional<Name> name = named(onKind);
    List<Name> grantees = grantees(isRevoke);
    grant =
        Optional.of(
            new Ddl.Grant(
                isRevoke,
                List.of(privileges.split(", ?")),
                onKind,
                name,
                grantees,
                List.of(),
                place));
    return kept(verb, onKind, name);
  }

  private List<Name> grantees(boolean isRevoke) {
    if (!in.passTo(isRevoke ? "from" : "to")) {
      return List.of();
    }
    List<Name> grantees = in.names();
    grantees.stream().filter(it -> !it.is("public")).forEach(roles::add);
    return grantees;
  }

  private Statement defaultPrivileges() {
    if (in.pass("for")) {
      in.pass("role");
      in.pass("user");
      roles.addAll(in.names());
    }
    Optional<Name> schema = in.pass("in", "schema") ? in.name() : Optional.empty();
    action = in.words(1);
    grantees(action.equals("REVOKE"));
    return kept("ALTER", "DEFAULT PRIVILEGES", schema);
  }

  private Kept kept(String verb, String kind, Optional<Name> name) {
    List<DumpToken> body = List.of();
    List<DumpToken> outside = tokens;
    boolean isRoutine = verb.equals("CREATE") && ROUTINES.contains(kind);
    if (isRoutine) {
      body = tokens.stream().filter(DumpStatement::isQuoted).toList();
      outside = tokens.stream().filter(it -> !isQuoted(it)).toList();
    }
    if (kind.equals("POLICY") && verb.equals("CREATE")) {
      policyRoles();
    }
    boolean isSaid = verb.equals("COMMENT");
    Set<Name> mentioned = new LinkedHashSet<>();
    for (DumpToken token : body) {
      mentioned.addAll(DumpNames.inBody(tokens(token.text(), 0, token.text().length())));
    }
    return new Kept(
        verb,
        kind,
        name,
        detail,
        on,
        action,
        new Kept.Names(
            isSaid ? Set.of() : DumpNames.in(outside),
            Set.copyOf(mentioned),
            Set.copyOf(roles),
            isRoutine && setsPath(outside)),
        grant,
        path,
        place);
  }

  private static boolean isQuoted(DumpToken token) {
    return token.kind() == Kind.DOLLAR
        || (token.kind() == Kind.STRING && token.text().length() > 1);
  }

  private static boolean setsPath(List<DumpToken> tokens) {
    for (int at = 0; at + 1 < tokens.size(); at++) {
      if (tokens.get(at).is("set") && tokens.get(at + 1).is("search_path")) {
        return true;
      }
    }
    return false;
  }

  private void policyRoles() {
    DumpCursor policy = new DumpCursor(tokens);
    if (policy.passTo("to")) {
      List<String> none = List.of("public", "current_user", "session_user", "current_role");
      roles.addAll(
          policy.names().stream()
              .filter(it -> none.stream().noneMatch(it::is))
              .collect(Collectors.toSet()));
    }
  }
}
