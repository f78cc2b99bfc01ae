package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.SchemaModel;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.FromItem;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Brings expressions and queries of MySQL and MariaDB to what PostgreSQL takes; what has no rule is
 * an action item. Conditions are numbers on the source: where one is wanted and a number stands, it
 * is compared with 0, and where a number is wanted and a condition stands, it is cast.
 */
public final class MySqlExpressions {
  private static final Set<ObjectKind> READABLE = EnumSet.of(ObjectKind.TABLE, ObjectKind.VIEW);
  private static final Set<ObjectKind> ROUTINES =
      EnumSet.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE);
  private static final Map<String, String> TESTS = Map.of("UNKNOWN", "UNKNOWN", "NULL", "NULL");

  private final Items items;
  private final SchemaModel model;
  private final boolean isMariaDb;
  private final Kinds kinds;
  private final MySqlFunctions functions;
  private final MySqlAggregates aggregates;
  private final MySqlDates dates;
  private final MySqlQueries queries;
  private final MySqlStatements statements;
  private final MySqlArguments arguments;

  /**
   * For one part of the source.
   *
   * @param root whose tables say what columns are
   */
  public MySqlExpressions(Items items, SchemaModel model, boolean isMariaDb, Node root) {
    this.items = items;
    this.model = model;
    this.isMariaDb = isMariaDb;
    this.kinds = new Kinds(model, root);
    this.dates = new MySqlDates(items, kinds);
    this.functions = new MySqlFunctions(items, kinds, dates, this::condition);
    this.aggregates = new MySqlAggregates(items, functions);
    this.queries = new MySqlQueries(items, model, kinds);
    this.statements = new MySqlStatements(items, model, isMariaDb, kinds, this);
    this.arguments = new MySqlArguments(model, isMariaDb, kinds, items);
  }

  /** Takes the columns of a table, which its own expressions name. */
  public void addColumns(List<TableElement.Column> columns) {
    columns.forEach(it -> kinds.add("", it));
  }

  /** The value with all within it as PostgreSQL has it. */
  public Expression value(Expression expression) {
    return PostgresTypes.spelled(asValue(Rewriter.rewrite(expression, this::one)));
  }

  /** The condition with all within it as PostgreSQL has it. */
  public Expression ofCondition(Expression expression) {
    return PostgresTypes.spelled(condition(Rewriter.rewrite(expression, this::one)));
  }

  /** The query with all within it as PostgreSQL has it. */
  public Query query(Query query) {
    return PostgresTypes.spelled(Rewriter.rewrite(query, this::one));
  }

  /** Code, a change of rows, or a routine, with all within it as PostgreSQL has it. */
  public <N extends Node> N code(N code) {
    return PostgresTypes.spelled(Rewriter.rewrite(code, this::one));
  }

  /** The type of a result as PostgreSQL has it. */
  public Type type(Type type) {
    return PostgresTypes.spelled(statements.type(type));
  }

  /** Takes the columns of a row that code names, such as {@code new}. */
  public void addRow(String name, List<TableElement.Column> columns) {
    columns.forEach(it -> kinds.add(name, it));
  }

  private Node one(Node node) {
    return switch (node) {
      case Literal literal -> literal(literal);
      case Expression.Call call -> called(call);
      case Expression.Aggregate it -> aggregates.aggregate(it);
      case Expression.KeywordCall it -> functions.withWords(it);
      case Operation operation -> operation(operation);
      case Expression.Like it -> like(it);
      case Expression.Is(var value, var test, var place) ->
          new Expression.Is(TESTS.containsKey(test) ? value : condition(value), test, place);
      case Expression.In(var value, var set, var place) ->
          new Expression.In(
              value, set instanceof Expression.Row row ? alike(value, row) : set, place);
      case Expression.Between it -> between(it);
      case Expression.Case it -> caseOf(it);
      case Expression.Cast(var value, var type, var place) -> cast(value, type, place);
      case Expression.Bind it -> variable(it);
      case Query.Item(var value, var alias, var place) ->
          new Query.Item(asValue(value), alias, place);
      case Query.Select select -> queries.select(conditions(select));
      case Query query -> queries.query(query);
      case FromItem.Table table ->
          new FromItem.Table(
              false,
              model.qualified(table.name(), READABLE),
              partition(table),
              Optional.empty(),
              "",
              table.alias(),
              table.place());
      case FromItem.Join join -> join(join);
      default -> statements.one(node);
    };
  }

  /** A variable of the session is a setting of it: a text, or NULL where that is empty. */
  private Expression variable(Expression.Bind variable) {
    if (variable.name().startsWith("@@")) {
      items.block(ActionCode.NO_RULE, variable.place(), "the variable " + variable.name());
      return variable;
    }
    String setting = MySqlFunctions.setting(variable.name());
    items.add(ActionCode.USER_VARIABLE, Place.NONE, variable.name(), setting);
    Expression value =
        Sql.call(Place.NONE, "CURRENT_SETTING", Sql.string(setting), Sql.truth(true, Place.NONE));
    return Sql.call(variable.place(), "NULLIF", value, Sql.string(""));
  }

  private String partition(FromItem.Table table) {
    if (!table.partition().isEmpty()) {
      items.block(ActionCode.PARTITION_NAME, table.place(), table.partition());
    }
    return "";
  }

  private FromItem join(FromItem.Join join) {
    boolean isBare = join.on().isEmpty() && join.using().isEmpty() && join.kind().equals("JOIN");
    return new FromItem.Join(
        join.left(),
        List.of(),
        isBare
            ? "CROSS JOIN"
            : join.kind().equals("CROSS JOIN") && join.on().isPresent() ? "JOIN" : join.kind(),
        join.right(),
        List.of(),
        join.on().map(this::condition),
        join.using(),
        join.place());
  }

  private Query.Select conditions(Query.Select it) {
    return new Query.Select(
        it.hints(),
        it.quantifier(),
        it.items(),
        it.into(),
        it.from(),
        it.where().map(this::condition),
        it.hierarchy(),
        it.groupBy(),
        it.having().map(this::condition),
        it.windows(),
        it.model(),
        it.place());
  }

  /** A condition where the source takes a number for one. */
  Expression condition(Expression value) {
    if (Sql.digits(value).isPresent()) {
      return Sql.truth(Sql.digits(value).get().matches(".*[1-9].*"), value.place());
    }
    if (Sql.text(value).isPresent()) {
      return Sql.truth(Sql.text(value).get().matches("\\s*-?0*\\.?0*[1-9].*"), value.place());
    }
    boolean isText = kinds.of(value) == Kind.TEXT && !(value instanceof Literal);
    return kinds.of(value).isNumber() || isText
        ? Sql.operation(
            value.place(),
            Operator.NOT_EQUAL,
            isText ? Sql.cast(Place.NONE, value, Sql.type("NUMERIC")) : value,
            Sql.number("0"))
        : value;
  }

  /** A number where the source takes a condition for one; columns of BIT(1) stay what they are. */
  static Expression asValue(Expression value) {
    boolean isCondition =
        switch (value) {
          case Expression.Between _, Expression.In _, Expression.Like _ -> true;
          case Expression.Is _, Expression.Exists _ -> true;
          case Operation(var operator, _, _) ->
              switch (operator) {
                case OR, AND, NOT, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER -> true;
                case GREATER_OR_EQUAL, NOT_DISTINCT, MATCHES, MATCHES_IN_ANY_CASE -> true;
                default -> false;
              };
          default -> false;
        };
    return isCondition ? Sql.cast(value.place(), value, Sql.type("INTEGER")) : value;
  }

  private static Expression literal(Literal literal) {
    return switch (literal.kind()) {
      case TRUE -> new Literal(LiteralKind.NUMBER, "1", literal.place());
      case FALSE -> new Literal(LiteralKind.NUMBER, "0", literal.place());
      case NATIONAL_STRING -> new Literal(LiteralKind.STRING, literal.text(), literal.place());
      case NUMBER -> number(literal);
      default -> literal;
    };
  }

  /** {@code 0x4D} is bytes, {@code 0b11} a number. */
  private static Expression number(Literal literal) {
    String text = literal.text();
    return text.startsWith("0b")
        ? new Literal(
            LiteralKind.NUMBER,
            new java.math.BigInteger("0" + text.substring(2), 2).toString(),
            literal.place())
        : literal;
  }

  private Expression called(Expression.Call call) {
    Optional<Expression> own =
        model
            .find(call.function(), ROUTINES)
            .map(
                id ->
                    new Expression.Call(
                        model.qualified(call.function(), ROUTINES),
                        arguments.given(id, call),
                        call.place()));
    return own.orElseGet(() -> functions.converted(call));
  }

  private Expression operation(Operation operation) {
    List<Expression> operands = operation.operands();
    Expression left = operands.getFirst();
    Expression right = operands.getLast();
    Place place = operation.place();
    return switch (operation.operator()) {
      case AND, OR, NOT ->
          new Operation(
              operation.operator(), operands.stream().map(this::condition).toList(), place);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, NOT_DISTINCT ->
          compared(operation);
      case ADD, SUBTRACT -> dates.sum(operation.operator(), numeric(left), numeric(right), place);
      case MULTIPLY ->
          new Operation(Operator.MULTIPLY, List.of(numeric(left), numeric(right)), place);
      case DIVIDE -> division(numeric(left), numeric(right), place);
      case MODULO -> Sql.call(place, "MOD", numeric(left), Sql.unlessZero(numeric(right)));
      case NEGATE, PLUS -> new Operation(operation.operator(), List.of(numeric(left)), place);
      case COLLATE -> {
        items.add(ActionCode.COLLATION, place);
        yield left;
      }
      default -> operation;
    };
  }

  /** Whole numbers are divided with a fraction; by zero gives NULL. */
  private Expression division(Expression left, Expression right, Place place) {
    boolean isFraction = kinds.of(left) == Kind.EXACT || kinds.of(left) == Kind.REAL;
    Expression dividend = isFraction ? left : Sql.cast(Place.NONE, left, Sql.type("NUMERIC"));
    return Sql.operation(place, Operator.DIVIDE, dividend, Sql.unlessZero(right));
  }

  /** What stands in arithmetic. */
  private Expression numeric(Expression value) {
    Expression number = asValue(value);
    boolean isText = kinds.of(number) == Kind.TEXT && Sql.text(number).isEmpty();
    return isText ? Sql.cast(number.place(), number, Sql.type("NUMERIC")) : number;
  }

  private Expression compared(Operation operation) {
    Expression left = operation.operands().getFirst();
    Expression right = operation.operands().getLast();
    Expression one = alike(left, right);
    Expression other = alike(right, left);
    return new Operation(operation.operator(), List.of(one, other), operation.place());
  }

  /** The value as what it is compared with takes it. */
  private Expression alike(Expression value, Expression with) {
    Kind own = kinds.of(value);
    Kind other = kinds.of(with);
    if (other == Kind.BOOLEAN) {
      return condition(value);
    }
    if (own == Kind.BOOLEAN && other.isNumber() && Sql.digits(with).isEmpty()) {
      return asValue(value);
    }
    if (Sql.isSetting(value) && other.isNumber()) {
      return Sql.cast(value.place(), value, Sql.type("NUMERIC"));
    }
    if (own.isNumber() && other == Kind.TEXT && !(with instanceof Literal)) {
      if (Sql.isSetting(with)) {
        return value;
      }
      return Sql.digits(value)
          .map(digits -> (Expression) new Literal(LiteralKind.STRING, digits, value.place()))
          .orElseGet(() -> Sql.cast(value.place(), value, Sql.type("CLOB")));
    }
    boolean isMoment = other == Kind.DATE || other == Kind.MOMENT;
    return own == Kind.WHOLE && isMoment ? dates.ofDigits(value) : value;
  }

  private Expression alike(Expression value, Expression.Row set) {
    return new Expression.Row(
        set.items().stream().map(it -> alike(it, value)).toList(), set.place());
  }

  private Expression between(Expression.Between it) {
    return new Expression.Between(
        it.value(), alike(it.low(), it.value()), alike(it.high(), it.value()), it.place());
  }

  private Expression like(Expression.Like it) {
    Expression value = kinds.of(it.value()) == Kind.TEXT ? it.value() : functions.text(it.value());
    if (!it.keyword().equals("REGEXP")) {
      return new Expression.Like(value, "LIKE", it.pattern(), it.escape(), it.place());
    }
    Sql.text(it.pattern())
        .filter(
            pattern ->
                pattern.contains("[[:<:]]") || pattern.contains("[[.") || pattern.contains("(?"))
        .ifPresent(pattern -> items.add(ActionCode.REGULAR_EXPRESSION, it.place(), pattern));
    return Sql.operation(it.place(), Operator.MATCHES_IN_ANY_CASE, value, it.pattern());
  }

  private Expression caseOf(Expression.Case it) {
    boolean isSearched = it.operand().isEmpty();
    List<Expression.When> whens = new ArrayList<>();
    for (Expression.When when : it.whens()) {
      Expression condition =
          isSearched ? condition(when.condition()) : alike(when.condition(), it.operand().get());
      whens.add(new Expression.When(condition, asValue(when.value()), when.place()));
    }
    return new Expression.Case(
        it.operand(),
        List.copyOf(whens),
        it.otherwise().map(MySqlExpressions::asValue),
        it.place());
  }

  private Expression cast(Expression value, Type type, Place place) {
    String word =
        type instanceof Type.Named named ? named.name().last().text().toUpperCase(Locale.ROOT) : "";
    Expression plain = asValue(value);
    Kind kind = kinds.of(value);
    return switch (word) {
      // Of a text MySQL takes what its beginning has of a number.
      case "SIGNED",
          "SIGNED INTEGER",
          "SIGNED INT",
          "UNSIGNED",
          "UNSIGNED INTEGER",
          "UNSIGNED INT" ->
          kind.isNumber() || kind == Kind.BOOLEAN
              ? Sql.cast(place, plain, MySqlTypes.standard(type, isMariaDb, items))
              : kind == Kind.DATE || kind == Kind.MOMENT
                  ? dates.digits(value, kind, place)
                  : Sql.cast(
                      place,
                      Sql.cast(Place.NONE, plain, Sql.type("NUMERIC")),
                      MySqlTypes.standard(type, isMariaDb, items));
      case "CHAR", "CHARACTER", "NCHAR" ->
          type instanceof Type.Named named && !named.arguments().isEmpty()
              ? Sql.cast(place, plain, Sql.type("VARCHAR", named.arguments().getFirst()))
              : Sql.cast(place, plain, Sql.type("CLOB"));
      case "BINARY", "VARBINARY" -> plain;
      case "DATETIME", "DATE", "TIME" ->
          Sql.cast(place, plain, MySqlTypes.standard(type, isMariaDb, items));
      default -> Sql.cast(place, plain, MySqlTypes.standard(type, isMariaDb, items));
    };
  }
}
