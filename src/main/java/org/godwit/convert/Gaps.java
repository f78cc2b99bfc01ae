package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Comment;
import org.godwit.sql.Declaration;
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
 * Takes out of a routine what no rule can convert: a statement becomes one that raises {@code
 * assert_failure}, with its source as a comment, and a type becomes text. What is left can be
 * converted, and runs until it comes to such a place; nothing is passed over.
 */
final class Gaps {
  /** assert_failure, which no handler of OTHERS takes: a gap always comes out. */
  private static final String NOT_SUPPORTED = "P0004";

  private static final int MESSAGE_MAX = 200;
  private static final Type TEXT = new Type.Named(Name.of("CLOB"), List.of(), "", "", Place.NONE);

  private final Items attempt;
  private final Items kept;
  private final List<Items.Block> left;
  private final Set<String> cursors = new HashSet<>();

  private Gaps(Items attempt, Items kept) {
    this.attempt = attempt;
    this.kept = kept;
    this.left = new ArrayList<>(attempt.blocks());
  }

  /**
   * The code without what an attempt to convert it stumbled over; empty where that stands outside
   * of its statements and declarations.
   *
   * @param kept gets an action item for each gap
   */
  static <N extends Node> Optional<N> without(N code, Items attempt, Items kept) {
    Gaps gaps = new Gaps(attempt, kept);
    Rewriter.walk(code, gaps::look);
    N changed = Rewriter.rewrite(code, gaps::one);
    return gaps.left.isEmpty() ? Optional.of(changed) : Optional.empty();
  }

  /** The routine with nothing but a statement that raises the exception. */
  static Routine emptied(Routine routine, Items attempt, Items kept) {
    Gaps gaps = new Gaps(attempt, kept);
    Place place = routine.body().map(Code.Block::place).orElse(routine.place());
    Code.Block body =
        new Code.Block(List.of(), List.of(gaps.raised(place, gaps.left)), List.of(), place);
    return with(routine, routine.parameters(), routine.returns(), Optional.of(body));
  }

  private void look(Node node) {
    if (node instanceof Declaration.Cursor cursor && isHit(cursor.place())) {
      cursors.add(cursor.name().text());
    }
  }

  private Node one(Node node) {
    return switch (node) {
      case Code.Block(var declarations, var statements, var handlers, var place) -> {
        List<Statement> all = new ArrayList<>();
        List<Declaration> declared = declarations.stream().map(it -> declared(it, all)).toList();
        all.addAll(statements(statements));
        yield new Code.Block(declared, List.copyOf(all), handlers, place);
      }
      case Code.Handler(var exceptions, var statements, var place) ->
          new Code.Handler(exceptions, statements(statements), place);
      case Code.Branch(var condition, var statements, var place) ->
          new Code.Branch(condition, statements(statements), place);
      case Code.If(var branches, var otherwise, var place) ->
          new Code.If(branches, otherwise.map(this::statements), place);
      case Code.CaseOf(var operand, var branches, var otherwise, var place) ->
          new Code.CaseOf(operand, branches, otherwise.map(this::statements), place);
      case Code.Loop(var head, var statements, var place) ->
          new Code.Loop(head, statements(statements), place);
      case Declaration.TypeOf it -> declared(it, new ArrayList<>());
      case Routine it ->
          with(
              it,
              it.parameters().stream().map(this::parameter).toList(),
              it.returns().map(this::type),
              it.body());
      default -> node;
    };
  }

  private List<Statement> statements(List<Statement> all) {
    return all.stream().map(this::statement).toList();
  }

  private Statement statement(Statement statement) {
    List<Items.Block> here = hits(statement.place());
    if (here.isEmpty() && !usesCursor(statement)) {
      return statement;
    }
    left.removeAll(here);
    return raised(statement.place(), here);
  }

  /** Whether it needs a cursor that has no query any more. */
  private boolean usesCursor(Statement statement) {
    return switch (statement) {
      case Code.Open it -> isGone(it.cursor());
      case Code.Fetch it -> isGone(it.cursor());
      case Code.Close it -> isGone(it.cursor());
      case Code.Loop(Code.ForCursor(_, var cursor, _), _, _) -> isGone(cursor);
      case Code.Labeled(_, var labeled, _) -> labeled.filter(this::usesCursor).isPresent();
      default -> false;
    };
  }

  private boolean isGone(Expression cursor) {
    return switch (cursor) {
      case Expression.Reference(var name, _) -> cursors.contains(name.last().text());
      case Expression.Call(var name, _, _) -> cursors.contains(name.last().text());
      default -> false;
    };
  }

  private Statement raised(Place place, List<Items.Block> why) {
    String reason = why.isEmpty() ? "its cursor" : why.getFirst().message();
    kept.add(ActionCode.GAP, place, reason);
    String text = attempt.file().text();
    List<Comment> source =
        new ArrayList<>(
            text.substring(place.start(), Math.min(place.end(), text.length()))
                .lines()
                .map(line -> new Comment("-- | " + line, false))
                .toList());
    source.addAll(0, place.before());
    String message = "not converted: " + reason;
    return new Code.Signal(
        "EXCEPTION",
        Optional.of(string(NOT_SUPPORTED)),
        string(message.substring(0, Math.min(message.length(), MESSAGE_MAX))),
        place.commented(source));
  }

  private static Expression string(String text) {
    return new Literal(LiteralKind.STRING, text, Place.NONE);
  }

  /**
   * A declaration of what can be declared.
   *
   * @param first gets what must be done at the beginning of the block
   */
  private Declaration declared(Declaration declaration, List<Statement> first) {
    return switch (declaration) {
      case Declaration.Variable it -> {
        Type type = type(it.type());
        List<Items.Block> inValue = it.value().map(value -> hits(value.place())).orElse(List.of());
        left.removeAll(inValue);
        if (!inValue.isEmpty()) {
          first.add(raised(it.place(), inValue));
        }
        List<Items.Block> others = taken(it.place());
        boolean isGap = !inValue.isEmpty() || !others.isEmpty();
        yield new Declaration.Variable(
            it.name(),
            it.isConstant() && !isGap,
            others.isEmpty() ? type : TEXT,
            it.isNotNull() && !isGap,
            isGap ? Optional.empty() : it.value(),
            it.place());
      }
      case Declaration.Cursor it when !taken(it.place()).isEmpty() ->
          new Declaration.Cursor(
              it.name(), List.of(), Optional.empty(), Optional.of(nothing()), it.place());
      case Declaration.TypeOf(var name, var body, var place) -> {
        Declaration.TypeBody known =
            Rewriter.rewrite(body, node -> node instanceof Type type ? type(type) : node);
        List<Items.Block> others = taken(place);
        yield new Declaration.TypeOf(
            name,
            others.isEmpty()
                ? known
                : new Declaration.Subtype(TEXT, Optional.empty(), false, place),
            place);
      }
      default -> declaration;
    };
  }

  /** {@code SELECT NULL FROM dual}. */
  private static Query nothing() {
    return Query.of(
        new Query.Select(
            List.of(),
            "",
            List.of(
                new Query.Item(
                    new Expression.Cast(
                        new Literal(LiteralKind.NULL, "NULL", Place.NONE), TEXT, Place.NONE),
                    Optional.of(Identifier.of("nothing")),
                    Place.NONE)),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE));
  }

  private Routine.Parameter parameter(Routine.Parameter it) {
    Type type = type(it.type());
    boolean isGap = it.value().isPresent() && !taken(it.value().get().place()).isEmpty();
    return new Routine.Parameter(
        it.name(),
        it.mode(),
        it.isNoCopy(),
        type,
        isGap ? Optional.of(new Literal(LiteralKind.NULL, "NULL", Place.NONE)) : it.value(),
        it.place());
  }

  private Type type(Type type) {
    return taken(type.place()).isEmpty() ? type : TEXT;
  }

  private List<Items.Block> taken(Place place) {
    List<Items.Block> here = hits(place);
    left.removeAll(here);
    if (!here.isEmpty()) {
      kept.add(ActionCode.GAP_OF_TYPE, place, here.getFirst().message());
    }
    return here;
  }

  private boolean isHit(Place place) {
    return !hits(place).isEmpty();
  }

  private List<Items.Block> hits(Place place) {
    return left.stream()
        .filter(it -> it.place().end() > 0 && place.end() > 0)
        .filter(it -> place.start() <= it.place().start() && it.place().end() <= place.end())
        .toList();
  }

  private static Routine with(
      Routine it,
      List<Routine.Parameter> parameters,
      Optional<Type> returns,
      Optional<Code.Block> body) {
    return new Routine(
        it.modifiers(),
        it.kind(),
        it.name(),
        parameters,
        returns,
        it.returnsSelf(),
        it.properties(),
        body,
        Optional.empty(),
        it.place());
  }
}
