package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.mysql.MySqlCode;
import org.godwit.convert.mysql.MySqlExpressions;
import org.godwit.convert.mysql.MySqlScales;
import org.godwit.convert.mysql.MySqlSchedules;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;
import org.godwit.sql.Type;

/**
 * Functions, procedures and triggers of MySQL become such ones in PL/pgSQL. What no rule knows of
 * their code raises an exception where it stood.
 */
final class MySqlRoutineConversion {
  private static final Set<ObjectKind> ON = Set.of(ObjectKind.TABLE, ObjectKind.VIEW);

  /** Names in a query are the routine's variables first, as on the source. */
  private static final String VARIABLES_FIRST = "VARIABLES FIRST";

  /** Each takes out what the one before stumbled over; the last one leaves no statement. */
  private static final int ATTEMPTS_MAX = 4;

  private final Source source;
  private final SchemaModel model;
  private final StatementRenderer renderer;
  private final Outcome outcome;

  MySqlRoutineConversion(
      Source source, SchemaModel model, StatementRenderer renderer, Outcome outcome) {
    this.source = source;
    this.model = model;
    this.renderer = renderer;
    this.outcome = outcome;
  }

  /** A function or procedure. */
  void routine(Piece piece) {
    Routine routine = ((Ddl.CreateRoutine) piece.statement()).routine();
    Items items = piece.items();
    if (routine.body().isEmpty()) {
      String reason = routine.external().map(it -> it.text()).orElse("it has no body");
      items.block(ActionCode.NOT_READ, routine.place(), reason);
      outcome.add(items);
      return;
    }
    Routine done = attempted(routine, items, this::standard);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      Ddl.CreateRoutine made = new Ddl.CreateRoutine(List.of(), done, done.place());
      outcome.add(Stage.CODE, renderer.render(made), items);
      outcome.routines().in(made, items);
    }
  }

  /** How a routine becomes one of the target. */
  private interface Rule {
    Routine standard(Routine routine, Items items);
  }

  private static Routine attempted(Routine routine, Items items, Rule rule) {
    Routine now = routine;
    for (int attempts = 1; ; attempts++) {
      Items attempt = items.part();
      Routine done = rule.standard(now, attempt);
      if (!attempt.isBlocked() || attempts > ATTEMPTS_MAX) {
        items.take(attempt);
        return done;
      }
      items.addAll(attempt);
      Routine last = now;
      Items kept = items.part();
      now =
          attempts == ATTEMPTS_MAX
              ? Gaps.emptied(last, attempt, kept)
              : Gaps.without(last, attempt, kept)
                  .orElseGet(() -> Gaps.emptied(last, attempt, kept));
      items.addAll(kept);
    }
  }

  private MySqlExpressions expressions(Items items, Node root) {
    return new MySqlExpressions(items, model, source == Source.MARIADB, root);
  }

  private Routine standard(Routine routine, Items items) {
    boolean isFunction = routine.kind().equals("FUNCTION");
    Code.Block body = MySqlScales.kept(routine);
    MySqlCode code =
        new MySqlCode(
            items,
            model,
            isFunction ? MySqlCode.Unit.FUNCTION : MySqlCode.Unit.PROCEDURE,
            Optional.empty(),
            routine.parameters(),
            body);
    MySqlCode.Standard standard = code.standard(body);
    List<Routine.Parameter> parameters = new ArrayList<>(routine.parameters());
    parameters.addAll(standard.results());
    Routine whole =
        new Routine(
            List.of(),
            routine.kind(),
            routine.name(),
            List.copyOf(parameters),
            Optional.empty(),
            false,
            properties(routine, items),
            Optional.of(standard.body()),
            Optional.empty(),
            routine.place());
    MySqlExpressions expressions = expressions(items, whole);
    Optional<Type> returns = routine.returns().map(expressions::type);
    return returning(expressions.code(whole), returns);
  }

  private static Routine returning(Routine it, Optional<Type> returns) {
    return new Routine(
        it.modifiers(),
        it.kind(),
        it.name(),
        it.parameters(),
        returns,
        false,
        it.properties(),
        it.body(),
        Optional.empty(),
        it.place());
  }

  /** What it says of itself, where the target has the same and its code bears it out. */
  private List<String> properties(Routine routine, Items items) {
    List<String> kept = new ArrayList<>();
    kept.add(VARIABLES_FIRST);
    boolean isFunction = routine.kind().equals("FUNCTION");
    for (String property : routine.properties()) {
      if (property.equals("DETERMINISTIC") && isFunction && !isActive(routine)) {
        kept.add(readsNothing(routine) ? "IMMUTABLE" : "STABLE");
      } else if (property.startsWith("COMMENT")) {
        items.add(ActionCode.LEFT_OUT, routine.place(), property);
      }
    }
    return List.copyOf(kept);
  }

  private static boolean isActive(Routine routine) {
    boolean[] found = {false};
    Rewriter.walk(
        routine,
        node ->
            found[0] |=
                (node instanceof Dml && !(node instanceof Dml.Read))
                    || (node instanceof Ddl)
                    || node instanceof Code.Execute
                    || node instanceof Expression.Bind
                    || node instanceof Code.Invoke);
    return found[0];
  }

  /** Calls of its own schema's functions, or of the clock, may read anything. */
  private boolean readsNothing(Routine routine) {
    boolean[] reads = {false};
    Rewriter.walk(
        routine,
        node ->
            reads[0] |=
                node instanceof FromItem.Table
                    || (node instanceof Expression.Call call
                        && (call.arguments().isEmpty()
                            || model
                                .find(call.function(), Set.of(ObjectKind.FUNCTION))
                                .isPresent())));
    return !reads[0];
  }

  /** A trigger: a function that gives the row back, and the trigger that calls it. */
  void trigger(Piece piece) {
    Ddl.CreateTrigger trigger = (Ddl.CreateTrigger) piece.statement();
    Items items = piece.items();
    Name on = model.qualified(trigger.on(), ON);
    if (model.find(trigger.on(), ON).isEmpty()) {
      items.add(ActionCode.TABLE_NOT_HERE, trigger.place(), "table " + trigger.on());
    }
    trigger.options().forEach(it -> items.add(ActionCode.TRIGGER_ORDER, trigger.place(), it));
    if (trigger.options().isEmpty() && hasOthers(trigger)) {
      items.add(ActionCode.TRIGGER_ORDER, trigger.place(), "the order in which triggers were made");
    }
    if (!(trigger.body() instanceof Ddl.Simple(Code.Block body, _))) {
      Statement unread = ((Ddl.Simple) trigger.body()).statement();
      String reason = unread instanceof Statement.Unknown it ? it.reason() : "its body";
      items.block(ActionCode.NOT_READ, trigger.place(), reason);
      outcome.add(items);
      return;
    }
    Name function = function(trigger.name(), on);
    Routine routine =
        new Routine(
            List.of(),
            "FUNCTION",
            function,
            List.of(),
            Optional.empty(),
            false,
            List.of(VARIABLES_FIRST),
            Optional.of(body),
            Optional.empty(),
            trigger.place());
    Routine done = attempted(routine, items, (it, attempt) -> standard(it, trigger, attempt));
    outcome.add(items);
    if (outcome.isBlocked()) {
      return;
    }
    outcome.add(
        Stage.TRIGGER,
        renderer.render(new Ddl.CreateRoutine(List.of(), done, trigger.place())),
        items);
    outcome.routines().in(done, items);
    outcome.add(Stage.TRIGGER, renderer.render(calling(trigger, on, function)), items);
  }

  /** An event becomes a procedure; who calls it when is an action item. */
  void event(Piece piece) {
    Ddl.CreateEvent event = (Ddl.CreateEvent) piece.statement();
    Items items = piece.items();
    if (!(event.body() instanceof Code.Block body)) {
      String reason = event.body() instanceof Statement.Unknown it ? it.reason() : "its body";
      items.block(ActionCode.NOT_READ, event.place(), reason);
      outcome.add(items);
      return;
    }
    boolean isTaken = model.find(event.name(), Set.of(ObjectKind.PROCEDURE)).isPresent();
    List<Identifier> parts = new ArrayList<>(event.name().parts());
    if (isTaken) {
      Identifier last = new Identifier(event.name().last().text() + "_event", true);
      parts.set(parts.size() - 1, new PostgresNames(true).of(last));
    }
    Name name = new Name(List.copyOf(parts), "");
    Routine routine =
        new Routine(
            List.of(),
            "PROCEDURE",
            name,
            List.of(),
            Optional.empty(),
            false,
            List.of(),
            Optional.of(body),
            Optional.empty(),
            event.place());
    Routine done = attempted(routine, items, this::standard);
    String schedule = event.schedule();
    items.add(
        ActionCode.EVENT,
        event.place(),
        MySqlSchedules.when(schedule) + (MySqlSchedules.isDisabled(schedule) ? ", disabled" : ""),
        MySqlSchedules.cron(schedule)
            .map(
                it ->
                    "SELECT cron.schedule('%s', '%s', 'CALL %s()')"
                        .formatted(event.name().last().text(), it, name))
            .orElse("no form of it"));
    outcome.add(items);
    if (!outcome.isBlocked()) {
      Ddl.CreateRoutine made = new Ddl.CreateRoutine(List.of(), done, event.place());
      outcome.add(Stage.CODE, renderer.render(made), items);
      outcome.routines().in(made, items);
    }
  }

  private boolean hasOthers(Ddl.CreateTrigger trigger) {
    Optional<ObjectId> table = model.find(trigger.on(), ON);
    return model.objects().stream()
        .filter(it -> it.id().kind() == ObjectKind.TRIGGER)
        .flatMap(it -> it.pieces().stream())
        .map(Piece::statement)
        .filter(Ddl.CreateTrigger.class::isInstance)
        .map(Ddl.CreateTrigger.class::cast)
        .anyMatch(
            it ->
                !it.name().equals(trigger.name())
                    && it.timing().equals(trigger.timing())
                    && it.events().equals(trigger.events())
                    && model.find(it.on(), ON).equals(table));
  }

  private Routine standard(Routine routine, Ddl.CreateTrigger trigger, Items items) {
    Expression row = row(trigger);
    Code.Block body = routine.body().orElseThrow();
    MySqlCode code =
        new MySqlCode(items, model, MySqlCode.Unit.TRIGGER, Optional.of(row), List.of(), body);
    Routine whole =
        new Routine(
            List.of(),
            routine.kind(),
            routine.name(),
            List.of(),
            Optional.empty(),
            false,
            routine.properties(),
            Optional.of(code.standard(body).body()),
            Optional.empty(),
            routine.place());
    MySqlExpressions expressions = expressions(items, whole);
    expressions.addRow("new", model.columns(trigger.on()));
    expressions.addRow("old", model.columns(trigger.on()));
    Type type = new Type.Named(Name.of("trigger"), List.of(), "", "", Place.NONE);
    return returning(expressions.code(whole), Optional.of(type));
  }

  /** What goes on after a trigger in front of a change; behind one it is of no matter. */
  private static Expression row(Ddl.CreateTrigger trigger) {
    boolean isDelete = trigger.events().stream().allMatch(it -> it.word().equals("DELETE"));
    return trigger.timing().equals("BEFORE")
        ? new Expression.Reference(Name.of(isDelete ? "old" : "new"), Place.NONE)
        : new Expression.Literal(Expression.LiteralKind.NULL, "NULL", Place.NONE);
  }

  /** In the table's schema. */
  private static Name function(Name trigger, Name on) {
    Identifier last =
        new PostgresNames(true).of(new Identifier(trigger.last().text() + "_fn", true));
    List<Identifier> parts = new ArrayList<>(on.parts());
    parts.set(parts.size() - 1, last);
    return new Name(List.copyOf(parts), "");
  }

  private static Ddl.CreateTrigger calling(Ddl.CreateTrigger trigger, Name on, Name function) {
    Expression call = new Expression.Call(function, List.of(), Place.NONE);
    return new Ddl.CreateTrigger(
        List.of(),
        Name.of(trigger.name().last()),
        trigger.timing(),
        trigger.events(),
        Optional.empty(),
        on,
        List.of(),
        true,
        List.of(),
        Optional.empty(),
        new Ddl.Simple(new Code.Invoke(call, Place.NONE), Place.NONE),
        trigger.place());
  }
}
