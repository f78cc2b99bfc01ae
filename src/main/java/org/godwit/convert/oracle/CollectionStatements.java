package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * {@code BULK COLLECT INTO c} becomes {@code c := ARRAY(…)}, FORALL a loop, {@code c.EXTEND} an
 * assignment.
 */
final class CollectionStatements {
  private static final Identifier ROWS = Identifier.of("q");

  private final Items items;
  private final CodeScope scope;

  CollectionStatements(Items items, CodeScope scope) {
    this.items = items;
    this.scope = scope;
  }

  /** A query that fills collections; itself where no rule knows how. */
  Statement bulk(Dml.Read read) {
    if (!(read.query().body() instanceof Query.Select select)
        || !select.into().map(Query.Into::isBulk).orElse(false)) {
      return read;
    }
    Query.Into into = select.into().orElseThrow();
    Query query = with(read.query(), without(select));
    if (into.targets().size() > 1) {
      return into.targets().size() == select.items().size() ? several(query, into) : read;
    }
    Expression target = into.targets().getFirst();
    Optional<Type> element =
        target instanceof Expression.Reference(var name, _)
            ? scope.collections().elementOf(name).map(CodeTypes.Kind::type)
            : Optional.empty();
    Optional<Type> ofMap =
        element.isPresent()
            ? Optional.empty()
            : scope.collections().withHoles(target).map(CodeTypes.Kind::type);
    if (element.isEmpty() && ofMap.isEmpty()) {
      return read;
    }
    Type one = element.or(() -> ofMap).orElseThrow();
    Query all = isRow(one) ? rows(query, one) : query;
    Expression array = Tree.call(Place.NONE, "ARRAY", new Expression.Subquery(all, Place.NONE));
    Expression value =
        element.isPresent() ? array : PackCalls.call(Place.NONE, "json_of", List.of(array));
    return new Code.Assign(target, value, read.place());
  }

  /**
   * {@code FETCH c BULK COLLECT INTO l LIMIT n} becomes a loop that fetches one row after the other
   * and leaves FOUND as the last FETCH did. The statement itself where no rule knows how.
   */
  List<Statement> fetch(Code.Fetch fetch, Copies copies) {
    List<Statement> all = new ArrayList<>();
    List<Expression> one = new ArrayList<>();
    List<Statement> appended = new ArrayList<>();
    for (Expression target : fetch.into().targets()) {
      Optional<CodeTypes.Kind> element =
          target instanceof Expression.Reference(var name, _)
              ? scope.collections().elementOf(name)
              : Optional.empty();
      if (element.isEmpty()) {
        return List.of(fetch);
      }
      Expression row = copies.one(((Expression.Reference) target).name(), element.get());
      all.add(new Code.Assign(target, Tree.string("{}"), Place.NONE));
      one.add(row);
      appended.add(
          new Code.Assign(target, Tree.call(Place.NONE, "ARRAY_APPEND", target, row), Place.NONE));
    }
    Expression found = new Expression.Reference(Name.of("FOUND"), Place.NONE);
    List<Statement> loop = new ArrayList<>();
    loop.add(
        new Code.Fetch(
            fetch.cursor(),
            new Query.Into(false, List.copyOf(one), Optional.empty(), Place.NONE),
            fetch.place()));
    loop.add(leaves(Tree.operation(Place.NONE, Operator.NOT, found)));
    loop.addAll(appended);
    fetch
        .into()
        .limit()
        .ifPresent(
            limit ->
                loop.add(
                    leaves(
                        Tree.operation(
                            Place.NONE,
                            Operator.GREATER_OR_EQUAL,
                            Tree.call(Place.NONE, "CARDINALITY", fetch.into().targets().getFirst()),
                            limit))));
    all.add(new Code.Loop(new Code.Forever(Place.NONE), List.copyOf(loop), fetch.place()));
    return List.copyOf(all);
  }

  private static Statement leaves(Expression when) {
    return new Code.Exit(Optional.empty(), Optional.of(when), Place.NONE);
  }

  /** Whether an element has several columns; an object is one. */
  private boolean isRow(Type element) {
    if (element instanceof Type.Named(var name, _, _, _, _)
        && scope.declared(name).isEmpty()
        && scope.objectType(name).filter(scope.model().types()::isObject).isPresent()) {
      return false;
    }
    return element instanceof Type.Anchored(_, var attribute, _)
        ? attribute.equalsIgnoreCase("ROWTYPE")
        : element instanceof Type.Named(var name, _, _, _, _)
            && (scope.declared(name).isPresent() || scope.objectType(name).isPresent());
  }

  /** {@code SELECT CAST(ROW(q.*) AS element) FROM (query) q}. */
  private static Query rows(Query query, Type element) {
    Type row =
        element instanceof Type.Anchored(var of, _, var place)
            ? new Type.Named(of, List.of(), "", "", place)
            : element;
    Expression all = new Expression.Star(Optional.of(Name.of(ROWS)), Place.NONE);
    Expression value = Tree.cast(Place.NONE, Tree.call(Place.NONE, "ROW", all), row);
    return Tree.select(
        List.of(Tree.item(value)), List.of(derived(query, List.of())), Optional.empty());
  }

  private static FromItem derived(Query query, List<Identifier> columns) {
    return new FromItem.Derived(
        false, query, Optional.of(new FromItem.Alias(ROWS, columns)), Place.NONE);
  }

  private static Statement several(Query query, Query.Into into) {
    List<Identifier> columns = new ArrayList<>();
    List<Query.Item> all = new ArrayList<>();
    for (int at = 1; at <= into.targets().size(); at++) {
      columns.add(Identifier.of("c" + at));
      all.add(Tree.item(Tree.call(Place.NONE, "ARRAY_AGG", Tree.reference(ROWS.text(), "c" + at))));
    }
    Query.Select select =
        new Query.Select(
            List.of(),
            "",
            List.copyOf(all),
            Optional.of(new Query.Into(false, into.targets(), Optional.empty(), into.place())),
            List.of(derived(query, List.copyOf(columns))),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE);
    return new Dml.Read(Query.of(select), into.place());
  }

  static Query with(Query query, Query.Select body) {
    return new Query(
        query.with(),
        body,
        query.orderBy(),
        query.ordersSiblings(),
        query.limit(),
        query.lock(),
        query.place());
  }

  private static Query.Select without(Query.Select select) {
    return with(select, select.items(), Optional.empty());
  }

  /** The same with other columns and targets. */
  static Query.Select with(Query.Select select, List<Query.Item> items, Optional<Query.Into> into) {
    return new Query.Select(
        select.hints(),
        select.quantifier(),
        items,
        into,
        select.from(),
        select.where(),
        select.hierarchy(),
        select.groupBy(),
        select.having(),
        select.windows(),
        select.model(),
        select.place());
  }

  /** FORALL as a loop; itself, with an action item, where no rule knows how. */
  Statement forAll(Code.ForAll forAll, Statement each) {
    if (!forAll.savesExceptions()
        && forAll.bounds() instanceof Code.IndicesOf(var collection, var between, var at)
        && collection instanceof Expression.Reference(var name, _)) {
      return between.isEmpty() && !scope.collections().isMap(name)
          ? indices(forAll, each, name, at)
          : new Code.Loop(
              new Code.ForRange(
                  forAll.variable(),
                  false,
                  between.map(Code.Between::low).orElseGet(() -> end(name, "FIRST", "1")),
                  between.map(Code.Between::high).orElseGet(() -> end(name, "LAST", "0")),
                  at),
              List.of(passOver(name, forAll.variable()), each),
              forAll.place());
    }
    if (!forAll.savesExceptions()
        && forAll.bounds() instanceof Code.ValuesOf(Expression.Reference(var name, _), var at)) {
      return values(forAll, each, name, at);
    }
    if (forAll.savesExceptions()
        || !(forAll.bounds() instanceof Code.Between(var low, var high, var place))) {
      items.block(ActionCode.BULK, forAll.place(), "this form of FORALL");
      return forAll;
    }
    return new Code.Loop(
        new Code.ForRange(
            forAll.variable(), false, bound(low, "FIRST", "1"), bound(high, "LAST", "0"), place),
        List.of(each),
        forAll.place());
  }

  /** {@code FORALL i IN VALUES OF c}: a loop over c, whose elements are what i stands for. */
  private static Statement values(
      Code.ForAll forAll, Statement each, Name collection, Place place) {
    Identifier at = Identifier.of(forAll.variable().text() + "_at");
    Expression element =
        method(new Name(collection.parts(), ""), new Expression.Reference(Name.of(at), Place.NONE));
    Name index = Name.of(forAll.variable());
    Statement body =
        Rewriter.rewrite(
            each,
            node ->
                node instanceof Expression.Reference(var name, _) && name.equals(index)
                    ? element
                    : node);
    return new Code.Loop(
        new Code.ForRange(
            at, false, end(collection, "FIRST", "1"), end(collection, "LAST", "0"), place),
        List.of(passOver(collection, at), body),
        forAll.place());
  }

  /** {@code c.FIRST}, with what makes a loop go over nothing. */
  private static Expression end(Name collection, String method, String otherwise) {
    return Tree.call(
        Place.NONE,
        "COALESCE",
        new Expression.Reference(member(collection, method), Place.NONE),
        Tree.number(otherwise));
  }

  private static Statement passOver(Name collection, Identifier index) {
    Expression exists =
        method(member(collection, "EXISTS"), new Expression.Reference(Name.of(index), Place.NONE));
    return new Code.Continue(
        Optional.empty(),
        Optional.of(Tree.operation(Place.NONE, Operator.NOT, exists)),
        Place.NONE);
  }

  private static Expression method(Name name, Expression argument) {
    return new Expression.Call(
        name, List.of(new Expression.Argument(Optional.empty(), argument, Place.NONE)), Place.NONE);
  }

  private static Name member(Name collection, String member) {
    List<Identifier> parts = new ArrayList<>(collection.parts());
    parts.add(Identifier.of(member));
    return new Name(List.copyOf(parts), "");
  }

  /** What was never set is a hole, which the loop passes over. */
  private static Statement indices(
      Code.ForAll forAll, Statement each, Name collection, Place place) {
    Expression index = new Expression.Reference(Name.of(forAll.variable()), Place.NONE);
    Expression array = new Expression.Reference(collection, Place.NONE);
    Statement pass =
        new Code.Continue(
            Optional.empty(),
            Optional.of(Tree.isNull(new Expression.Element(array, index, Place.NONE))),
            Place.NONE);
    Expression one = Tree.number("1");
    Expression first = Tree.call(Place.NONE, "ARRAY_LOWER", array, one);
    Expression last = Tree.call(Place.NONE, "ARRAY_UPPER", array, one);
    return new Code.Loop(
        new Code.ForRange(
            forAll.variable(),
            false,
            Tree.call(Place.NONE, "COALESCE", first, one),
            Tree.call(Place.NONE, "COALESCE", last, Tree.number("0")),
            place),
        List.of(pass, each),
        forAll.place());
  }

  /** The bounds of an empty array are NULL, where FORALL does nothing. */
  private static Expression bound(Expression bound, String method, String otherwise) {
    return bound instanceof Expression.Reference(var name, _) && name.last().is(method)
        ? Tree.call(Place.NONE, "COALESCE", bound, Tree.number(otherwise))
        : bound;
  }

  /** {@code c.EXTEND}, {@code c.DELETE}, {@code c.TRIM}; empty where it is no such call. */
  Optional<Statement> called(Name name, List<Expression> all, Place place) {
    return name.parts().size() < 2
        ? Optional.empty()
        : called(
            new Expression.Reference(OracleCollections.owner(name), Place.NONE),
            name.last(),
            all,
            place);
  }

  /** The type of what a method is called of, where elements are still calls. */
  Optional<CodeTypes.Kind> of(Expression collection) {
    Expression written =
        Rewriter.rewrite(
            collection,
            node ->
                switch (node) {
                  case Expression.Call call -> scope.collections().called(call, items).orElse(call);
                  case Expression.Apply apply ->
                      scope.collections().applied(apply, items).orElse(apply);
                  default -> node;
                });
    return scope.types().of(written);
  }

  /** The same of an expression. */
  Optional<Statement> called(Expression array, Identifier name, List<Expression> all, Place place) {
    Optional<CodeTypes.Kind> kind = of(array);
    boolean isMap = kind.flatMap(scope.collections().maps()::value).isPresent();
    if (!isMap && kind.flatMap(scope.types()::element).isEmpty()) {
      return Optional.empty();
    }
    String method = name.text().toUpperCase(Locale.ROOT) + "/" + all.size();
    Optional<Statement> deleted =
        method.equals("DELETE/1")
            ? scope.collections().maps().deleted(array, all.getFirst(), place)
            : Optional.empty();
    if (deleted.isPresent()) {
      return deleted;
    }
    if (isMap && method.equals("DELETE/1")) {
      return Optional.of(new Code.Assign(array, Maps.without(array, all.getFirst()), place));
    }
    if (isMap) {
      Optional<Expression> changed = Maps.changed(array, method, all);
      if (changed.isPresent()) {
        return Optional.of(new Code.Assign(array, changed.get(), place));
      }
    }
    if (!isMap && (method.equals("DELETE/1") || method.equals("DELETE/2"))) {
      // An array has no holes, and a type of the schema may be a column's.
      items.block(ActionCode.COLLECTION, place, "with holes");
      return Optional.of(new Code.Nothing(place));
    }
    if (method.equals("EXTEND/2") || (method.equals("EXTEND/1") && !isAtLeastOne(all))) {
      List<Expression> given = new ArrayList<>(all);
      given.addFirst(array);
      return Optional.of(
          new Code.Assign(array, PackCalls.call(Place.NONE, "array_extend", given), place));
    }
    if (method.equals("EXTEND/1")) {
      Expression last =
          Tree.call(
              Place.NONE,
              "COALESCE",
              Tree.call(Place.NONE, "ARRAY_UPPER", array, Tree.number("1")),
              Tree.number("0"));
      Expression end = Tree.operation(Place.NONE, Operator.ADD, last, all.getFirst());
      return Optional.of(
          new Code.Assign(
              new Expression.Element(array, end, Place.NONE), Tree.none(Place.NONE), place));
    }
    return Optional.ofNullable(
            switch (method) {
              case "EXTEND/0" ->
                  Tree.call(Place.NONE, "ARRAY_APPEND", array, Tree.none(Place.NONE));
              case "DELETE/0" -> Tree.string("{}");
              case "TRIM/0" -> Tree.call(Place.NONE, "TRIM_ARRAY", array, Tree.number("1"));
              case "TRIM/1" ->
                  Tree.call(
                      Place.NONE,
                      "TRIM_ARRAY",
                      array,
                      Tree.cast(Place.NONE, all.getFirst(), Tree.type("PLS_INTEGER")));
              default -> null;
            })
        .map(value -> new Code.Assign(array, value, place));
  }

  private static boolean isAtLeastOne(List<Expression> all) {
    return all.getFirst() instanceof Expression.Literal(_, var text, _)
        && text.matches("[1-9]\\d{0,8}");
  }
}
