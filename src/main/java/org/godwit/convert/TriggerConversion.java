package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.convert.oracle.OracleCode;
import org.godwit.convert.oracle.OracleTriggerCode;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rendered;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/** A trigger becomes a function that returns the row, and a trigger that calls it. */
final class TriggerConversion {
  private static final Set<ObjectKind> ON = Set.of(ObjectKind.TABLE, ObjectKind.VIEW);

  private static final int ATTEMPTS_MAX = 4;

  private final Context context;
  private final Outcome outcome;

  TriggerConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  void convert(Piece piece, List<Piece> changes) {
    Ddl.CreateTrigger trigger = (Ddl.CreateTrigger) piece.statement();
    if (SystemTriggers.isOne(trigger)) {
      new SystemTriggers(context, outcome).convert(trigger, piece, isDisabled(trigger, changes));
      return;
    }
    switch (trigger.body()) {
      case Ddl.Simple _ -> simple(trigger, "", piece, changes);
      case Ddl.Compound compound -> {
        Items items = piece.items();
        items.add(ActionCode.COMPOUND_TRIGGER, trigger.place());
        CompoundTriggers.mixed(compound)
            .forEach(
                it -> items.add(ActionCode.TRIGGER_STATE, it.place(), it.name().last().text()));
        outcome.addPart(items);
        Identifier unit = trigger.name().last();
        if (!compound.declarations().isEmpty()) {
          new PackageConversion(context, outcome).compound(piece, unit, compound.declarations());
        }
        for (Ddl.CreateTrigger section : CompoundTriggers.sections(trigger, compound)) {
          simple(section, unit.text(), piece, changes);
        }
      }
    }
  }

  /** A trigger, around what no rule can convert of its body. */
  private void simple(Ddl.CreateTrigger source, String unit, Piece piece, List<Piece> changes) {
    Ddl.CreateTrigger trigger = source;
    for (int attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
      Items attempt = piece.items();
      refuse(trigger, attempt);
      Items kept = piece.items();
      Optional<Ddl.CreateTrigger> without =
          written(trigger, unit, attempt, changes)
              ? Optional.empty()
              : Gaps.without(trigger, attempt, kept);
      if (without.isEmpty()) {
        outcome.add(attempt);
        return;
      }
      outcome.addPart(attempt);
      outcome.addPart(kept);
      trigger = without.get();
    }
    Items items = piece.items();
    items.block(ActionCode.NOT_YET, source.place(), "trigger of this form");
    outcome.add(items);
  }

  /** Whether the trigger could be written. */
  private boolean written(
      Ddl.CreateTrigger trigger, String unit, Items items, List<Piece> changes) {
    Statement statement = ((Ddl.Simple) trigger.body()).statement();
    Code.Block whole =
        statement instanceof Code.Block block
            ? block
            : new Code.Block(List.of(), List.of(statement), List.of(), statement.place());
    Code.Block body = SpecialNames.withoutInTrigger(whole, context.model(), items);
    Name on = context.model().qualified(trigger.on(), ON);
    Name function = function(trigger.name(), on);
    CodeScope scope = CodeScope.of(context.model(), unit, function, renamed(trigger, body));
    OracleTriggerCode own = new OracleTriggerCode(items, trigger);
    Code.Block standard = new OracleCode(items, scope, trigger, false).standard(own.standard(body));
    Routine routine =
        new Routine(
            List.of(),
            "FUNCTION",
            function,
            List.of(),
            Optional.empty(),
            false,
            List.of(),
            Optional.of(standard),
            Optional.empty(),
            trigger.place());
    Routine code = context.code(routine, scope, items);
    Optional<Expression> when =
        trigger.when().map(it -> context.code(own.standard(it), scope, items));
    List<Ddl.CreateType> types = new RecordTypes(context).own(scope, items);
    if (items.isBlocked()) {
      return false;
    }
    for (Ddl.CreateType type : types) {
      outcome.add(Stage.TRIGGER, context.render(type), items);
    }
    outcome.add(
        Stage.TRIGGER,
        context.render(new Ddl.CreateRoutine(List.of(), returning(code), trigger.place())),
        items);
    outcome.routines().in(code, items);
    outcome.add(Stage.TRIGGER, context.render(calling(trigger, on, function, when)), items);
    if (isDisabled(trigger, changes)) {
      String disable = "ALTER TABLE %s DISABLE TRIGGER %s;%n".formatted(on, trigger.name().last());
      outcome.add(Stage.TRIGGER, new Rendered(disable, List.of()), items);
    }
    return true;
  }

  private static Ddl.CreateTrigger renamed(Ddl.CreateTrigger it, Code.Block body) {
    return new Ddl.CreateTrigger(
        it.modifiers(),
        it.name(),
        it.timing(),
        it.events(),
        it.nestedTable(),
        it.on(),
        it.referencing(),
        it.isForEachRow(),
        it.options(),
        it.when(),
        new Ddl.Simple(body, it.place()),
        it.place());
  }

  private static boolean isDisabled(Ddl.CreateTrigger trigger, List<Piece> changes) {
    boolean isDisabled = trigger.options().contains("DISABLE");
    for (Piece change : changes) {
      if (change.statement() instanceof Ddl.Alter alter) {
        isDisabled = isDisabled(alter).orElse(isDisabled);
      }
    }
    return isDisabled;
  }

  /** What ALTER TRIGGER says of it; empty where that is something else. */
  static Optional<Boolean> isDisabled(Ddl.Alter alter) {
    return switch (alter.text().strip().toUpperCase(Locale.ROOT)) {
      case "DISABLE" -> Optional.of(true);
      case "ENABLE" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static void refuse(Ddl.CreateTrigger trigger, Items items) {
    boolean isOfRows =
        trigger.events().stream()
            .allMatch(it -> Set.of("INSERT", "UPDATE", "DELETE").contains(it.word()));
    if (!isOfRows) {
      items.block(ActionCode.SYSTEM_TRIGGER, trigger.place(), trigger.on());
    }
    if (trigger.nestedTable().isPresent()) {
      items.block(ActionCode.NESTED_TABLE, trigger.place());
    }
    for (String option : trigger.options()) {
      if (option.startsWith("FOLLOWS") || option.startsWith("PRECEDES")) {
        items.add(ActionCode.TRIGGER_ORDER, trigger.place(), option);
      } else if (option.contains("CROSSEDITION")) {
        items.block(ActionCode.NO_RULE, trigger.place(), option);
      }
    }
  }

  /** In the schema of its trigger, else of the table. */
  private static Name function(Name trigger, Name on) {
    Identifier last =
        new PostgresNames()
            .of(
                new Identifier(
                    trigger.last().text().toLowerCase(Locale.ROOT) + "_fn",
                    trigger.last().isQuoted()));
    Name owner = trigger.parts().size() > 1 ? trigger : on;
    List<Identifier> parts = new ArrayList<>(owner.parts());
    parts.set(parts.size() - 1, last);
    return new Name(List.copyOf(parts), "");
  }

  private static Routine returning(Routine code) {
    Type type = new Type.Named(Name.of("trigger"), List.of(), "", "", Place.NONE);
    return new Routine(
        List.of(),
        code.kind(),
        code.name(),
        List.of(),
        Optional.of(type),
        false,
        List.of(),
        code.body(),
        Optional.empty(),
        code.place());
  }

  private static Ddl.CreateTrigger calling(
      Ddl.CreateTrigger trigger, Name on, Name function, Optional<Expression> when) {
    Expression call = new Expression.Call(function, List.of(), Place.NONE);
    return new Ddl.CreateTrigger(
        List.of(),
        Name.of(trigger.name().last()),
        trigger.timing(),
        trigger.events(),
        Optional.empty(),
        on,
        List.of(),
        trigger.isForEachRow() || trigger.timing().equals("INSTEAD OF"),
        List.of(),
        when,
        new Ddl.Simple(new Code.Invoke(call, Place.NONE), Place.NONE),
        trigger.place());
  }
}
