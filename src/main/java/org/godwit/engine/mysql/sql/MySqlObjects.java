package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Routine;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.Statement;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;
import org.godwit.sql.Verbatim;

/** Reads what makes views, sequences, stored programs and events, and DROP. */
final class MySqlObjects {
  private static final Set<String> DROPPED =
      MySqlWords.words("TABLE VIEW FUNCTION PROCEDURE TRIGGER EVENT INDEX SEQUENCE");

  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;

  private final MySqlCode code;

  MySqlObjects(TokenStream in, QueryParser queries, MySqlCode code) {
    this.in = in;
    this.code = code;
    this.queries = queries;
    this.expressions = queries.expressions();
  }

  /** CREATE of what is read here; empty, with nothing taken, where it is something else. */
  Optional<Statement> create() {
    TokenStream.Mark mark = in.mark();
    Place place = in.open();
    in.expect("CREATE");
    List<String> modifiers = modifiers();
    String kind = in.current().text();
    Optional<Statement> made =
        switch (kind) {
          case "VIEW" -> Optional.of(view(modifiers, place));
          case "FUNCTION", "PROCEDURE" -> routine(modifiers, place);
          case "TRIGGER" -> Optional.of(trigger(modifiers, place));
          case "EVENT" -> Optional.of(event(place));
          case "SEQUENCE" -> Optional.of(sequence(place));
          default -> Optional.empty();
        };
    if (made.isEmpty()) {
      in.reset(mark);
    }
    return made;
  }

  /** {@code OR REPLACE}, {@code SQL SECURITY INVOKER}, {@code AGGREGATE}; DEFINER isn't kept. */
  private List<String> modifiers() {
    List<String> modifiers = new ArrayList<>();
    while (true) {
      if (in.accept("OR", "REPLACE")) {
        modifiers.add("OR REPLACE");
      } else if (in.accept("ALGORITHM", "=")) {
        in.take();
      } else if (in.accept("DEFINER", "=")) {
        account();
      } else if (in.accept("SQL", "SECURITY")) {
        modifiers.add("SQL SECURITY " + in.take().text());
      } else if (in.accept("AGGREGATE")) {
        modifiers.add("AGGREGATE");
      } else {
        return List.copyOf(modifiers);
      }
    }
  }

  private void account() {
    in.take();
    if (in.at(Kind.BIND)) {
      in.take();
    } else if (in.accept("(")) {
      in.expect(")");
    }
  }

  private void ifNotExists() {
    in.accept("IF", "NOT", "EXISTS");
  }

  private Statement view(List<String> modifiers, Place place) {
    in.expect("VIEW");
    ifNotExists();
    Name name = expressions.name();
    List<TableElement> columns = new ArrayList<>();
    if (in.at("(")) {
      for (Identifier column : expressions.identifiersInParentheses()) {
        columns.add(
            new TableElement.Column(
                column, Optional.empty(), Optional.empty(), List.of(), List.of(), Place.NONE));
      }
    }
    in.expect("AS");
    Query query = queries.query();
    int from = in.position();
    if (in.accept("WITH")) {
      if (!in.accept("CASCADED")) {
        in.accept("LOCAL");
      }
      in.expect("CHECK", "OPTION");
    }
    String restriction = in.words(from).replace("WITH ", "");
    return new Ddl.CreateView(
        modifiers,
        name,
        List.copyOf(columns),
        Optional.empty(),
        List.of(),
        query,
        restriction,
        in.close(place));
  }

  private Optional<Statement> routine(List<String> modifiers, Place place) {
    String kind = in.take().text();
    ifNotExists();
    Name name = expressions.name();
    if (!in.at("(")) {
      return Optional.empty(); // a function of a library: RETURNS … SONAME
    }
    List<Routine.Parameter> parameters = parameters();
    Optional<Type> returns =
        in.accept("RETURNS") ? Optional.of(expressions.types().type()) : Optional.empty();
    List<String> properties = properties();
    Body body = body();
    Routine routine =
        new Routine(
            List.of(),
            kind,
            name,
            parameters,
            returns,
            false,
            properties,
            body.block(),
            body.unread().map(it -> new Verbatim(it.reason(), it.place())),
            in.close(place));
    return Optional.of(new Ddl.CreateRoutine(modifiers, routine, place));
  }

  private List<Routine.Parameter> parameters() {
    in.expect("(");
    List<Routine.Parameter> all = new ArrayList<>();
    while (!in.at(")")) {
      Place place = in.open();
      String mode = "";
      if ((in.at("IN") || in.at("OUT") || in.at("INOUT")) && !in.ahead(1).is(",")) {
        mode = in.take().text();
        mode = mode.equals("INOUT") ? "IN OUT" : mode;
      }
      Identifier name = expressions.identifier();
      Type type = expressions.types().type();
      all.add(
          new Routine.Parameter(name, mode, false, type, Optional.empty(), in.closeItem(place)));
      if (!in.accept(",")) {
        break;
      }
    }
    in.expect(")");
    return List.copyOf(all);
  }

  /** {@code DETERMINISTIC}, {@code READS SQL DATA}, {@code SQL SECURITY INVOKER}, …. */
  private List<String> properties() {
    List<String> all = new ArrayList<>();
    while (true) {
      int from = in.position();
      if (in.accept("SQL", "SECURITY") || in.accept("COMMENT")) {
        in.take();
      } else if (!in.accept("LANGUAGE", "SQL")
          && !in.accept("NOT", "DETERMINISTIC")
          && !in.accept("DETERMINISTIC")
          && !in.accept("CONTAINS", "SQL")
          && !in.accept("NO", "SQL")
          && !in.accept("READS", "SQL", "DATA")
          && !in.accept("MODIFIES", "SQL", "DATA")) {
        return List.copyOf(all);
      }
      all.add(in.words(from));
    }
  }

  /** A body, or what of it couldn't be read. */
  private record Body(Optional<Code.Block> block, Optional<Statement.Unknown> unread) {
    Statement statement() {
      return block.<Statement>map(it -> it).or(() -> unread).orElseThrow();
    }
  }

  /** A body that can't be read is passed over, and what makes it is known all the same. */
  private Body body() {
    TokenStream.Mark mark = in.mark();
    try {
      Code.Block block = code.body();
      if (!in.at(Kind.TERMINATOR) && !in.at(Kind.END) && !in.at(";")) {
        throw in.expected("the end of the statement");
      }
      return new Body(Optional.of(block), Optional.empty());
    } catch (SyntaxProblem problem) {
      in.reset(mark);
      Place place = in.open();
      MySqlUnits.skip(in);
      if (in.at(Kind.BROKEN)) {
        throw problem;
      }
      return new Body(
          Optional.empty(),
          Optional.of(
              new Statement.Unknown("", problem.reason(), problem.position(), in.close(place))));
    }
  }

  private Statement trigger(List<String> modifiers, Place place) {
    in.expect("TRIGGER");
    ifNotExists();
    Name name = expressions.name();
    String timing = in.take().text();
    List<Ddl.TriggerEvent> events = new ArrayList<>();
    do {
      Place at = in.open();
      events.add(new Ddl.TriggerEvent(in.take().text(), List.of(), in.close(at)));
    } while (in.accept("OR"));
    in.expect("ON");
    Name on = expressions.name();
    in.expect("FOR");
    in.expect("EACH", "ROW");
    List<String> options = new ArrayList<>();
    if (in.at("FOLLOWS") || in.at("PRECEDES")) {
      options.add(in.take().text() + " " + in.take().text());
    }
    Statement body = body().statement();
    return new Ddl.CreateTrigger(
        modifiers,
        name,
        timing,
        List.copyOf(events),
        Optional.empty(),
        on,
        List.of(),
        true,
        List.copyOf(options),
        Optional.empty(),
        new Ddl.Simple(body, body.place()),
        in.close(place));
  }

  private Statement event(Place place) {
    in.expect("EVENT");
    ifNotExists();
    Name name = expressions.name();
    in.expect("ON", "SCHEDULE");
    int from = in.position();
    while (!in.at("DO") && !in.at(Kind.TERMINATOR) && !in.at(Kind.END)) {
      in.take();
    }
    String schedule = in.words(from);
    in.expect("DO");
    Statement body = body().statement();
    return new Ddl.CreateEvent(name, schedule, body, in.close(place));
  }

  private Statement sequence(Place place) {
    in.expect("SEQUENCE");
    ifNotExists();
    Name name = expressions.name();
    List<SequenceOption> options = new ArrayList<>();
    while (!in.at(Kind.TERMINATOR) && !in.at(Kind.END)) {
      Place at = in.open();
      String word = in.take().text();
      switch (word) {
        case "START" -> in.accept("WITH");
        case "INCREMENT" -> in.accept("BY");
        default -> {
          // One word.
        }
      }
      in.accept("=");
      String value = in.at(Kind.NUMBER) || in.at("-") || word.equals("ENGINE") ? number() : "";
      String words =
          word.equals("START") ? "START WITH" : word.equals("INCREMENT") ? "INCREMENT BY" : word;
      if (!word.equals("ENGINE")) {
        options.add(new SequenceOption(words, value, in.close(at)));
      }
    }
    return new Ddl.CreateSequence(name, List.copyOf(options), in.close(place));
  }

  private String number() {
    return in.accept("-") ? "-" + in.take().text() : in.take().text();
  }

  /** DROP of an object; empty, with nothing taken, where it drops something else. */
  Optional<Statement> drop() {
    TokenStream.Mark mark = in.mark();
    Place place = in.open();
    in.expect("DROP");
    in.accept("TEMPORARY");
    String kind = in.take().text();
    if (!DROPPED.contains(kind)) {
      in.reset(mark);
      return Optional.empty();
    }
    in.accept("IF", "EXISTS");
    Name name = expressions.name();
    int from = in.position();
    MySqlUnits.skip(in);
    return Optional.of(new Ddl.Drop(kind, name, in.words(from), in.close(place)));
  }
}
