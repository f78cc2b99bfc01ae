package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.FromItem.Alias;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind FROM. */
final class FromParser {
  private static final int JOINS_MAX = 1000;

  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final Additions additions;

  FromParser(
      TokenStream in, QueryParser queries, ExpressionParser expressions, Additions additions) {
    this.in = in;
    this.queries = queries;
    this.expressions = expressions;
    this.additions = additions;
  }

  /** Items with commas between them. */
  List<FromItem> items() {
    List<FromItem> items = new ArrayList<>();
    do {
      items.add(joined());
    } while (in.accept(","));
    return List.copyOf(items);
  }

  private FromItem joined() {
    FromItem left = simple();
    for (int joins = 0; ; joins++) {
      FromItem next = join(left);
      if (next == null) {
        return left;
      }
      left = next;
      if (joins > JOINS_MAX) {
        throw in.expected("no more than " + JOINS_MAX + " joins");
      }
    }
  }

  /** With the join that stands here; null where none does. */
  private @Nullable FromItem join(FromItem left) {
    TokenStream.Mark mark = in.mark();
    List<Expression> leftPartitionBy = partitionBy();
    String kind = kind();
    if (kind.isEmpty()) {
      in.reset(mark);
      return null;
    }
    FromItem right = simple();
    List<Expression> rightPartitionBy = partitionBy();
    Optional<Expression> on = Optional.empty();
    List<Identifier> using = List.of();
    // a JOIN b JOIN c ON … ON …: what has no condition yet is joined on the right.
    while (!in.at("ON") && !in.at("USING") && needsCondition(kind)) {
      FromItem inner = join(right);
      if (inner == null) {
        break;
      }
      right = new FromItem.Group(inner, Optional.empty(), in.closeFrom(right.place()));
    }
    if (in.accept("ON")) {
      on = Optional.of(expressions.expression());
    } else if (in.accept("USING")) {
      using = expressions.identifiersInParentheses();
    }
    return new FromItem.Join(
        left,
        leftPartitionBy,
        kind,
        right,
        rightPartitionBy,
        on,
        using,
        in.closeFrom(left.place()));
  }

  private static boolean needsCondition(String kind) {
    return !kind.startsWith("CROSS") && !kind.startsWith("NATURAL") && !kind.endsWith("APPLY");
  }

  private List<Expression> partitionBy() {
    if (!in.at("PARTITION", "BY")) {
      return List.of();
    }
    in.accept("PARTITION", "BY");
    Expression columns = expressions.expression(Operator.OPERAND);
    return columns instanceof Expression.Row(var items, _) ? items : List.of(columns);
  }

  private String kind() {
    TokenStream.Mark mark = in.mark();
    String own = additions.joinKind();
    if (!own.isEmpty()) {
      return own;
    }
    StringBuilder kind = new StringBuilder();
    if (in.accept("NATURAL")) {
      kind.append("NATURAL ");
    }
    if (in.accept("CROSS")) {
      kind.append("CROSS ");
    } else if (in.accept("LEFT")) {
      kind.append("LEFT ");
    } else if (in.accept("RIGHT")) {
      kind.append("RIGHT ");
    } else if (in.accept("FULL")) {
      kind.append("FULL ");
    } else {
      in.accept("INNER");
    }
    boolean isOuter = in.accept("OUTER");
    if (in.accept("JOIN")) {
      return kind.append("JOIN").toString();
    }
    if (in.accept("APPLY")) {
      return isOuter ? "OUTER APPLY" : "CROSS APPLY";
    }
    in.reset(mark);
    return "";
  }

  /** One item without joins. */
  FromItem simple() {
    in.enter();
    FromItem item = unaltered();
    while (true) {
      if (in.at("PIVOT") && (in.ahead(1).is("(") || in.ahead(1).is("XML"))) {
        item = pivot(item);
      } else if (in.at("UNPIVOT")) {
        item = unpivot(item);
      } else if (in.at("MATCH_RECOGNIZE", "(")) {
        item = matchRecognize(item);
      } else {
        break;
      }
    }
    in.leave();
    return item;
  }

  private FromItem unaltered() {
    Place place = in.open();
    if (in.at("(")) {
      return parenthesized(place, false);
    }
    if (in.at("LATERAL", "(")) {
      in.take();
      return parenthesized(place, true);
    }
    if ((in.at("TABLE", "(") || in.at("THE", "("))) {
      return new FromItem.Function(collection(), true, alias(), in.closeItem(place));
    }
    boolean isOnly = in.at("ONLY", "(");
    if (isOnly) {
      in.accept("ONLY", "(");
    }
    if (!isOnly && isCall()) {
      Expression call = expressions.expression(Operator.STRONGEST);
      return new FromItem.Function(call, false, alias(), in.closeItem(place));
    }
    Name name = expressions.name();
    if (isOnly) {
      in.expect(")");
    }
    return table(isOnly, name, place);
  }

  private boolean isCall() {
    int at = 0;
    while (in.ahead(at).isName() && in.ahead(at + 1).is(".") && in.ahead(at + 2).isName()) {
      at += 2;
    }
    return in.ahead(at).isName()
        && in.ahead(at + 1).is("(")
        && !in.ahead(at).is("PARTITION")
        && !in.ahead(at).is("SUBPARTITION");
  }

  /** What a statement changes: an alias has no columns behind it, a name no arguments. */
  FromItem target() {
    Place place = in.open();
    if (in.at("(")) {
      Query query = expressions.parenthesizedQuery();
      return new FromItem.Derived(false, query, aliasOnly(), in.close(place));
    }
    if (in.at("TABLE", "(") || in.at("THE", "(")) {
      return new FromItem.Function(collection(), true, aliasOnly(), in.close(place));
    }
    boolean isOnly = in.accept("ONLY", "(");
    Name name = expressions.name();
    if (isOnly) {
      in.expect(")");
    }
    String partition = partition();
    return new FromItem.Table(
        isOnly, name, partition, Optional.empty(), "", aliasOnly(), in.close(place));
  }

  private Optional<Alias> aliasOnly() {
    return queries.aliasName().map(name -> new Alias(name, List.of()));
  }

  private FromItem table(boolean isOnly, Name name, Place place) {
    String partition = partition();
    Optional<FromItem.AsOf> asOf =
        in.at("AS", "OF") || in.at("VERSIONS", "BETWEEN") ? Optional.of(asOf()) : Optional.empty();
    String sample = sample();
    if (partition.isEmpty()) {
      partition = partition();
    }
    Optional<Alias> alias = alias();
    additions.afterTable();
    return new FromItem.Table(isOnly, name, partition, asOf, sample, alias, in.closeItem(place));
  }

  private String partition() {
    int from = in.position();
    boolean isPartition =
        (in.at("PARTITION") || in.at("SUBPARTITION"))
            && (in.ahead(1).is("(") || in.ahead(1).is("FOR"));
    if (isPartition) {
      in.take();
      in.accept("FOR");
      in.skipParentheses();
    }
    return in.words(from);
  }

  private String sample() {
    int from = in.position();
    if (in.at("SAMPLE") && (in.ahead(1).is("(") || in.ahead(1).is("BLOCK"))) {
      in.take();
      in.accept("BLOCK");
      in.skipParentheses();
      if (in.accept("SEED")) {
        in.skipParentheses();
      }
    }
    return in.words(from);
  }

  private FromItem.AsOf asOf() {
    Place place = in.open();
    boolean isVersions = in.accept("VERSIONS", "BETWEEN");
    if (!isVersions) {
      in.accept("AS", "OF");
    }
    if (!in.at("SCN") && !in.at("TIMESTAMP") && !in.at("PERIOD")) {
      throw in.expected("SCN or TIMESTAMP");
    }
    String unit = in.take().text();
    if (unit.equals("PERIOD")) {
      in.expect("FOR");
      unit += " FOR " + expressions.identifier().text();
    }
    Expression at = expressions.expression(Operator.OPERAND);
    Optional<Expression> until = Optional.empty();
    if (isVersions) {
      in.expect("AND");
      until = Optional.of(expressions.expression(Operator.OPERAND));
    }
    return new FromItem.AsOf(unit, at, until, in.close(place));
  }

  private FromItem parenthesized(Place place, boolean isLateral) {
    int open = 1;
    while (in.ahead(open).is("(")) {
      open++;
    }
    Token behind = in.ahead(open);
    boolean isQuery = behind.is("SELECT") || behind.is("WITH") || behind.is("VALUES");
    Optional<Query> query =
        !isQuery
            ? Optional.empty()
            : open == 1
                ? Optional.of(expressions.parenthesizedQuery())
                : in.tried(expressions::parenthesizedQuery);
    if (query.isPresent()) {
      return new FromItem.Derived(isLateral, query.get(), alias(), in.closeItem(place));
    }
    in.expect("(");
    FromItem item = joined();
    in.expect(")");
    return new FromItem.Group(item, alias(), in.closeItem(place));
  }

  private Expression collection() {
    in.take();
    in.expect("(");
    Place place = in.open();
    Expression collection =
        expressions.atQuery()
            ? new Expression.Subquery(queries.query(), in.close(place))
            : expressions.expression();
    in.expect(")");
    return in.accept("(", "+", ")")
        ? new Expression.OuterJoined(collection, in.closeFrom(collection.place()))
        : collection;
  }

  private Optional<Alias> alias() {
    Optional<Identifier> name = queries.aliasName();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Identifier>> columns =
        in.at("(") && in.ahead(1).isName()
            ? in.tried(expressions::identifiersInParentheses)
            : Optional.empty();
    return Optional.of(new Alias(name.get(), columns.orElse(List.of())));
  }

  private FromItem pivot(FromItem item) {
    in.expect("PIVOT");
    boolean isXml = in.accept("XML");
    in.expect("(");
    List<Query.Item> aggregates = named();
    in.expect("FOR");
    List<Expression> columns = columns();
    in.expect("IN");
    in.expect("(");
    List<Query.Item> values = new ArrayList<>();
    if (in.at("ANY")) {
      Place any = in.open();
      in.take();
      Expression word = new Expression.Reference(Name.of("ANY"), in.close(any));
      values.add(new Query.Item(word, Optional.empty(), any));
    } else if (expressions.atQuery()) {
      Place place = in.open();
      Expression query = new Expression.Subquery(queries.query(), in.close(place));
      values.add(new Query.Item(query, Optional.empty(), place));
    } else {
      values.addAll(named());
    }
    in.expect(")");
    in.expect(")");
    return new FromItem.Pivot(
        item, isXml, aggregates, columns, List.copyOf(values), alias(), in.closeFrom(item.place()));
  }

  private List<Query.Item> named() {
    List<Query.Item> all = new ArrayList<>();
    do {
      all.add(queries.item());
    } while (in.accept(","));
    return List.copyOf(all);
  }

  private List<Expression> columns() {
    Expression columns = expressions.expression(Operator.OPERAND);
    return columns instanceof Expression.Row(var items, _) ? items : List.of(columns);
  }

  private FromItem unpivot(FromItem item) {
    in.expect("UNPIVOT");
    boolean includesNulls = in.accept("INCLUDE", "NULLS");
    if (!includesNulls) {
      in.accept("EXCLUDE", "NULLS");
    }
    in.expect("(");
    List<Identifier> values = oneOrMore();
    in.expect("FOR");
    List<Identifier> names = oneOrMore();
    in.expect("IN");
    in.expect("(");
    List<FromItem.UnpivotColumns> columns = new ArrayList<>();
    do {
      Place place = in.open();
      List<Expression> these = columns();
      Optional<Expression> label =
          in.accept("AS") ? Optional.of(expressions.expression()) : Optional.empty();
      columns.add(new FromItem.UnpivotColumns(these, label, in.close(place)));
    } while (in.accept(","));
    in.expect(")");
    in.expect(")");
    return new FromItem.Unpivot(
        item,
        includesNulls,
        values,
        names,
        List.copyOf(columns),
        alias(),
        in.closeFrom(item.place()));
  }

  private List<Identifier> oneOrMore() {
    return in.at("(") ? expressions.identifiersInParentheses() : List.of(expressions.identifier());
  }

  private FromItem matchRecognize(FromItem item) {
    Place place = in.open();
    in.expect("MATCH_RECOGNIZE");
    int from = in.position();
    in.skipParentheses();
    Verbatim words = new Verbatim(in.words(from), in.close(place));
    return new FromItem.MatchRecognize(item, words, alias(), in.closeFrom(item.place()));
  }
}
