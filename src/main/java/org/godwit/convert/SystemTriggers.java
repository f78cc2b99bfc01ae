package org.godwit.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

/**
 * A trigger of definitions or of LOGON becomes a procedure, and a function of an event trigger that
 * calls it for each object that the event is about. The event trigger itself is left to a person,
 * for only a superuser may make one.
 */
final class SystemTriggers {
  /**
   * What PostgreSQL has an event for; definitions that it logs are told apart by their first word.
   */
  private static final Set<String> OF_DEFINITIONS =
      Set.of("DDL", "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE");

  private static final String LOGON = "LOGON";

  private final Context context;
  private final Outcome outcome;

  SystemTriggers(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  /** Whether each of its events has a like. */
  static boolean isOne(Ddl.CreateTrigger trigger) {
    boolean isOfServer = trigger.on().last().is("DATABASE") || trigger.on().last().is("SCHEMA");
    return isOfServer
        && trigger.body() instanceof Ddl.Simple
        && trigger.events().stream()
            .map(Ddl.TriggerEvent::word)
            .allMatch(it -> it.equals(LOGON) || OF_DEFINITIONS.contains(it));
  }

  /** Converts it. */
  void convert(Ddl.CreateTrigger trigger, Piece piece, boolean isDisabled) {
    Name body = beside(trigger.name(), "_body");
    Ddl made = new Ddl.CreateRoutine(List.of(), routine(trigger, body), trigger.place());
    new RoutineConversion(context).convert(new Piece(made, piece.file()), outcome);
    if (outcome.isBlocked()) {
      return;
    }
    Items items = piece.items();
    Name function = beside(trigger.name(), "_fn");
    List<String> byHand = eventTriggers(trigger, function, isDisabled);
    items.add(
        ActionCode.EVENT_TRIGGER, trigger.place(), trigger.name().last(), String.join(" ", byHand));
    String remarks = byHand.stream().map(it -> "-- " + it + "\n").collect(Collectors.joining());
    outcome.add(
        Stage.TRIGGER,
        new Rendered(
            """
            CREATE OR REPLACE FUNCTION %s()
            RETURNS event_trigger
            LANGUAGE plpgsql
            AS $$
            DECLARE
              _object record;
            BEGIN
              FOR _object IN SELECT * FROM godwit_oracle.event_objects(TG_EVENT)%s LOOP
                CALL godwit_oracle.enter_event(_object.sysevent, _object.owner, _object.name, _object.type);
                CALL %s();
              END LOOP;
              CALL godwit_oracle.enter_event(NULL, NULL, NULL, NULL);
            END;
            $$;
            -- A superuser must run:
            """
                    .formatted(function, filter(trigger, items), body)
                + remarks,
            List.of()),
        items);
    outcome.addPart(items);
  }

  private static Name beside(Name trigger, String ending) {
    Identifier own = trigger.last();
    Identifier last = new PostgresNames().of(new Identifier(own.text() + ending, own.isQuoted()));
    List<Identifier> parts = new ArrayList<>(trigger.parts());
    parts.set(parts.size() - 1, last);
    return new Name(List.copyOf(parts), "");
  }

  private static Routine routine(Ddl.CreateTrigger trigger, Name name) {
    Statement statement = ((Ddl.Simple) trigger.body()).statement();
    Code.Block body =
        statement instanceof Code.Block block && trigger.when().isEmpty()
            ? block
            : new Code.Block(
                List.of(), List.of(guarded(statement, trigger.when())), List.of(), Place.NONE);
    return new Routine(
        List.of(),
        "PROCEDURE",
        name,
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        Optional.of(body),
        Optional.empty(),
        trigger.place());
  }

  private static Statement guarded(Statement statement, Optional<Expression> when) {
    return when.<Statement>map(
            it ->
                new Code.If(
                    List.of(new Code.Branch(it, List.of(statement), Place.NONE)),
                    Optional.empty(),
                    Place.NONE))
        .orElse(statement);
  }

  /** Only what the trigger is of. */
  private static String filter(Ddl.CreateTrigger trigger, Items items) {
    List<String> conditions = new ArrayList<>();
    List<String> words = trigger.events().stream().map(Ddl.TriggerEvent::word).toList();
    if (!words.contains("DDL") && !words.equals(List.of(LOGON)) && !words.equals(List.of("DROP"))) {
      conditions.add(
          words.stream()
              .map(it -> "'" + it + "'")
              .collect(Collectors.joining(", ", "sysevent IN (", ")")));
    }
    if (trigger.on().last().is("SCHEMA")) {
      Optional<Identifier> schema =
          trigger.on().parts().size() > 1
              ? Optional.of(trigger.on().parts().getFirst())
              : trigger.name().parts().size() > 1
                  ? Optional.of(trigger.name().parts().getFirst())
                  : Optional.empty();
      schema.ifPresentOrElse(
          it ->
              conditions.add(
                  "owner = godwit_oracle.dictionary_name('%s')"
                      .formatted(it.text().replace("'", "''"))),
          () ->
              items.add(
                  ActionCode.NO_RULE,
                  trigger.place(),
                  "ON SCHEMA of a trigger without a schema, which is one of all schemas now,"));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static List<String> eventTriggers(
      Ddl.CreateTrigger trigger, Name function, boolean isDisabled) {
    Set<String> events = new LinkedHashSet<>();
    for (Ddl.TriggerEvent event : trigger.events()) {
      switch (event.word().toUpperCase(Locale.ROOT)) {
        case LOGON -> events.add("login");
        case "DROP" -> events.add("sql_drop");
        case "DDL" -> events.addAll(List.of("ddl_command_end", "sql_drop"));
        default -> events.add("ddl_command_end");
      }
    }
    List<String> all = new ArrayList<>();
    for (String event : events) {
      Identifier name =
          events.size() == 1
              ? trigger.name().last()
              : beside(Name.of(trigger.name().last()), "_" + event).last();
      all.add(
          "CREATE EVENT TRIGGER %s ON %s EXECUTE FUNCTION %s();".formatted(name, event, function));
      if (isDisabled) {
        all.add("ALTER EVENT TRIGGER %s DISABLE;".formatted(name));
      }
    }
    return List.copyOf(all);
  }
}
