package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads triggers behind CREATE and its modifiers. */
final class OracleTriggers {
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final PlSql plSql;

  OracleTriggers(TokenStream in, QueryParser queries, PlSql plSql) {
    this.in = in;
    this.expressions = queries.expressions();
    this.plSql = plSql;
  }

  /** TRIGGER. */
  Ddl createTrigger(List<String> modifiers, Place place) {
    in.expect("TRIGGER");
    Name name = expressions.name();
    plSql.declarations().routines().properties(new ArrayList<>());
    String timing = timing();
    List<Ddl.TriggerEvent> events = events();
    in.expect("ON");
    Optional<Identifier> nestedTable = Optional.empty();
    if (in.accept("NESTED", "TABLE")) {
      nestedTable = Optional.of(expressions.identifier());
      in.expect("OF");
    }
    in.accept("PLUGGABLE");
    Name on = expressions.name();
    List<String> referencing = referencing();
    boolean isForEachRow = in.accept("FOR", "EACH", "ROW");
    List<String> options = options();
    Optional<Expression> when = Optional.empty();
    if (in.accept("WHEN")) {
      in.expect("(");
      when = Optional.of(expressions.expression());
      in.expect(")");
    }
    return new Ddl.CreateTrigger(
        modifiers,
        name,
        timing,
        events,
        nestedTable,
        on,
        referencing,
        isForEachRow,
        options,
        when,
        body(),
        in.close(place));
  }

  private String timing() {
    if (in.accept("INSTEAD", "OF")) {
      return "INSTEAD OF";
    }
    if (in.at("BEFORE") || in.at("AFTER") || in.at("FOR")) {
      return in.take().text();
    }
    throw in.expected("BEFORE, AFTER, INSTEAD OF or FOR");
  }

  private List<Ddl.TriggerEvent> events() {
    List<Ddl.TriggerEvent> events = new ArrayList<>();
    do {
      Place place = in.open();
      String word = in.expect(Kind.WORD, "an event").text();
      List<Identifier> columns = new ArrayList<>();
      if (word.equals("UPDATE") && in.accept("OF")) {
        do {
          columns.add(expressions.identifier());
        } while (in.accept(","));
      }
      events.add(new Ddl.TriggerEvent(word, List.copyOf(columns), in.close(place)));
    } while (in.accept("OR"));
    return List.copyOf(events);
  }

  private List<String> referencing() {
    List<String> all = new ArrayList<>();
    if (in.accept("REFERENCING")) {
      while (in.at("OLD") || in.at("NEW") || in.at("PARENT")) {
        int from = in.position();
        in.take();
        in.accept("AS");
        expressions.identifier();
        all.add(in.words(from));
      }
    }
    return List.copyOf(all);
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    while (true) {
      int from = in.position();
      if (in.accept("FOLLOWS") || in.accept("PRECEDES")) {
        do {
          expressions.name();
        } while (in.accept(","));
      } else if (in.accept("FORWARD") || in.accept("REVERSE")) {
        in.expect("CROSSEDITION");
      } else if (!in.accept("CROSSEDITION") && !in.accept("ENABLE") && !in.accept("DISABLE")) {
        return List.copyOf(options);
      }
      options.add(in.words(from));
    }
  }

  private Ddl.TriggerBody body() {
    Place place = in.open();
    if (in.accept("COMPOUND", "TRIGGER")) {
      return compound(place);
    }
    if (in.accept("CALL")) {
      Place at = in.open();
      Statement call = new Code.Invoke(expressions.expression(), in.close(at));
      return new Ddl.Simple(call, in.close(place));
    }
    Code.Block block = plSql.block();
    return new Ddl.Simple(block, in.close(place));
  }

  private Ddl.TriggerBody compound(Place place) {
    List<Declaration> declared = plSql.declarations().until(() -> atSection() || in.at("END"));
    List<Ddl.Section> sections = new ArrayList<>();
    while (atSection()) {
      sections.add(section());
    }
    plSql.end();
    return new Ddl.Compound(declared, List.copyOf(sections), in.close(place));
  }

  private boolean atSection() {
    return in.at("BEFORE", "STATEMENT")
        || in.at("AFTER", "STATEMENT")
        || in.at("BEFORE", "EACH", "ROW")
        || in.at("AFTER", "EACH", "ROW")
        || in.at("INSTEAD", "OF", "EACH");
  }

  private Ddl.Section section() {
    Place place = in.open();
    String moment = moment();
    if (!in.accept("IS")) {
      in.expect("AS");
    }
    Place at = in.open();
    List<Declaration> declared = plSql.declarations().untilBegin();
    Code.Block block = plSql.sectionBody(declared, at);
    // END has the section's words behind it.
    if (atSection()) {
      moment();
    }
    in.closeItem(place);
    in.expect(";");
    return new Ddl.Section(moment, block, place);
  }

  private String moment() {
    int from = in.position();
    while (!in.accept("ROW") && !in.accept("STATEMENT")) {
      in.expect(Kind.WORD, "ROW or STATEMENT");
    }
    return in.words(from);
  }
}
