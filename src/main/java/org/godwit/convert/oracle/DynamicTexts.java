package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;

/**
 * Texts of EXECUTE IMMEDIATE that give something back: {@code 'BEGIN ' || p || '(:1, :2); END;'}
 * becomes {@code 'CALL ' || p || '($1, $2)'}, {@code 'BEGIN :r := ' || f || '(:1); END;'} a SELECT,
 * and {@code RETURNING a INTO :1} leaves INTO to EXECUTE.
 */
final class DynamicTexts {
  private static final Pattern BLOCK = Pattern.compile("(?is)\\s*(begin|declare)\\b.*");
  private static final Pattern BEGIN = Pattern.compile("(?is)\\s*begin\\b\\s*(.*)");
  private static final Pattern END = Pattern.compile("(?is)(.*?)\\s*;\\s*end\\s*;?\\s*");
  private static final Pattern RESULT = Pattern.compile("(?is):(\\w+)\\s*:=\\s*(.*)");
  private static final Pattern BIND = Pattern.compile("(?<![:\\w]):(\\w+)");
  private static final Pattern RETURNING =
      Pattern.compile("(?is)(.*\\breturn(?:ing)?\\b.*?)\\s+into\\s*(:\\w+(?:\\s*,\\s*:\\w+)*)\\s*");

  private DynamicTexts() {}

  /** Whether the text is one that sets the session's parameters. */
  static boolean isOfSession(Expression text) {
    return words(parts(text).getFirst()).matches("(?is)\\s*alter\\s+session\\b.*");
  }

  /** DROP and TRUNCATE without what only Oracle asks of them. */
  static Expression plain(Expression text) {
    List<Expression> parts = parts(text);
    if (!words(parts.getFirst()).matches("(?is)\\s*(drop|truncate)\\b.*")) {
      return text;
    }
    List<Expression> all =
        parts.stream()
            .<Expression>map(
                it ->
                    it instanceof Literal(var kind, var words, var place) && isText(it)
                        ? new Literal(
                            kind,
                            words
                                .replaceAll("(?i)\\bcascade\\s+constraints\\b", "CASCADE")
                                .replaceAll("(?i)\\s*\\b(purge|(drop|reuse)\\s+storage)\\s*$", ""),
                            place)
                        : it)
            .toList();
    return text(all, text.place());
  }

  /** Whether the text is a block as far as its beginning tells. */
  static boolean isBlock(Expression text) {
    return parts(text).getFirst() instanceof Literal(_, var words, _)
        && BLOCK.matcher(words).matches();
  }

  /** The parts of a text. */
  private static List<Expression> parts(Expression text) {
    return text instanceof Operation(var operator, var operands, _) && operator == Operator.CONCAT
        ? operands
        : List.of(text);
  }

  private static Expression text(List<Expression> parts, Place place) {
    return parts.size() == 1
        ? parts.getFirst()
        : new Operation(Operator.CONCAT, List.copyOf(parts), place);
  }

  private static boolean isText(Expression part) {
    return part instanceof Literal literal && literal.kind() == LiteralKind.STRING;
  }

  private static String words(Expression part) {
    return part instanceof Literal literal && isText(part) ? literal.text() : "";
  }

  /** A block that is one call, whose routine is told by the text's parts; empty for others. */
  static Optional<Code.Execute> called(Code.Execute execute) {
    List<Expression> parts = new ArrayList<>(parts(execute.text()));
    Matcher begin = BEGIN.matcher(words(parts.getFirst()));
    if (parts.size() < 2
        || execute.into().isPresent()
        || execute.returning().isPresent()
        || !begin.matches()) {
      return Optional.empty();
    }
    Matcher end = END.matcher(words(parts.getLast()));
    if (!end.matches()
        || begin.group(1).indexOf(';') >= 0
        || end.group(1).indexOf(';') >= 0
        || parts.subList(1, parts.size() - 1).stream()
            .anyMatch(it -> words(it).indexOf(';') >= 0)) {
      return Optional.empty();
    }
    parts.set(parts.size() - 1, Tree.string(end.group(1)));
    Matcher result = RESULT.matcher(begin.group(1));
    if (result.matches()) {
      parts.set(0, Tree.string("SELECT " + result.group(2)));
      return result(execute, parts, result.group(1));
    }
    parts.set(0, Tree.string("CALL " + begin.group(1)));
    boolean hasParentheses = parts.stream().anyMatch(it -> words(it).indexOf('(') >= 0);
    if (!hasParentheses) {
      parts.add(withParentheses(parts.stream().filter(it -> !isText(it)).toList().getLast()));
    }
    List<Expression> given =
        execute.using().stream()
            .filter(it -> it.mode().contains("OUT"))
            .map(Code.Using::value)
            .toList();
    return numbered(parts, execute.using(), Set.of(), execute)
        .map(text -> with(execute, text, into(given), Optional.empty(), execute.using()));
  }

  /** A routine that is called without parentheses has some on the target. */
  private static Expression withParentheses(Expression name) {
    Expression has =
        Tree.operation(
            Place.NONE,
            Operator.GREATER,
            Tree.call(Place.NONE, "INSTR", name, Tree.string("(")),
            Tree.number("0"));
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(has, Tree.none(Place.NONE), Place.NONE)),
        Optional.of(Tree.string("()")),
        Place.NONE);
  }

  private static Optional<Code.Execute> result(
      Code.Execute execute, List<Expression> parts, String bind) {
    if (execute.using().isEmpty()
        || !execute.using().getFirst().mode().contains("OUT")
        || execute.using().stream().skip(1).anyMatch(it -> it.mode().contains("OUT"))) {
      return Optional.empty();
    }
    List<Code.Using> others = execute.using().subList(1, execute.using().size());
    return numbered(parts, others, Set.of(bind), execute)
        .map(
            text ->
                with(
                    execute,
                    text,
                    into(List.of(execute.using().getFirst().value())),
                    Optional.empty(),
                    others));
  }

  private static Optional<Query.Into> into(List<Expression> targets) {
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(new Query.Into(false, targets, Optional.empty(), Place.NONE));
  }

  private static Code.Execute with(
      Code.Execute execute,
      Expression text,
      Optional<Query.Into> into,
      Optional<Query.Into> returning,
      List<Code.Using> using) {
    return new Code.Execute(
        text,
        into,
        using.stream().map(it -> new Code.Using("", it.value(), it.place())).toList(),
        returning,
        execute.place());
  }

  /** In a block a bind's name is one value, however often it is there. */
  private static Optional<Expression> numbered(
      List<Expression> parts, List<Code.Using> using, Set<String> apart, Code.Execute execute) {
    Set<String> names = new LinkedHashSet<>();
    for (Expression part : parts) {
      BIND.matcher(words(part)).results().forEach(it -> names.add(it.group(1)));
    }
    if (names.size() != using.size() || names.stream().anyMatch(apart::contains)) {
      return Optional.empty();
    }
    List<String> order = List.copyOf(names);
    List<Expression> all = new ArrayList<>();
    for (Expression part : parts) {
      all.add(
          isText(part)
              ? Tree.string(
                  BIND.matcher(words(part))
                      .replaceAll(it -> "\\$" + (order.indexOf(it.group(1)) + 1)))
              : part);
    }
    return Optional.of(text(all, execute.text().place()));
  }

  /** A change of rows that gives values back; empty for what else has OUT or RETURNING. */
  static Optional<Code.Execute> returned(Code.Execute execute) {
    List<Expression> parts = new ArrayList<>(parts(execute.text()));
    Matcher returning = RETURNING.matcher(words(parts.getLast()));
    List<Code.Using> out =
        execute.using().stream().filter(it -> it.mode().contains("OUT")).toList();
    boolean isBulk = execute.returning().filter(Query.Into::isBulk).isPresent();
    if (!returning.matches()
        || isBulk
        || execute.into().isPresent()
        || (execute.returning().isPresent() && !out.isEmpty())) {
      return Optional.empty();
    }
    List<Expression> into =
        execute
            .returning()
            .map(Query.Into::targets)
            .orElse(out.stream().map(Code.Using::value).toList());
    long binds = BIND.matcher(returning.group(2)).results().count();
    if (into.isEmpty() || binds != into.size()) {
      return Optional.empty();
    }
    parts.set(
        parts.size() - 1,
        new Literal(LiteralKind.STRING, returning.group(1), parts.getLast().place()));
    return Optional.of(
        with(
            execute,
            text(parts, execute.text().place()),
            Optional.empty(),
            into(into),
            execute.using().stream().filter(it -> !it.mode().contains("OUT")).toList()));
  }
}
