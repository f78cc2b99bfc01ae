package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
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
import org.godwit.sql.Statement;

/**
 * A compound trigger becomes a trigger for each of its sections. What it declares is declared as a
 * package's would be, in a schema with its name, and gets its first values before each statement.
 */
final class CompoundTriggers {
  private static final String FIRST = "BEFORE STATEMENT";

  private static final Map<String, String> ENDINGS =
      Map.of(
          FIRST,
          "_bs",
          "BEFORE EACH ROW",
          "_br",
          "AFTER EACH ROW",
          "_ar",
          "AFTER STATEMENT",
          "_as",
          "INSTEAD OF EACH ROW",
          "_ir");

  private CompoundTriggers() {}

  /** A trigger for each section. */
  static List<Ddl.CreateTrigger> sections(Ddl.CreateTrigger trigger, Ddl.Compound compound) {
    List<Statement> starting = starting(compound.declarations());
    List<Ddl.CreateTrigger> all = new ArrayList<>();
    boolean starts = false;
    for (Ddl.Section section : compound.sections()) {
      Code.Block block = section.block();
      if (section.moment().equals(FIRST)) {
        starts = true;
        List<Statement> statements = new ArrayList<>(starting);
        statements.addAll(block.statements());
        block =
            new Code.Block(
                block.declarations(), List.copyOf(statements), block.handlers(), block.place());
      }
      all.add(section(trigger, section.moment(), block, section.place()));
    }
    if (!starts && !starting.isEmpty()) {
      Code.Block block = new Code.Block(List.of(), starting, List.of(), Place.NONE);
      all.addFirst(section(trigger, FIRST, block, compound.place()));
    }
    return List.copyOf(all);
  }

  /**
   * Variables that AFTER EACH ROW reads and BEFORE EACH ROW sets. The source fires the former of a
   * row before the latter of the next one; the target all of the latter first.
   */
  static List<Expression.Reference> mixed(Ddl.Compound compound) {
    Set<String> declared = new HashSet<>();
    for (Declaration declaration : compound.declarations()) {
      if (declaration instanceof Declaration.Variable it && !it.isConstant()) {
        declared.add(it.name().text());
      }
    }
    Set<String> set = new HashSet<>();
    List<Expression.Reference> read = new ArrayList<>();
    for (Ddl.Section section : compound.sections()) {
      if (section.moment().equals("BEFORE EACH ROW")) {
        Rewriter.walk(section, node -> written(node).ifPresent(set::add));
      } else if (section.moment().equals("AFTER EACH ROW")) {
        Rewriter.walk(
            section,
            node -> {
              if (node instanceof Expression.Reference it) {
                read.add(it);
              } else if (node instanceof Expression.Call(var name, _, var place)) {
                read.add(new Expression.Reference(name, place));
              }
            });
      }
    }
    set.retainAll(declared);
    Set<String> told = new HashSet<>();
    return read.stream()
        .filter(it -> set.contains(it.name().parts().getFirst().text()))
        .filter(it -> told.add(it.name().parts().getFirst().text()))
        .toList();
  }

  /** The variable that a statement writes to. */
  private static Optional<String> written(Node node) {
    return switch (node) {
      case Code.Assign(var target, _, _) -> root(target);
      case Query.Into into -> root(into.targets().getFirst());
      case Code.Invoke(Expression.Call(var name, _, _), _) when name.parts().size() > 1 ->
          Optional.of(name.parts().getFirst().text());
      case Code.Invoke(Expression.Reference(var name, _), _) when name.parts().size() > 1 ->
          Optional.of(name.parts().getFirst().text());
      default -> Optional.empty();
    };
  }

  private static Optional<String> root(Expression target) {
    return switch (target) {
      case Expression.Reference(var name, _) -> Optional.of(name.parts().getFirst().text());
      case Expression.Call(var name, _, _) -> Optional.of(name.parts().getFirst().text());
      case Expression.Member(var object, _, _) -> root(object);
      case Expression.Apply(var function, _, _) -> root(function);
      default -> Optional.empty();
    };
  }

  /** Assignments of what variables have at first. */
  private static List<Statement> starting(List<Declaration> declarations) {
    List<Statement> all = new ArrayList<>();
    for (Declaration declaration : declarations) {
      if (declaration instanceof Declaration.Variable it && !it.isConstant()) {
        Expression none = new Literal(LiteralKind.NULL, "NULL", Place.NONE);
        all.add(
            new Code.Assign(
                new Expression.Reference(Name.of(it.name()), Place.NONE),
                it.value().orElse(none),
                it.place()));
      }
    }
    return List.copyOf(all);
  }

  private static Ddl.CreateTrigger section(
      Ddl.CreateTrigger trigger, String moment, Code.Block block, Place place) {
    boolean isOfRow = moment.endsWith("EACH ROW");
    String timing =
        moment.startsWith("INSTEAD") ? "INSTEAD OF" : moment.substring(0, moment.indexOf(' '));
    Identifier last = trigger.name().last();
    List<Identifier> parts = new ArrayList<>(trigger.name().parts());
    String ending = ENDINGS.getOrDefault(moment, "_x");
    parts.set(parts.size() - 1, new Identifier(last.text() + ending, last.isQuoted()));
    return new Ddl.CreateTrigger(
        trigger.modifiers(),
        new Name(List.copyOf(parts), ""),
        timing,
        trigger.events(),
        trigger.nestedTable(),
        trigger.on(),
        trigger.referencing(),
        isOfRow,
        trigger.options(),
        isOfRow ? trigger.when() : Optional.empty(),
        new Ddl.Simple(block, place),
        place);
  }
}
