package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/** {@code :NEW.a} becomes {@code NEW.a}, INSERTING a test of TG_OP, and the row is returned. */
public final class OracleTriggerCode {
  private final Items items;
  private final Ddl.CreateTrigger trigger;
  private final Map<String, String> rows = new HashMap<>();

  /** For one trigger. */
  public OracleTriggerCode(Items items, Ddl.CreateTrigger trigger) {
    this.items = items;
    this.trigger = trigger;
    rows.put("NEW", "NEW");
    rows.put("OLD", "OLD");
    for (String words : trigger.referencing()) {
      String[] all = words.replace(" AS ", " ").split(" ", -1);
      rows.put(all[all.length - 1].replace("\"", "").toUpperCase(Locale.ROOT), all[0]);
    }
  }

  /** The condition that stands behind WHEN, where rows have no colon. */
  public Expression standard(Expression when) {
    return Rewriter.rewrite(
        when,
        node ->
            node instanceof Expression.Reference(var name, var place) && name.parts().size() == 2
                ? row(name.parts().getFirst().text())
                    .<Node>map(it -> column(it, name.last(), place))
                    .orElse(node)
                : node);
  }

  private static Expression column(String row, Identifier column, Place place) {
    return new Expression.Reference(Name.of(Identifier.of(row), column), place);
  }

  private Optional<String> row(String name) {
    return Optional.ofNullable(rows.get(name.toUpperCase(Locale.ROOT)));
  }

  /** The body, which returns the row that is written. */
  public Code.Block standard(Code.Block body) {
    Code.Block named = Rewriter.rewrite(Rewriter.rewrite(body, this::rows), this::events);
    Code.Block returned =
        StatementLists.rewrite(
            named,
            list ->
                list.stream()
                    .flatMap(
                        it ->
                            it instanceof Code.Return(var value, _) && value.isEmpty()
                                ? returns().stream()
                                : List.of(it).stream())
                    .toList());
    List<Statement> statements = new ArrayList<>();
    if (returned.handlers().isEmpty()) {
      statements.addAll(returned.statements());
      statements.addAll(returns());
      return new Code.Block(
          returned.declarations(), List.copyOf(statements), List.of(), returned.place());
    }
    // Behind a handler the function goes on, too.
    statements.add(returned);
    statements.addAll(returns());
    return new Code.Block(List.of(), List.copyOf(statements), List.of(), Place.NONE);
  }

  private Node rows(Node node) {
    return node instanceof Expression.Member(Expression.Bind(var bind, _), var column, var place)
            && row(bind).isPresent()
        ? column(row(bind).get(), column, place)
        : node;
  }

  private Node events(Node node) {
    return switch (node) {
      case Expression.Reference(var name, var place) when name.is("INSERTING") ->
          is("INSERT", place);
      case Expression.Reference(var name, var place) when name.is("UPDATING") ->
          is("UPDATE", place);
      case Expression.Reference(var name, var place) when name.is("DELETING") ->
          is("DELETE", place);
      case Expression.Call(var name, var arguments, var place)
          when name.is("UPDATING") && arguments.size() == 1 ->
          updating(arguments.getFirst().value(), place);
      default -> node;
    };
  }

  private static Expression is(String event, Place place) {
    return Tree.operation(place, Operator.EQUAL, Tree.reference("TG_OP"), Tree.string(event));
  }

  private Expression updating(Expression column, Place place) {
    Optional<String> name = Tree.text(column);
    if (name.isEmpty() || !trigger.isForEachRow()) {
      items.block(ActionCode.NO_RULE, place, "UPDATING of a column here");
      return is("UPDATE", place);
    }
    items.add(ActionCode.UPDATING_COLUMN, place, name.get());
    Identifier stored = Identifier.of(name.get().toLowerCase(Locale.ROOT));
    Expression differs =
        new Expression.Is(column("NEW", stored, Place.NONE), "DISTINCT FROM OLD." + stored, place);
    return Tree.operation(place, Operator.AND, is("UPDATE", Place.NONE), differs);
  }

  /** What tells the server which row to write: a BEFORE trigger may have changed it. */
  private List<Statement> returns() {
    if (trigger.timing().equals("AFTER")
        || (!trigger.isForEachRow() && !trigger.timing().equals("INSTEAD OF"))) {
      return List.of(returned(Tree.none(Place.NONE)));
    }
    boolean isOfDelete = trigger.events().stream().anyMatch(it -> it.word().equals("DELETE"));
    Statement written = returned(Tree.reference("NEW"));
    if (!isOfDelete) {
      return List.of(written);
    }
    Statement deleted = returned(Tree.reference("OLD"));
    if (trigger.events().size() == 1) {
      return List.of(deleted);
    }
    Code.Branch branch = new Code.Branch(is("DELETE", Place.NONE), List.of(deleted), Place.NONE);
    return List.of(new Code.If(List.of(branch), Optional.empty(), Place.NONE), written);
  }

  private static Statement returned(Expression value) {
    return new Code.Return(Optional.of(value), Place.NONE);
  }
}
