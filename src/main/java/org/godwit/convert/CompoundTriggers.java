package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
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
