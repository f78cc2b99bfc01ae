package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryBody;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** Brings expressions and queries to standard SQL; what is left over is an action item. */
public final class OracleExpressions {
  private static final int ARGUMENTS_MAX = 100;
  private static final Pattern FLOAT_SUFFIX = Pattern.compile("(.*\\d)[dDfF]");
  private static final Pattern LOCAL_MOMENT =
      Pattern.compile("\\s*-?\\d+-\\d+-\\d+(\\s+\\d+:\\d+:\\d+(\\.\\d*)?)?\\s*");

  private final Items items;
  private final Kinds kinds;
  private final DateArithmetic dates;
  private final Zones zones;
  private final Coercions coercions;
  private final Aggregates aggregates;
  private final OracleFunctions functions;
  private final OracleQueries queries;
  private final TableFunctions tables;
  private final ColumnsOfTables columnsOfTables;
  private final Pivots pivots;
  private final LimitedChanges limited;
  private final Leftovers leftovers;
  private final boolean mustBeImmutable;
  private final Set<Expression> columnsInSight = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Expression> changed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final CodeScope scope;
  private final XmlCalls xml;
  private final XmlMakers xmlMakers;
  private final ObjectExpressions objects;
  private final Multisets multisets;
  private final JsonCalls json;
  private Now now = Now.OF_CLOCK;

  /**
   * For one part of the source.
   *
   * @param scope what names mean where it stands
   * @param mustBeImmutable whether it is an index's or a generated column's
   * @param part what is brought to standard SQL, whose queries may name columns
   */
  public static OracleExpressions of(
      Items items, CodeScope scope, ColumnKinds columns, boolean mustBeImmutable, Node part) {
    return new OracleExpressions(items, scope, columns.within(part, scope), mustBeImmutable);
  }

  private OracleExpressions(
      Items items, CodeScope scope, ColumnKinds columns, boolean mustBeImmutable) {
    this.scope = scope;
    this.xml = new XmlCalls(scope);
    this.objects = new ObjectExpressions(scope);
    this.multisets = new Multisets(scope, objects);
    this.json = new JsonCalls(items);
    this.items = items;
    this.kinds = new Kinds(scope, columns);
    this.dates = new DateArithmetic(kinds);
    this.zones = new Zones(kinds, items);
    this.coercions = new Coercions(kinds);
    this.xmlMakers = new XmlMakers(items, kinds, coercions);
    this.aggregates = new Aggregates(items, kinds);
    this.functions = new OracleFunctions(items, kinds, zones, coercions);
    this.queries = new OracleQueries(items);
    this.tables = new TableFunctions(scope);
    this.columnsOfTables = new ColumnsOfTables(scope.model(), kinds);
    this.pivots = new Pivots(scope);
    this.limited = new LimitedChanges(scope.model());
    this.leftovers = new Leftovers(items, scope);
    this.mustBeImmutable = mustBeImmutable;
  }

  /** The node, and all within it, in standard SQL. */
  public <N extends Node> N standard(N node) {
    now = node instanceof Query ? Now.OF_STATEMENT : Now.OF_CLOCK;
    Rewriter.walk(node, this::lookForChanged);
    columnsInSight.addAll(ColumnsInSight.of(node, scope.model()));
    N rewritten = Rewriter.rewrite(node, it -> coercions.coerced(one(it)));
    Rewriter.walk(rewritten, leftovers::look);
    return rewritten;
  }

  /** The same of what is no code, whose calls of methods are found yet. */
  public <N extends Node> N withMethods(N node) {
    return standard(new Methods(scope, new CollectionStatements(items, scope)).called(node));
  }

  /** A column that gets a value may have the name of a function or a variable, and is none. */
  private void lookForChanged(Node node) {
    switch (node) {
      case Dml.Assignment(Expression.Row(var columns, _), _, _) -> changed.addAll(columns);
      case Dml.Assignment it -> changed.add(it.column());
      case Dml.Insert it -> changed.addAll(it.columns());
      case Dml.MergeInsert it -> changed.addAll(it.columns());
      default -> {
        // Gives no column a value.
      }
    }
  }

  private Node one(Node node) {
    return switch (node) {
      case Literal literal -> literal(literal);
      case Expression.Interval(var value, var fields, var place) ->
          new Expression.Interval(value, OracleTypes.fields(fields), place);
      case Expression.Reference it when it.name().parts().size() == 1 && changed.contains(it) -> it;
      case Expression.Reference reference -> reference(reference);
      case Expression.Call call when OracleFunctions.isStandard(call.function()) ->
          PackagedFunctions.converted(
                  Name.of(call.function().last()), call.arguments(), call.place())
              .orElseGet(() -> functions.converted(OracleFunctions.bare(call)));
      case Expression.Call given -> {
        Expression.Call call = coercions.given(given, scope);
        Expression named = scope.call(call, items);
        Optional<Expression> ofXml =
            isSame(named, call)
                ? xml.called(call).or(() -> multisets.called(call)).or(() -> json.called(call))
                : Optional.<Expression>empty();
        yield ofXml.isPresent()
            ? ofXml.get()
            : isSame(named, call)
                ? PackagedFunctions.converted(
                        call.function(),
                        coercions.bytes(call.function(), call.arguments()),
                        call.place())
                    .orElseGet(() -> functions.converted(call))
                : named;
      }
      case Expression.Apply apply ->
          scope
              .collections()
              .applied(apply, items)
              .or(() -> xml.applied(apply))
              .orElseGet(() -> withoutParentheses(apply));
      case Expression.Is is when Doubles.isTest(is) -> Doubles.tested(is);
      case Expression.Is(var value, var test, var place) when test.equals("EMPTY") ->
          scope.collections().isEmpty(value, place).orElse((Expression) node);
      case Expression.Is(var value, var test, var place) when test.equals("A SET") ->
          multisets.isSet(value, place).orElse((Expression) node);
      case Expression.Member member ->
          scope.collections().member(member).orElseGet(() -> fieldOf(member));
      case Expression.Inquiry(var name, var place) when name.equalsIgnoreCase("PLSQL_UNIT") ->
          new Literal(LiteralKind.STRING, scope.unitName(), place);
      case Expression.KeywordCall(var function, var parts, _)
          when function.is("TRANSLATE") && parts.getFirst() instanceof Expression text ->
          text; // USING NCHAR_CS: there is one character set
      case Expression.KeywordCall call
          when call.function().is("TREAT") || ObjectExpressions.isSeenAs(call) ->
          objects
              .converted(call)
              .map(it -> ObjectExpressions.spelled(it, type -> scope.type(type, items)))
              .orElse(call);
      case Expression.IsOf test -> objects.isOf(test).orElse(test);
      case Expression.KeywordCall call when call.function().is("LISTAGG") -> listagg(call);
      case Expression.KeywordCall call when call.function().is("TRIM") ->
          TextFunctions.orNull(call);
      case Expression.KeywordCall call when call.function().is("EXTRACT") -> zones.extracted(call);
      case Expression.KeywordCall call when XmlMakers.isOne(call) -> xmlMakers.standard(call);
      case Expression.KeywordCall call -> json.called(call).orElse(call);
      case Expression.Cast(var value, Type.Anchored type, var place) ->
          Tree.cast(place, value, scope.collections().plain(type, items));
      case Expression.Cast cast -> multisets.cast(cast).orElseGet(() -> zones.cast(cast));
      case Operation operation -> operation(operation);
      case Expression.Aggregate aggregate -> aggregates.standard(aggregate);
      case Expression.Like(var value, _, var pattern, var escape, var place) ->
          new Expression.Like(value, "LIKE", pattern, escape.or(() -> noEscape(pattern)), place);
      case Type type -> scope.type(type, items);
      case Query.Select select ->
          now.once(queries.select(columnsOfTables.standard(TableFunctions.values(select))));
      case Dml.Update update -> limited.standard(now.once(update));
      case Dml.Delete delete -> limited.standard(now.once(delete));
      case Query query -> queries.query(query);
      case Query.Combination combination -> combination(combination);
      case FromItem.Table table -> scope.table(table);
      case TableElement.ForeignKey(
              var columns,
              var table,
              var references,
              var onDelete,
              var place) ->
          new TableElement.ForeignKey(columns, scope.named(table), references, onDelete, place);
      case FromItem.Function item -> tables.standard(item);
      case FromItem.Pivot it -> pivots.standard(it).orElse(it);
      case FromItem.Unpivot it -> pivots.standard(it).orElse(it);
      case FromItem item -> queries.fromItem(item);
      default -> node;
    };
  }

  /** {@code c(i).d.COUNT()}: the method stands there already, as what it became. */
  private static Expression withoutParentheses(Expression.Apply apply) {
    boolean isMade =
        apply.arguments().isEmpty()
            && !(apply.function() instanceof Expression.Member)
            && !(apply.function() instanceof Expression.Reference);
    return isMade ? apply.function() : apply;
  }

  /** {@code f(x).a} of a user's function becomes {@code (f(x)).a}. */
  private Expression fieldOf(Expression.Member member) {
    boolean isCall =
        member.object() instanceof Expression.Call call
            && scope.routine(call.function()).isPresent();
    return isCall
        ? new Expression.Member(
            new Expression.Row(List.of(member.object()), Place.NONE),
            member.member(),
            member.place())
        : member;
  }

  /** Text has no end on the target that ON OVERFLOW could be for. */
  private Expression listagg(Expression.KeywordCall call) {
    List<Expression> all = new ArrayList<>();
    for (Node part : call.parts()) {
      if (part instanceof Expression.Word(var word, _) && word.equals("ON")) {
        break;
      }
      if (part instanceof Expression argument) {
        all.add(argument);
      }
    }
    items.add(ActionCode.LEFT_OUT, call.place(), "ON OVERFLOW");
    return OracleFunctions.listagg(call.place(), all);
  }

  /** Only PostgreSQL takes a backslash in a pattern for more than itself. */
  private static Optional<Expression> noEscape(Expression pattern) {
    boolean isPlain = Tree.text(pattern).map(it -> it.indexOf('\\') < 0).orElse(false);
    return isPlain ? Optional.empty() : Optional.of(Tree.string(""));
  }

  /**
   * MINUS is EXCEPT. To Oracle all operators bind alike, to the standard INTERSECT binds stronger.
   */
  private Query.Combination combination(Query.Combination combination) {
    String operator = combination.operator().replace("MINUS", "EXCEPT");
    List<QueryBody> bodies =
        combination.queries().stream()
            .map(
                body ->
                    body instanceof Query.Select select && select.hierarchy().isPresent()
                        ? Hierarchies.flat(Query.of(select), items)
                        : body)
            .map(
                body ->
                    body instanceof Query.Combination && operator.startsWith("INTERSECT")
                        ? Query.of(body)
                        : body)
            .toList();
    return new Query.Combination(operator, bodies, combination.place());
  }

  private static Expression literal(Literal literal) {
    Place place = literal.place();
    return switch (literal.kind()) {
      // To Oracle the empty string is NULL.
      case STRING, NATIONAL_STRING ->
          literal.text().isEmpty()
              ? Tree.none(place)
              : new Literal(LiteralKind.STRING, literal.text(), place);
      case NUMBER -> {
        Matcher suffix = FLOAT_SUFFIX.matcher(literal.text());
        yield suffix.matches() ? new Literal(LiteralKind.NUMBER, suffix.group(1), place) : literal;
      }
      case DATE -> new Literal(LiteralKind.TIMESTAMP, literal.text() + " 00:00:00", place);
      case TIMESTAMP ->
          // PostgreSQL would pass over the zone of a TIMESTAMP literal.
          LOCAL_MOMENT.matcher(literal.text()).matches()
              ? fractional(literal)
              : Tree.cast(place, Tree.string(literal.text()), Zones.zoned());
      case NULL, TRUE, FALSE, DEFAULT -> literal;
    };
  }

  /** With a point, which tells it from a DATE. */
  private static Literal fractional(Literal timestamp) {
    String text = timestamp.text();
    boolean hasTime = text.indexOf(':') >= 0;
    return hasTime && text.indexOf('.') < 0
        ? new Literal(timestamp.kind(), text.stripTrailing() + ".0", timestamp.place())
        : timestamp;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Expression one, Expression other) {
    return one == other;
  }

  private Expression reference(Expression.Reference reference) {
    Name name = reference.name();
    Place place = reference.place();
    if (SchemaModel.isOfSequence(name)) {
      Name sequence =
          scope
              .model()
              .qualified(
                  scope.model().resolved(SchemaModel.qualifier(name)), Set.of(ObjectKind.SEQUENCE));
      String function = name.last().text().toUpperCase(Locale.ROOT);
      return Tree.call(place, function, Tree.string(sequence.toString()));
    }
    Optional<Expression> row = RowPlaces.converted(name, place, items);
    if (row.isPresent()) {
      return row.get();
    }
    Optional<Expression> moment = now.moment(name, place);
    if (moment.isPresent()) {
      return moment.get();
    }
    if (OracleFunctions.isStandard(name)) {
      return reference(new Expression.Reference(Name.of(name.last()), place));
    }
    Optional<Expression> number = Doubles.named(name, place);
    if (number.isPresent() && scope.local(name).isEmpty()) {
      return number.get();
    }
    if (name.is("SESSIONTIMEZONE") || name.is("DBTIMEZONE")) {
      return Tree.call(place, "CURRENT_SETTING", Tree.string("TimeZone"));
    }
    if (name.is("USER")) {
      Expression user = new Expression.Reference(Name.of("CURRENT_USER"), Place.NONE);
      return Tree.call(place, "UPPER", Tree.cast(Place.NONE, user, Tree.type("CLOB")));
    }
    return PackagedFunctions.converted(name, List.of(), place)
        .orElseGet(
            () -> columnsInSight.contains(reference) ? reference : scope.reference(reference));
  }

  private Expression operation(Operation operation) {
    List<Expression> operands = operation.operands();
    Place place = operation.place();
    return switch (operation.operator()) {
      case CONCAT -> concatenation(operation);
      case MODULO -> modulo(operands, place);
      case POWER -> Tree.call(place, "POWER", operands);
      case ADD -> dates.plus(operation);
      case SUBTRACT -> dates.minus(operation);
      case DIVIDE -> division(operation);
      case MULTISET_UNION,
          MULTISET_UNION_DISTINCT,
          MULTISET_INTERSECT,
          MULTISET_INTERSECT_DISTINCT,
          MULTISET_EXCEPT,
          MULTISET_EXCEPT_DISTINCT,
          SUBMULTISET_OF ->
          multisets.operated(operation).orElse(operation);
      case MEMBER_OF ->
          scope
              .collections()
              .isMember(operands.getFirst(), operands.getLast(), place, items)
              .orElse(operation);
      default ->
          multisets.compared(operation).or(() -> RowPlaces.compared(operation)).orElse(operation);
    };
  }

  /** {@code a || b} becomes CONCAT(a, b): NULL adds nothing, and nothing at all is NULL. */
  private Expression concatenation(Operation operation) {
    List<Expression> operands =
        operation.operands().stream()
            .filter(it -> !Tree.isNullLiteral(it))
            .map(it -> mustBeImmutable ? it : coercions.text(it))
            .map(TextFunctions::orEmpty)
            .toList();
    if (operands.isEmpty()) {
      return Tree.none(operation.place());
    }
    if (operands.size() == 1) {
      return operation.operands().stream()
          .filter(it -> !Tree.isNullLiteral(it))
          .map(coercions::text)
          .findFirst()
          .orElseThrow();
    }
    boolean isAllText = operands.stream().allMatch(it -> Tree.text(it).isPresent());
    if (isAllText || mustBeImmutable) {
      if (mustBeImmutable && !isAllText) {
        items.add(ActionCode.NULL_IN_CONCATENATION, operation.place());
      }
      return new Operation(Operator.CONCAT, operands, operation.place());
    }
    boolean hasText = operands.stream().anyMatch(it -> Tree.text(it).isPresent());
    Expression all = concat(operands, operation.place());
    return hasText ? all : Tree.call(operation.place(), "NULLIF", all, Tree.string(""));
  }

  /** A function takes 100 arguments at most. */
  private static Expression concat(List<Expression> operands, Place place) {
    if (operands.size() <= ARGUMENTS_MAX) {
      return Tree.call(place, "CONCAT", operands);
    }
    List<Expression> parts = new ArrayList<>();
    for (int at = 0; at < operands.size(); at += ARGUMENTS_MAX) {
      int end = Math.min(at + ARGUMENTS_MAX, operands.size());
      parts.add(Tree.call(Place.NONE, "CONCAT", operands.subList(at, end)));
    }
    return concat(parts, place);
  }

  /** MOD(a, 0) is a. */
  static Expression modulo(List<Expression> operands, Place place) {
    Expression by = operands.getLast();
    Expression rest = Tree.call(place, "MOD", operands);
    boolean isSure = by instanceof Literal(_, var text, _) && text.matches("[1-9]\\d*");
    return isSure
        ? rest
        : new Expression.Case(
            Optional.of(by),
            List.of(new Expression.When(Tree.number("0"), operands.getFirst(), Place.NONE)),
            Optional.of(rest),
            place);
  }

  /** Whole numbers are divided with a fraction: {@code a / 2} becomes {@code a / 2.0}. */
  private Expression division(Operation operation) {
    List<Expression> operands = new ArrayList<>(operation.operands());
    Expression left = operands.getFirst();
    Expression right = operands.getLast();
    if (right instanceof Literal(var kind, var text, var at) && kind == LiteralKind.NUMBER) {
      operands.set(1, new Literal(kind, fraction(text), at));
    } else if (left instanceof Literal(var kind, var text, var at) && kind == LiteralKind.NUMBER) {
      operands.set(0, new Literal(kind, fraction(text), at));
    } else if (!kinds.isInterval(left) && !isNumeric(left)) {
      operands.set(0, Tree.cast(Place.NONE, left, Tree.type("NUMERIC")));
    }
    return new Operation(Operator.DIVIDE, List.copyOf(operands), operation.place());
  }

  private static boolean isNumeric(Expression expression) {
    return expression instanceof Expression.Cast(_, Type.Named(var name, _, _, _, _), _)
        && name.is("NUMERIC");
  }

  private static String fraction(String number) {
    return number.chars().allMatch(Character::isDigit) ? number + ".0" : number;
  }

  /** All conditions as one; empty where there are none. */
  static Optional<Expression> all(List<Expression> conditions) {
    return conditions.isEmpty()
        ? Optional.empty()
        : conditions.size() == 1
            ? Optional.of(conditions.getFirst())
            : Optional.of(new Operation(Operator.AND, List.copyOf(conditions), Place.NONE));
  }

  /** The parts of a condition that must all hold. */
  static List<Expression> conjuncts(Optional<Expression> condition) {
    return condition
        .map(
            it ->
                it instanceof Operation(var operator, var operands, _) && operator == Operator.AND
                    ? operands
                    : List.of(it))
        .orElse(List.of());
  }
}
