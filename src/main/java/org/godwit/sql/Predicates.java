package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression.Operation;
import org.jspecify.annotations.Nullable;

/** Reads conditions that are words: IN, BETWEEN, LIKE, IS; and CASE. */
final class Predicates {
  private static final Set<String> JSON_WORDS =
      Set.of(
          "STRICT",
          "LAX",
          "WITH",
          "WITHOUT",
          "UNIQUE",
          "KEYS",
          "FORMAT",
          "JSON",
          "ALLOW",
          "DISALLOW",
          "SCALARS",
          "VALUE",
          "ARRAY",
          "OBJECT",
          "SCALAR");

  private final TokenStream in;
  private final ExpressionParser expressions;

  Predicates(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** With the condition that stands here; null where none does. */
  @Nullable Expression predicate(Expression left) {
    boolean isNegated = in.at("NOT") && isPredicate(in.ahead(1));
    if (!isNegated && !isPredicate(in.current())) {
      return null;
    }
    if (isNegated) {
      in.take();
    }
    Expression predicate = positive(left);
    return isNegated ? not(predicate) : predicate;
  }

  private Expression not(Expression predicate) {
    return new Operation(Operator.NOT, List.of(predicate), in.closeFrom(predicate.place()));
  }

  private static boolean isPredicate(Token token) {
    if (token.kind() != Token.Kind.WORD) {
      return false;
    }
    return switch (token.text()) {
      case "IN", "BETWEEN", "IS", "MEMBER", "SUBMULTISET", "OVERLAPS" -> true;
      default -> ExpressionParser.isLike(token);
    };
  }

  private Expression positive(Expression left) {
    String word = in.take().text();
    return switch (word) {
      case "IN" -> new Expression.In(left, set(), in.closeFrom(left.place()));
      case "BETWEEN" -> {
        Expression low = expressions.expression(Operator.OPERAND);
        in.expect("AND");
        Expression high = expressions.expression(Operator.OPERAND);
        yield new Expression.Between(left, low, high, in.closeFrom(left.place()));
      }
      case "IS" -> is(left);
      case "MEMBER" -> collection(left, Operator.MEMBER_OF);
      case "SUBMULTISET" -> collection(left, Operator.SUBMULTISET_OF);
      case "OVERLAPS" -> binary(left, Operator.OVERLAPS);
      default -> like(left, word);
    };
  }

  private Expression collection(Expression left, Operator operator) {
    in.accept("OF");
    return binary(left, operator);
  }

  private Expression binary(Expression left, Operator operator) {
    Expression right = expressions.expression(Operator.OPERAND);
    return new Operation(operator, List.of(left, right), in.closeFrom(left.place()));
  }

  private Expression like(Expression left, String word) {
    Expression pattern = expressions.expression(Operator.OPERAND);
    Optional<Expression> escape =
        in.accept("ESCAPE")
            ? Optional.of(expressions.expression(Operator.OPERAND))
            : Optional.empty();
    return new Expression.Like(left, word, pattern, escape, in.closeFrom(left.place()));
  }

  private Expression is(Expression left) {
    boolean isNegated = in.accept("NOT");
    Expression is = tested(left);
    return isNegated ? not(is) : is;
  }

  private Expression tested(Expression left) {
    if (in.accept("OF")) {
      in.accept("TYPE");
      return new Expression.IsOf(left, ofTypes(), in.closeFrom(left.place()));
    }
    int from = in.position();
    if (in.accept("A")) {
      in.expect("SET");
    } else if (in.accept("JSON")) {
      while (in.atAny(JSON_WORDS)) {
        in.take();
      }
      if (in.at("(")) {
        in.skipParentheses();
      }
    } else {
      in.expect(Token.Kind.WORD, "NULL or another test behind IS");
    }
    return new Expression.Is(left, in.words(from), in.closeFrom(left.place()));
  }

  private List<Expression.OfType> ofTypes() {
    in.expect("(");
    List<Expression.OfType> all = new ArrayList<>();
    do {
      Place place = in.open();
      boolean isOnly = in.accept("ONLY");
      Type type = expressions.types().type();
      all.add(new Expression.OfType(isOnly, type, in.close(place)));
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(all);
  }

  /** The right side of IN: what is in parentheses is a row or a query. */
  Expression set() {
    if (!in.at("(")) {
      return expressions.expression(Operator.OPERAND);
    }
    Place place = in.open();
    in.take();
    if (expressions.atQuery()) {
      Query query = expressions.query();
      in.expect(")");
      return new Expression.Subquery(query, in.close(place));
    }
    List<Expression> items = expressions.expressions();
    if (items.getFirst() instanceof Expression.Subquery(var first, _)
        && expressions.atSetOperator()) {
      Query whole = expressions.queryFrom(first);
      in.expect(")");
      return new Expression.Subquery(whole, in.close(place));
    }
    in.expect(")");
    return new Expression.Row(items, in.close(place));
  }

  /** CASE as an expression. */
  Expression caseOf(Place place) {
    in.expect("CASE");
    Optional<Expression> operand =
        in.at("WHEN") ? Optional.empty() : Optional.of(expressions.expression());
    List<Expression.When> whens = new ArrayList<>();
    do {
      Place when = in.open();
      in.expect("WHEN");
      Expression condition = expressions.expression();
      in.expect("THEN");
      Expression value = expressions.expression();
      whens.add(new Expression.When(condition, value, in.closeItem(when)));
    } while (in.at("WHEN"));
    Optional<Expression> otherwise =
        in.accept("ELSE") ? Optional.of(expressions.expression()) : Optional.empty();
    in.expect("END");
    return new Expression.Case(operand, List.copyOf(whens), otherwise, in.close(place));
  }
}
