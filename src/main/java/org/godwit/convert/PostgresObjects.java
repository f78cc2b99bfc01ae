package org.godwit.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Kept;
import org.godwit.sql.Rendered;
import org.godwit.sql.Statement;

/** Writes one object of PostgreSQL as it was. */
final class PostgresObjects {
  private static final String NOT_EXTRACTED = "NOT EXTRACTED:";
  private static final Pattern REPLACED =
      Pattern.compile("^CREATE (?=(?:FUNCTION|PROCEDURE|VIEW)\\s)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NEW_SCHEMA =
      Pattern.compile("^CREATE SCHEMA (?!IF\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern OWNER =
      Pattern.compile("\\s+AUTHORIZATION\\s+(?:\"[^\"]+\"|\\S+)\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_DATA =
      Pattern.compile("\\s+WITH\\s+NO\\s+DATA\\s*$", Pattern.CASE_INSENSITIVE);

  private final PostgresModel model;
  private final PostgresStages stages;
  private final SchemaObject object;
  private final Outcome outcome = new Outcome();

  PostgresObjects(PostgresModel model, PostgresStages stages, SchemaObject object) {
    this.model = model;
    this.stages = stages;
    this.object = object;
  }

  ConvertedObject convert() {
    switch (object.id().kind()) {
      case FOREIGN_SERVER, FOREIGN_TABLE -> block(ActionCode.FOREIGN_DATA);
      case PUBLICATION, SUBSCRIPTION -> block(ActionCode.REPLICATION);
      case EVENT_TRIGGER -> eventTrigger();
      case SCRIPT -> script();
      case UNKNOWN -> object.pieces().forEach(this::unknown);
      default -> write();
    }
    return outcome.of(object);
  }

  private void block(ActionCode code) {
    Piece first = object.pieces().getFirst();
    Items items = first.items();
    items.block(code, first.statement().place(), object.id());
    outcome.add(items);
  }

  /** What must be run by somebody who may. */
  private void eventTrigger() {
    StringBuilder byHand = new StringBuilder("-- A superuser must run:\n");
    for (Piece piece : object.pieces()) {
      (piece.text() + ";").lines().forEach(line -> byHand.append("-- ").append(line).append('\n'));
    }
    Piece first = object.pieces().getFirst();
    Items items = first.items();
    items.add(
        ActionCode.EVENT_TRIGGER,
        first.statement().place(),
        object.id().name(),
        first.text().replaceAll("\\s+", " ") + ";");
    outcome.add(items);
    outcome.add(Stage.TRIGGER, new Rendered(byHand.toString(), List.of()), items);
  }

  private void unknown(Piece piece) {
    Items items = piece.items();
    if (piece.statement() instanceof Statement.Unknown(_, var reason, _, var place)) {
      items.block(ActionCode.NOT_READ, place, reason);
    }
    outcome.add(items);
  }

  /** One item for what occurs in each of a hundred tables. */
  private void script() {
    Map<String, List<Piece>> alike = new LinkedHashMap<>();
    for (Piece piece : object.pieces()) {
      alike.computeIfAbsent(words(piece.statement()), _ -> new ArrayList<>()).add(piece);
    }
    alike.forEach(
        (words, pieces) -> {
          Piece first = pieces.getFirst();
          Items items = first.items();
          String count = pieces.size() == 1 ? "" : " (%d times)".formatted(pieces.size());
          if (words.startsWith(NOT_EXTRACTED)) {
            items.add(
                ActionCode.NOT_EXTRACTED,
                first.statement().place(),
                words.substring(NOT_EXTRACTED.length()).strip());
          } else if (isCode(words)) {
            items.add(ActionCode.NOT_YET, first.statement().place(), words + " statement" + count);
          } else {
            items.add(ActionCode.NOT_SCHEMA, first.statement().place(), words + count);
          }
          outcome.addPart(items);
        });
  }

  /** It may make, change or drop whatever there is. */
  private static boolean isCode(String words) {
    return words.equals("DO") || words.equals("CALL") || words.equals("IMPORT");
  }

  private static String words(Statement statement) {
    return switch (statement) {
      case Statement.Command(var word, var text, _) ->
          text.startsWith(NOT_EXTRACTED) ? text : "psql's command " + word;
      case Statement.Other(var words, _, _) -> words;
      case Kept it when it.action().startsWith("OWNER TO") -> "ALTER … OWNER TO";
      case Kept it -> it.verb() + (it.grant().isPresent() ? " ON " : " ") + it.kind();
      default -> "a statement";
    };
  }

  private record Timed(Stage stage, Piece piece, Kept kept) {}

  private void write() {
    List<Timed> timed = new ArrayList<>();
    boolean isFirst = true;
    for (Piece piece : object.pieces()) {
      if (piece.statement() instanceof Kept kept) {
        timed.add(new Timed(stages.of(object.id(), kept, isFirst), piece, kept));
        isFirst &= !kept.makes();
      }
    }
    if (isFirst && object.id().kind() != ObjectKind.SCHEMA && !isOfDefaults()) {
      Piece first = object.pieces().getFirst();
      Items items = first.items();
      items.add(ActionCode.TABLE_NOT_HERE, first.statement().place(), object.id());
      outcome.add(items);
    }
    // Files of a folder come by their names, keys before tables. A partition gets its parent's keys
    // when it is attached, unless it has them.
    timed.sort(
        Comparator.comparing(Timed::stage)
            .thenComparing(it -> !it.kept().makes())
            .thenComparing(it -> it.kept().action().equals("ATTACH PARTITION")));
    timed.forEach(this::write);
  }

  private boolean isOfDefaults() {
    return object.id().kind() == ObjectKind.DEFAULT_PRIVILEGES;
  }

  private void write(Timed timed) {
    Items items = timed.piece().items();
    SearchPaths.Path path = SearchPaths.of(model, object.id(), timed.kept());
    if (!path.names().isEmpty()) {
      items.add(
          ActionCode.SEARCH_PATH,
          timed.kept().place(),
          String.join(", ", path.names()),
          path.written());
    }
    outcome.add(items);
    if (!path.schemas().isEmpty()) {
      plain(timed, "SET search_path = " + path.written() + ";\n", items);
    }
    outcome.add(timed.stage(), kept(timed), items);
    if (!path.schemas().isEmpty()) {
      plain(timed, "RESET search_path;\n", items);
    }
  }

  private void plain(Timed timed, String sql, Items items) {
    outcome.add(timed.stage(), new Rendered(sql, List.of()), items);
  }

  private Rendered kept(Timed timed) {
    String text = timed.piece().text();
    int start = timed.kept().place().start();
    int more = 0;
    int from = 0;
    if (timed.kept().makes()) {
      Matcher replaced = REPLACED.matcher(text);
      Matcher schema = NEW_SCHEMA.matcher(text);
      if (replaced.find()) {
        from = replaced.end();
        more = "OR REPLACE ".length();
        text = "CREATE OR REPLACE " + text.substring(from);
      } else if (schema.find()) {
        from = schema.end();
        more = "IF NOT EXISTS ".length();
        text = "CREATE SCHEMA IF NOT EXISTS " + text.substring(from);
      }
      if (timed.kept().kind().equals("SCHEMA")) {
        text = OWNER.matcher(text).replaceFirst("");
      } else if (timed.kept().kind().equals("MATERIALIZED VIEW")) {
        text = NO_DATA.matcher(text).replaceFirst("");
      }
    }
    String written = text + ";\n";
    return new Rendered(written, marks(written, start, from, more));
  }

  /** Each line stands where it stood; behind what was put in, characters are shifted. */
  private static List<Rendered.Mark> marks(String written, int start, int from, int more) {
    List<Rendered.Mark> marks = new ArrayList<>();
    marks.add(new Rendered.Mark(0, start));
    for (int at = written.indexOf('\n'); at >= 0; at = written.indexOf('\n', at + 1)) {
      if (at + 1 < written.length()) {
        marks.add(new Rendered.Mark(at + 1, start + Math.max(from, at + 1 - more)));
      }
    }
    return marks;
  }
}
