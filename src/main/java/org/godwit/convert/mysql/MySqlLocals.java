package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * The variables of a routine, with those that stand for what the source's session knows: how many
 * rows a statement found or changed, a prepared statement's text, a variable {@code @x}.
 */
final class MySqlLocals {
  /** Settings of the client that change no result. */
  private static final Set<String> OF_CLIENT =
      Set.of(
          "autocommit",
          "character_set_client",
          "character_set_results",
          "collation_connection",
          "cte_max_recursion_depth",
          "foreign_key_checks",
          "group_concat_max_len",
          "max_error_count",
          "max_sp_recursion_depth",
          "names",
          "optimizer_switch",
          "sql_big_selects",
          "sql_log_bin",
          "sql_mode",
          "sql_notes",
          "sql_safe_updates",
          "sql_warnings",
          "unique_checks");

  private static final Type COUNT = Sql.type("BIGINT");
  private static final Type TEXT = Sql.type("LONGTEXT");

  private final Items items;
  private final Set<String> names = new HashSet<>();
  private final List<Declaration> made = new ArrayList<>();
  private final Map<String, Expression> prepared = new HashMap<>();
  private final Set<String> withValues = new HashSet<>();
  private final Optional<Expression> foundRows;
  private final Optional<Expression> changedRows;

  MySqlLocals(Items items, List<Routine.Parameter> parameters, Code.Block body) {
    this.items = items;
    parameters.forEach(it -> names.add(lower(it.name())));
    boolean[] uses = {false, false};
    Rewriter.walk(
        body,
        node -> {
          switch (node) {
            case Declaration.Variable it -> names.add(lower(it.name()));
            case Declaration.Cursor it -> names.add(lower(it.name()));
            case Expression.Call it when isCall(it, "FOUND_ROWS") -> uses[0] = true;
            case Expression.Call it when isCall(it, "ROW_COUNT") -> uses[1] = true;
            case Code.Diagnostics it when it.item().equals("ROW_COUNT") -> uses[1] = true;
            case Code.Execute(Expression.Reference(var name, _), _, var using, _, _)
                when !using.isEmpty() ->
                withValues.add(lower(name.last()));
            default -> {
              // Declares nothing.
            }
          }
        });
    foundRows = uses[0] ? Optional.of(variable("found_rows", COUNT)) : Optional.empty();
    changedRows = uses[1] ? Optional.of(variable("changed_rows", COUNT)) : Optional.empty();
  }

  private static String lower(Identifier name) {
    return name.text().toLowerCase(Locale.ROOT);
  }

  private static boolean isCall(Expression.Call call, String function) {
    return call.function().is(function) && call.arguments().isEmpty();
  }

  /** The body with variables for what functions tell of the statement before. */
  Code.Block named(Code.Block body) {
    return Rewriter.rewrite(body, this::named);
  }

  private Node named(Node node) {
    if (node instanceof Expression.Call it && isCall(it, "FOUND_ROWS")) {
      return foundRows.orElseThrow();
    }
    if (node instanceof Expression.Call it && isCall(it, "ROW_COUNT")) {
      return changedRows.orElseThrow();
    }
    return node;
  }

  /** Whether it is a variable or parameter of the routine. */
  boolean has(Name name) {
    return name.parts().size() == 1 && names.contains(lower(name.last()));
  }

  /** What rules declare. */
  List<Declaration> made() {
    return List.copyOf(made);
  }

  /** How many rows the last query found, where the code asks for it. */
  Optional<Expression> foundRows() {
    return foundRows;
  }

  /** How many rows the last statement changed, where the code asks for it. */
  Optional<Expression> changedRows() {
    return changedRows;
  }

  /** A name that nothing in the routine has. */
  Identifier fresh(String wanted) {
    String name = wanted;
    for (int at = 2; !names.add(name.toLowerCase(Locale.ROOT)); at++) {
      name = wanted + "_" + at;
    }
    return Identifier.of(name);
  }

  /** A variable of a name that nothing else has. */
  Expression variable(String wanted, Type type) {
    Identifier name = fresh(wanted);
    made.add(new Declaration.Variable(name, false, type, false, Optional.empty(), Place.NONE));
    return new Expression.Reference(Name.of(name), Place.NONE);
  }

  /** What of SET says something to the client or its session alone. */
  static boolean isOfClient(String text) {
    String name =
        text.replaceFirst("(?i)^(@@)?((session|global|local|persist)[ .]+)?(@@)?", "")
            .split("[ =:]", 2)[0]
            .toLowerCase(Locale.ROOT);
    return OF_CLIENT.contains(name) || text.toUpperCase(Locale.ROOT).startsWith("CHARACTER SET");
  }

  /** An assignment to what the routine has, or the session. */
  Statement assigned(Code.Assign it) {
    return switch (it.target()) {
      case Expression.Bind bind -> ofSession(bind, it.value(), it.place());
      case Expression.Reference(var name, var at) when name.parts().size() == 1 && !has(name) -> {
        if (isOfClient(name.last().text())) {
          items.add(ActionCode.LEFT_OUT, at, "SET " + name.last().text());
          yield new Code.Nothing(it.place());
        }
        items.block(ActionCode.NO_RULE, at, "SET " + name.last().text());
        yield it;
      }
      default -> it;
    };
  }

  private static Statement ofSession(Expression.Bind variable, Expression value, Place place) {
    Expression name = Sql.string(variable.name());
    return new Code.Compute(List.of(Sql.call(Place.NONE, "SET_USER_VARIABLE", name, value)), place);
  }

  /** SELECT INTO, whose targets in the session are variables first. */
  List<Statement> readInto(Dml.Read read) {
    Query.Into into = MySqlResults.into(read).orElseThrow();
    List<Expression> targets = new ArrayList<>();
    List<Statement> behind = new ArrayList<>();
    for (Expression target : into.targets()) {
      targets.add(local(target, TEXT, behind));
    }
    List<Statement> all = new ArrayList<>();
    all.add(behind.isEmpty() ? read : MySqlResults.into(read, List.copyOf(targets)));
    all.addAll(behind);
    return List.copyOf(all);
  }

  /** A variable in the place of one of the session, which is set behind the statement. */
  Expression local(Expression target, Type type, List<Statement> behind) {
    if (!(target instanceof Expression.Bind bind)) {
      return target;
    }
    Expression value = variable(bind.name().replaceAll("\\W", "") + "_value", type);
    behind.add(ofSession(bind, value, Place.NONE));
    return value;
  }

  /** The text is kept until EXECUTE; question marks in it get numbers where values are given. */
  Statement prepared(Code.Prepare it) {
    Expression text =
        withValues.contains(lower(it.name())) ? numbered(it.text(), it.place()) : it.text();
    return new Code.Assign(textOf(it.name()), text, it.place());
  }

  private Expression textOf(Identifier statement) {
    return prepared.computeIfAbsent(
        lower(statement), _ -> variable(statement.text() + "_text", TEXT));
  }

  private Expression numbered(Expression text, Place place) {
    int[] count = {0};
    Expression done =
        Rewriter.rewrite(
            text,
            node ->
                node instanceof Literal(var kind, var part, var at) && kind == LiteralKind.STRING
                    ? new Literal(kind, numbered(part, count), at)
                    : node);
    if (count[0] == 0) {
      items.block(ActionCode.NO_RULE, place, "PREPARE of a text that isn't here, with values");
    }
    return done;
  }

  private static String numbered(String text, int[] count) {
    StringBuilder done = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      done.append(c == '?' ? "$" + ++count[0] : String.valueOf(c));
    }
    return done.toString();
  }

  Statement executed(Code.Execute it) {
    items.add(ActionCode.DYNAMIC_SQL, it.place());
    Expression text =
        it.text() instanceof Expression.Reference(var name, _) && !has(name)
            ? textOf(name.last())
            : it.text();
    return new Code.Execute(text, it.into(), it.using(), it.returning(), it.place());
  }
}
