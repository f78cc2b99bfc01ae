package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * {@code FORALL … SAVE EXCEPTIONS} becomes a loop whose statement has a handler that notes where it
 * failed. Rows that went well must stay, which they wouldn't where an exception left the block: so
 * what the block does about the errors stands behind the loop.
 */
final class SavedExceptions {
  private static final String BULK = "BULK_EXCEPTIONS";
  private static final Identifier PLACES = Identifier.of("bulk_error_index");
  private static final Identifier CODES = Identifier.of("bulk_error_code");
  private static final Identifier TEXTS = Identifier.of("bulk_error_text");
  private static final Identifier COUNTER = Identifier.of("bulk_counter");
  private static final String DML_ERRORS = "OR381";
  private static final String NUMBER = "-24381";
  private static final Expression MESSAGE = Tree.string("error(s) in array DML");

  private final Items items;
  private final Conditions conditions;
  private boolean isNeeded;

  SavedExceptions(Items items, Conditions conditions) {
    this.items = items;
    this.conditions = conditions;
  }

  /** The body with loops in the place of such statements. */
  Code.Block replaced(Code.Block body) {
    Code.Block moved =
        Rewriter.rewrite(
            body, node -> node instanceof Code.Block block ? withoutHandler(block) : node);
    Code.Block looping =
        StatementLists.rewrite(
            moved,
            list ->
                list.stream()
                    .flatMap(
                        it ->
                            it instanceof Code.ForAll all && all.savesExceptions()
                                ? loop(all, true).stream()
                                : List.of(it).stream())
                    .toList());
    Code.Block read = Rewriter.rewrite(looping, this::attribute);
    if (!isNeeded) {
      return body;
    }
    List<Declaration> declarations = new ArrayList<>(read.declarations());
    declarations.add(array(PLACES, "INTEGER"));
    declarations.add(array(CODES, "CLOB"));
    declarations.add(array(TEXTS, "CLOB"));
    declarations.add(
        new Declaration.Variable(
            COUNTER, false, Tree.type("INTEGER"), false, Optional.empty(), Place.NONE));
    return new Code.Block(
        List.copyOf(declarations), read.statements(), read.handlers(), read.place());
  }

  private static Declaration array(Identifier name, String element) {
    return new Declaration.Variable(
        name,
        false,
        Tree.typeWith(element, List.of(), "ARRAY"),
        false,
        Optional.of(Tree.string("{}")),
        Place.NONE);
  }

  /** What the block's handler does stands behind the loop, and what follows it in the ELSE. */
  private Code.Block withoutHandler(Code.Block block) {
    List<Statement> all = block.statements();
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at) instanceof Code.ForAll forAll && forAll.savesExceptions()) {
        Code.Handler handler =
            block.handlers().stream().filter(this::isOfErrors).findFirst().orElse(null);
        if (handler == null) {
          return block;
        }
        boolean isOthers = handler.exceptions().stream().anyMatch(it -> it.is("OTHERS"));
        List<Code.Handler> handlers =
            block.handlers().stream().filter(it -> isOthers || !it.equals(handler)).toList();
        List<Statement> changed = new ArrayList<>(all.subList(0, at));
        changed.addAll(loop(forAll, false));
        List<Statement> rest = List.copyOf(all.subList(at + 1, all.size()));
        Statement handled =
            new Code.If(
                List.of(new Code.Branch(hasErrors(), inHandler(handler), handler.place())),
                rest.isEmpty() || !handlers.isEmpty() ? Optional.empty() : Optional.of(rest),
                Place.NONE);
        if (handlers.isEmpty()) {
          changed.add(handled);
          return new Code.Block(
              block.declarations(), List.copyOf(changed), handlers, block.place());
        }
        // What a handler raises is no matter of the block's other handlers.
        changed.addFirst(new Code.Assign(reference(PLACES), Tree.string("{}"), Place.NONE));
        if (!rest.isEmpty()) {
          Expression went = Tree.operation(Place.NONE, Operator.NOT, hasErrors());
          changed.add(
              new Code.If(
                  List.of(new Code.Branch(went, rest, Place.NONE)), Optional.empty(), Place.NONE));
        }
        Statement inner = new Code.Block(List.of(), List.copyOf(changed), handlers, Place.NONE);
        return new Code.Block(
            block.declarations(), List.of(inner, handled), List.of(), block.place());
      }
    }
    return block;
  }

  /** What the handler does, with the error that it handles said. */
  private static List<Statement> inHandler(Code.Handler handler) {
    Set<Node> ofOthers = Collections.newSetFromMap(new IdentityHashMap<>());
    handler
        .statements()
        .forEach(
            statement ->
                Rewriter.walk(
                    statement,
                    node -> {
                      if (node instanceof Code.Handler inner) {
                        Rewriter.walk(inner, ofOthers::add);
                      }
                    }));
    return handler.statements().stream()
        .map(it -> Rewriter.rewrite(it, node -> ofOthers.contains(node) ? node : said(node)))
        .toList();
  }

  private static Node said(Node node) {
    return switch (node) {
      case Expression.Reference(var name, _) when name.is("SQLCODE") -> Tree.number(NUMBER);
      case Expression.Reference(var name, _) when name.is("SQLERRM") || isStack(name) -> MESSAGE;
      case Expression.Call(var name, var arguments, _)
          when isStack(name)
              || (name.is("SQLERRM")
                  && (arguments.isEmpty()
                      || arguments.getFirst().value().equals(Tree.number(NUMBER)))) ->
          MESSAGE;
      case Code.Raise(var exception, var place) when exception.isEmpty() -> raised(place);
      default -> node;
    };
  }

  private static boolean isStack(Name name) {
    return name.toString().equalsIgnoreCase("DBMS_UTILITY.FORMAT_ERROR_STACK");
  }

  private static Statement raised(Place place) {
    return new Code.Signal("EXCEPTION", Optional.of(Tree.string(DML_ERRORS)), MESSAGE, place);
  }

  private boolean isOfErrors(Code.Handler handler) {
    return handler.exceptions().stream()
        .anyMatch(
            it ->
                it.is("OTHERS")
                    || (conditions.isOwn(it)
                        && conditions.own(it, handler.place()).equals(DML_ERRORS)));
  }

  private static Expression hasErrors() {
    return Tree.operation(
        Place.NONE,
        Operator.GREATER,
        Tree.call(Place.NONE, "CARDINALITY", reference(PLACES)),
        Tree.number("0"));
  }

  private List<Statement> loop(Code.ForAll forAll, boolean raises) {
    isNeeded = true;
    Statement noted = append(PLACES, reference(COUNTER));
    Statement coded = append(CODES, Tree.reference("SQLSTATE"));
    Statement told = append(TEXTS, Tree.reference("SQLERRM"));
    Code.Handler handler =
        new Code.Handler(List.of(Name.of("OTHERS")), List.of(noted, coded, told), Place.NONE);
    Statement one =
        new Code.Block(List.of(), List.of(forAll.statement()), List.of(handler), Place.NONE);
    Statement count =
        new Code.Assign(
            reference(COUNTER),
            Tree.operation(Place.NONE, Operator.ADD, reference(COUNTER), Tree.number("1")),
            Place.NONE);
    Statement each = new Code.Block(List.of(), List.of(count, one), List.of(), Place.NONE);
    List<Statement> all = new ArrayList<>();
    all.add(new Code.Assign(reference(PLACES), Tree.string("{}"), Place.NONE));
    all.add(new Code.Assign(reference(CODES), Tree.string("{}"), Place.NONE));
    all.add(new Code.Assign(reference(TEXTS), Tree.string("{}"), Place.NONE));
    all.add(new Code.Assign(reference(COUNTER), Tree.number("0"), Place.NONE));
    all.add(new Code.ForAll(forAll.variable(), forAll.bounds(), false, each, forAll.place()));
    if (raises) {
      items.add(ActionCode.SAVED_EXCEPTIONS, forAll.place());
      Statement raise = raised(Place.NONE);
      all.add(
          new Code.If(
              List.of(new Code.Branch(hasErrors(), List.of(raise), Place.NONE)),
              Optional.empty(),
              Place.NONE));
    }
    return List.copyOf(all);
  }

  private static Statement append(Identifier array, Expression value) {
    return new Code.Assign(
        reference(array),
        Tree.call(Place.NONE, "ARRAY_APPEND", reference(array), value),
        Place.NONE);
  }

  private static Expression reference(Identifier name) {
    return new Expression.Reference(Name.of(name), Place.NONE);
  }

  /** Which error's number the expression has in it. */
  private static Optional<Expression> numbered(Expression expression) {
    List<Expression> found = new ArrayList<>();
    Rewriter.walk(
        expression,
        node -> {
          if (node instanceof Expression.Element(var of, var at, _)
              && of.equals(reference(CODES))) {
            found.add(at);
          }
        });
    return found.stream().findFirst();
  }

  /** {@code SQL%BULK_EXCEPTIONS.COUNT}, {@code SQL%BULK_EXCEPTIONS(i).ERROR_INDEX}. */
  private Node attribute(Node node) {
    return switch (node) {
      case Expression.Member(var of, var member, var place) when isBulk(of) ->
          member.is("COUNT") ? Tree.call(place, "CARDINALITY", reference(PLACES)) : node;
      case Expression.Member(Expression.Apply(var of, var arguments, _), var member, var place)
          when isBulk(of) && arguments.size() == 1 -> {
        Expression at = arguments.getFirst().value();
        if (member.is("ERROR_INDEX")) {
          yield new Expression.Element(reference(PLACES), at, place);
        }
        items.add(ActionCode.SQLCODE, place);
        yield new Expression.Element(reference(CODES), at, place);
      }
      // SQLERRM(-SQL%BULK_EXCEPTIONS(i).ERROR_CODE) is what was said then.
      case Expression.Call(var name, var arguments, var place)
          when name.is("SQLERRM")
              && arguments.size() == 1
              && numbered(arguments.getFirst().value()).isPresent() ->
          new Expression.Element(
              reference(TEXTS), numbered(arguments.getFirst().value()).orElseThrow(), place);
      default -> node;
    };
  }

  private static boolean isBulk(Expression expression) {
    return expression instanceof Expression.Attribute(var of, var attribute, _)
        && of instanceof Expression.Reference(var name, _)
        && name.is("SQL")
        && attribute.toUpperCase(Locale.ROOT).equals(BULK);
  }
}
