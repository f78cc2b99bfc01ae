package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Reads expressions, by how strongly operators bind. */
public final class ExpressionParser {
  /** More operators of one strength in a row make a tree too deep to walk. */
  private static final int OPERATORS_MAX = 1000;

  private static final Map<String, Operator> SIGNS =
      Map.ofEntries(
          Map.entry("=", Operator.EQUAL),
          Map.entry("<>", Operator.NOT_EQUAL),
          Map.entry("!=", Operator.NOT_EQUAL),
          Map.entry("^=", Operator.NOT_EQUAL),
          Map.entry("~=", Operator.NOT_EQUAL),
          Map.entry("<", Operator.LESS),
          Map.entry("<=", Operator.LESS_OR_EQUAL),
          Map.entry(">", Operator.GREATER),
          Map.entry(">=", Operator.GREATER_OR_EQUAL),
          Map.entry("||", Operator.CONCAT),
          Map.entry("+", Operator.ADD),
          Map.entry("-", Operator.SUBTRACT),
          Map.entry("*", Operator.MULTIPLY),
          Map.entry("/", Operator.DIVIDE),
          Map.entry("**", Operator.POWER));
  private static final Set<String> LIKES = Set.of("LIKE", "LIKEC", "LIKE2", "LIKE4", "ILIKE");
  private static final Set<String> QUANTIFIERS = Set.of("ANY", "SOME", "ALL");

  private final TokenStream in;
  private final QueryParser queries;
  private final NameParser names;
  private final TypeParser types;
  private final CallParser calls;
  private final Predicates predicates;
  private final Set<String> reserved;
  private final Additions additions;

  ExpressionParser(
      TokenStream in, Vocabulary vocabulary, QueryParser queries, Additions additions) {
    this.in = in;
    this.queries = queries;
    this.additions = additions;
    this.reserved = vocabulary.reserved();
    this.names = new NameParser(in, reserved);
    this.types = new TypeParser(in, this, additions);
    this.calls = new CallParser(in, this, vocabulary.keywordFunctions());
    this.predicates = new Predicates(in, this);
  }

  /** Reads types. */
  public TypeParser types() {
    return types;
  }

  /** Whether a query stands here, not in parentheses. */
  public boolean atQuery() {
    return in.at("SELECT") || in.at("WITH");
  }

  /** A query, with all that may stand around it. */
  Query query() {
    return queries.query();
  }

  /** The rest of a query whose first part, in parentheses, was read already. */
  Query queryFrom(Query first) {
    return queries.queryFrom(first);
  }

  /** Whether an operator such as UNION stands here. */
  boolean atSetOperator() {
    return queries.atSetOperator();
  }

  /** An expression. */
  public Expression expression() {
    return expression(Operator.WEAKEST);
  }

  /** An expression whose operators bind at least so strongly. */
  public Expression expression(int binding) {
    in.enter();
    Expression left = prefixed();
    for (int operators = 0; ; operators++) {
      Expression next = extended(left, binding);
      if (next == null) {
        break;
      }
      left = next;
      if (operators > OPERATORS_MAX) {
        throw in.expected("no more than " + OPERATORS_MAX + " operators in a row");
      }
    }
    in.leave();
    return left;
  }

  /** Expressions with commas between them. */
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    do {
      all.add(expression());
    } while (in.accept(","));
    return List.copyOf(all);
  }

  private Expression prefixed() {
    Place place = in.open();
    Expression own = additions.operand(this, place);
    if (own != null) {
      return own;
    }
    Optional<Operator> prefix = prefixHere();
    if (prefix.isEmpty()) {
      return postfixed(primary(place));
    }
    in.take();
    Expression operand = expression(prefix.get().binding());
    return new Operation(prefix.get(), List.of(operand), in.close(place));
  }

  private Optional<Operator> prefixHere() {
    Token token = in.current();
    if (token.kind() != Kind.WORD && token.kind() != Kind.SIGN) {
      return Optional.empty();
    }
    return switch (token.text()) {
      case "-" -> Optional.of(Operator.NEGATE);
      case "+" -> Optional.of(Operator.PLUS);
      case "NOT" -> Optional.of(Operator.NOT);
      case "PRIOR" -> beforeOperand(Operator.PRIOR);
      case "CONNECT_BY_ROOT" -> beforeOperand(Operator.CONNECT_BY_ROOT);
      default -> Optional.empty();
    };
  }

  private Optional<Operator> beforeOperand(Operator operator) {
    return beginsOperand(in.ahead(1)) ? Optional.of(operator) : Optional.empty();
  }

  private boolean beginsOperand(Token token) {
    return switch (token.kind()) {
      case WORD -> !reserved.contains(token.text());
      case QUOTED, STRING, NATIONAL_STRING, NUMBER, BIND -> true;
      case SIGN -> token.text().equals("(") || token.text().equals("-");
      default -> false;
    };
  }

  /** With the operator that stands here and its right side; null where none binds so strongly. */
  private @Nullable Expression extended(Expression left, int binding) {
    Token token = in.current();
    Expression own = additions.extended(this, left, binding);
    if (own != null) {
      return own;
    }
    if (token.kind() == Kind.SIGN) {
      Operator operator = additions.operator(token.text(), SIGNS.get(token.text()));
      return operator == null || operator.binding() < binding ? null : operation(left, operator);
    }
    if (token.kind() != Kind.WORD) {
      return null;
    }
    return switch (token.text()) {
      case "AND" -> binding <= Operator.AND.binding() ? operation(left, Operator.AND) : null;
      case "OR" -> binding <= Operator.OR.binding() ? operation(left, Operator.OR) : null;
      case "MOD" ->
          binding <= Operator.MODULO.binding() && beginsOperand(in.ahead(1))
              ? operation(left, Operator.MODULO)
              : null;
      case "COLLATE" -> operation(left, Operator.COLLATE);
      case "AT" -> atZone(left);
      case "MULTISET" -> binding <= Operator.MULTISET_UNION.binding() ? multiset(left) : null;
      default -> binding <= Operator.COMPARISON ? predicates.predicate(left) : null;
    };
  }

  private Expression operation(Expression left, Operator operator) {
    List<Expression> operands = new ArrayList<>(2);
    operands.add(left);
    do {
      in.take();
      // Oracle lets blanks stand in signs of two characters.
      if ((operator == Operator.LESS || operator == Operator.GREATER) && in.at("=")) {
        in.take();
        operator = operator == Operator.LESS ? Operator.LESS_OR_EQUAL : Operator.GREATER_OR_EQUAL;
      } else if (operator == Operator.LESS && in.accept(">")) {
        operator = Operator.NOT_EQUAL;
      }
      operands.add(
          operator.binding() == Operator.COMPARISON
              ? compared()
              : expression(operator.binding() + 1));
    } while (operator.isChained() && in.at(operator.text()));
    return new Operation(operator, List.copyOf(operands), in.closeFrom(left.place()));
  }

  private Expression compared() {
    if (in.atAny(QUANTIFIERS) && in.ahead(1).is("(")) {
      Place place = in.open();
      String word = in.take().text();
      return new Expression.Quantified(word, predicates.set(), in.close(place));
    }
    return expression(Operator.OPERAND);
  }

  private @Nullable Expression atZone(Expression left) {
    if (in.accept("AT", "LOCAL")) {
      return new Operation(Operator.AT_LOCAL, List.of(left), in.closeFrom(left.place()));
    }
    if (!in.accept("AT", "TIME", "ZONE")) {
      return null;
    }
    Expression zone = expression(Operator.STRONGEST);
    return new Operation(Operator.AT_TIME_ZONE, List.of(left, zone), in.closeFrom(left.place()));
  }

  private Expression multiset(Expression left) {
    in.expect("MULTISET");
    String kind = in.take().text();
    boolean isDistinct = in.accept("DISTINCT");
    if (!isDistinct) {
      in.accept("ALL");
    }
    Operator operator =
        switch (kind) {
          case "UNION" -> isDistinct ? Operator.MULTISET_UNION_DISTINCT : Operator.MULTISET_UNION;
          case "INTERSECT" ->
              isDistinct ? Operator.MULTISET_INTERSECT_DISTINCT : Operator.MULTISET_INTERSECT;
          case "EXCEPT" ->
              isDistinct ? Operator.MULTISET_EXCEPT_DISTINCT : Operator.MULTISET_EXCEPT;
          default -> throw in.expected("UNION, INTERSECT or EXCEPT behind MULTISET");
        };
    Expression right = expression(operator.binding() + 1);
    return new Operation(operator, List.of(left, right), in.closeFrom(left.place()));
  }

  private Expression postfixed(Expression value) {
    Expression left = value;
    while (true) {
      if (in.at("(") && isCallable(left)) {
        List<Expression.Argument> arguments = calls.arguments();
        left = new Expression.Apply(left, arguments, in.closeFrom(left.place()));
      } else if (in.at(".") && in.ahead(1).isName()) {
        in.take();
        left = new Expression.Member(left, identifier(), in.closeFrom(left.place()));
      } else if (in.at("%") && in.ahead(1).isName() && additions.operator("%", null) == null) {
        in.take();
        left = new Expression.Attribute(left, in.take().text(), in.closeFrom(left.place()));
      } else if (TypeParser.isField(in.current()) && isInterval()) {
        left = new Expression.Interval(left, types.intervalFields(), in.closeFrom(left.place()));
      } else {
        return left;
      }
    }
  }

  private static boolean isCallable(Expression left) {
    return left instanceof Expression.Call
        || left instanceof Expression.Member
        || left instanceof Expression.Apply
        || left instanceof Expression.KeywordCall
        || left instanceof Expression.Attribute;
  }

  private boolean isInterval() {
    if (!in.at("DAY") && !in.at("YEAR")) {
      return false;
    }
    int to = in.ahead(1).is("(") ? 4 : 1;
    return in.ahead(to).is("TO") && TypeParser.isField(in.ahead(to + 1));
  }

  private Expression primary(Place place) {
    Token token = in.current();
    return switch (token.kind()) {
      case STRING -> literal(LiteralKind.STRING, place);
      case NATIONAL_STRING -> literal(LiteralKind.NATIONAL_STRING, place);
      case NUMBER -> literal(LiteralKind.NUMBER, place);
      case BIND -> new Expression.Bind(in.take().text(), in.close(place));
      case QUOTED -> calls.named(place);
      case WORD -> word(token.text(), place);
      default -> {
        if (in.at("(")) {
          yield parenthesized(place);
        }
        if (in.accept("*")) {
          yield new Expression.Star(Optional.empty(), in.close(place));
        }
        throw in.expected("an expression");
      }
    };
  }

  private Expression literal(LiteralKind kind, Place place) {
    return new Literal(kind, in.take().text(), in.close(place));
  }

  private Expression word(String word, Place place) {
    Token next = in.ahead(1);
    return switch (word) {
      case "NULL" -> constant(LiteralKind.NULL, place);
      case "TRUE" -> constant(LiteralKind.TRUE, place);
      case "FALSE" -> constant(LiteralKind.FALSE, place);
      case "CASE" -> predicates.caseOf(place);
      default -> {
        if (next.is("(")) {
          yield beforeParenthesis(word, place);
        }
        yield next.kind() == Kind.STRING || next.kind() == Kind.BIND
            ? beforeLiteral(word, place)
            : plainWord(word, place);
      }
    };
  }

  private Expression beforeParenthesis(String word, Place place) {
    return switch (word) {
      case "EXISTS" -> new Expression.Exists(queryBehindWord(), in.close(place));
      case "CURSOR" -> new Expression.CursorOf(queryBehindWord(), in.close(place));
      case "MULTISET" -> new Expression.MultisetOf(queryBehindWord(), in.close(place));
      case "CAST" -> calls.cast(place);
      case "SET" -> calls.named(place);
      default -> plainWord(word, place);
    };
  }

  private Query queryBehindWord() {
    in.take();
    return parenthesizedQuery();
  }

  private Expression beforeLiteral(String word, Place place) {
    return switch (word) {
      case "DATE" -> prefixed(LiteralKind.DATE, place);
      case "TIMESTAMP" -> prefixed(LiteralKind.TIMESTAMP, place);
      case "INTERVAL" -> interval(place);
      default -> plainWord(word, place);
    };
  }

  private Expression plainWord(String word, Place place) {
    if (in.accept("CURRENT", "OF")) {
      return new Expression.CurrentOf(name(), in.close(place));
    }
    Token next = in.ahead(1);
    if (word.equals("NEW") && next.isName() && !reserved.contains(next.text())) {
      in.take();
      Expression call = postfixed(calls.named(in.open()));
      return new Expression.New(call, in.close(place));
    }
    if (reserved.contains(word)) {
      throw in.expected("an expression");
    }
    return word.startsWith("$$")
        ? new Expression.Inquiry(in.take().text().substring(2), in.close(place))
        : calls.named(place);
  }

  private Expression constant(LiteralKind kind, Place place) {
    in.take();
    return new Literal(kind, "", in.close(place));
  }

  private Expression prefixed(LiteralKind kind, Place place) {
    in.take();
    return literal(kind, place);
  }

  private Expression interval(Place place) {
    in.take();
    Expression value = primary(in.open());
    return new Expression.Interval(value, types.intervalFields(), in.close(place));
  }

  /** {@code (query)}. */
  public Query parenthesizedQuery() {
    in.expect("(");
    in.enter();
    Query query = query();
    in.leave();
    in.expect(")");
    return query;
  }

  private Expression parenthesized(Place place) {
    in.expect("(");
    if (in.accept(")")) {
      return new Expression.Row(List.of(), in.close(place));
    }
    if (atQuery()) {
      Query query = query();
      in.expect(")");
      return new Expression.Subquery(query, in.close(place));
    }
    Expression first = expression();
    if (first instanceof Expression.Subquery(var query, _) && atSetOperator()) {
      Query whole = queryFrom(query);
      in.expect(")");
      return new Expression.Subquery(whole, in.close(place));
    }
    if (in.accept(")")) {
      return first;
    }
    if (in.at("AS")) {
      return seenAs(first, place);
    }
    List<Expression> items = new ArrayList<>();
    items.add(first);
    while (in.accept(",")) {
      items.add(expression());
    }
    in.expect(")");
    return new Expression.Row(List.copyOf(items), in.close(place));
  }

  /** {@code (self AS super)}: an object seen as its supertype; a call without a name. */
  private Expression seenAs(Expression value, Place place) {
    Place at = in.open();
    in.expect("AS");
    Node as = new Expression.Word("AS", in.close(at));
    Type type = types.type();
    in.expect(")");
    return new Expression.KeywordCall(Name.of(""), List.of(value, as, type), in.close(place));
  }

  /** A name with its qualifiers and link. */
  public Name name() {
    return names.name();
  }

  /** One identifier; reserved words are none. */
  public Identifier identifier() {
    return names.identifier();
  }

  /** Identifiers in parentheses. */
  public List<Identifier> identifiersInParentheses() {
    return names.identifiersInParentheses();
  }

  /** What ORDER BY has behind it. */
  public List<OrderItem> orderItems() {
    List<OrderItem> items = new ArrayList<>();
    do {
      items.add(orderItem());
    } while (in.accept(","));
    return List.copyOf(items);
  }

  private OrderItem orderItem() {
    Place place = in.open();
    Expression value = expression();
    OrderItem.Direction direction =
        in.accept("ASC")
            ? OrderItem.Direction.ASCENDING
            : in.accept("DESC") ? OrderItem.Direction.DESCENDING : OrderItem.Direction.UNSAID;
    OrderItem.Nulls nulls =
        in.accept("NULLS", "FIRST")
            ? OrderItem.Nulls.FIRST
            : in.accept("NULLS", "LAST") ? OrderItem.Nulls.LAST : OrderItem.Nulls.UNSAID;
    return new OrderItem(value, direction, nulls, in.closeItem(place));
  }

  /** Arguments in parentheses. */
  public List<Expression.Argument> arguments() {
    return calls.arguments();
  }

  /** The words that LIKE may be. */
  static boolean isLike(Token token) {
    return LIKES.contains(token.text());
  }

  /** Reads calls. */
  CallParser calls() {
    return calls;
  }
}
