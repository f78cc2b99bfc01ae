package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.mysql.MySqlExpressions;
import org.godwit.sql.Ddl;
import org.godwit.sql.Name;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Query;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;
import org.godwit.sql.TableElement;

/** Converts one object of MySQL or MariaDB. */
final class MySqlObjects {
  private static final String NOT_EXTRACTED = "NOT EXTRACTED:";
  private static final int WITH_CALLERS_RIGHTS = 15;

  private final Source source;
  private final SchemaModel model;
  private final StatementRenderer renderer;
  private final PostgresVersion version;
  private final SchemaObject object;
  private final Outcome outcome = new Outcome();

  MySqlObjects(
      Source source,
      SchemaModel model,
      StatementRenderer renderer,
      PostgresVersion version,
      SchemaObject object) {
    this.source = source;
    this.model = model.in(object.id().schema());
    this.renderer = renderer;
    this.version = version;
    this.object = object;
  }

  ConvertedObject convert() {
    switch (object.id().kind()) {
      case TABLE -> {
        if (!standsForView()) {
          new MySqlTableConversion(source, model, renderer, outcome).convert(object);
        }
      }
      case INDEX -> made(Ddl.CreateIndex.class).ifPresent(this::index);
      case VIEW -> made(Ddl.CreateView.class).ifPresent(this::view);
      case FUNCTION, PROCEDURE -> made(Ddl.CreateRoutine.class).ifPresent(code()::routine);
      case TRIGGER -> made(Ddl.CreateTrigger.class).ifPresent(code()::trigger);
      case EVENT -> made(Ddl.CreateEvent.class).ifPresent(code()::event);
      case SEQUENCE -> made(Ddl.CreateSequence.class).ifPresent(this::sequence);
      case SCRIPT -> object.pieces().forEach(this::leftOut);
      case UNKNOWN -> object.pieces().forEach(this::unknown);
      default -> notYet();
    }
    return outcome.of(object);
  }

  /** Older dumps make a table for each view, and drop it where the view comes. */
  private boolean standsForView() {
    ObjectId view = new ObjectId(ObjectKind.VIEW, object.id().schema(), object.id().name());
    boolean isDropped =
        object.pieces().stream()
            .anyMatch(it -> it.statement() instanceof Ddl.Drop drop && drop.kind().equals("TABLE"));
    if (!isDropped || model.pieces(view).isEmpty()) {
      return false;
    }
    Piece first = object.pieces().getFirst();
    Items items = first.items();
    items.add(ActionCode.LEFT_OUT, first.statement().place(), "the table in the place of " + view);
    outcome.addPart(items);
    return true;
  }

  private Optional<Piece> made(Class<? extends Statement> kind) {
    Optional<Piece> found = Makers.of(object, kind, outcome);
    if (found.isEmpty()) {
      Piece first = object.pieces().getFirst();
      Items items = first.items();
      items.block(ActionCode.TABLE_NOT_HERE, first.statement().place(), object.id());
      outcome.add(items);
    }
    return found;
  }

  private MySqlRoutineConversion code() {
    return new MySqlRoutineConversion(source, model, renderer, outcome);
  }

  private void notYet() {
    Piece first = object.pieces().getFirst();
    Items items = first.items();
    items.block(ActionCode.NOT_YET, first.statement().place(), object.id().kind().words());
    outcome.add(items);
  }

  private void leftOut(Piece piece) {
    Items items = piece.items();
    String what =
        switch (piece.statement()) {
          case Statement.Command(var word, var text, _) ->
              word.equals("PROMPT") && text.startsWith(NOT_EXTRACTED)
                  ? text
                  : "the client's command " + word;
          case Statement.Other(var words, _, _) -> words;
          case Ddl.Drop it -> "DROP " + it.kind();
          default -> "a statement";
        };
    boolean isGap = what.startsWith(NOT_EXTRACTED);
    items.add(
        isGap ? ActionCode.NOT_EXTRACTED : ActionCode.NOT_SCHEMA,
        piece.statement().place(),
        isGap ? what.substring(NOT_EXTRACTED.length()).strip() : what);
    outcome.addPart(items);
  }

  private void unknown(Piece piece) {
    Items items = piece.items();
    if (piece.statement() instanceof Statement.Unknown(_, var reason, _, var place)) {
      items.block(ActionCode.NOT_READ, place, reason);
    }
    outcome.add(items);
  }

  private MySqlExpressions expressions(Items items, org.godwit.sql.Node root) {
    return new MySqlExpressions(items, model, source == Source.MARIADB, root);
  }

  private void view(Piece piece) {
    Ddl.CreateView view = (Ddl.CreateView) piece.statement();
    Items items = piece.items();
    Query query = expressions(items, view).query(view.query());
    boolean isCallers = view.modifiers().contains("SQL SECURITY INVOKER");
    boolean isLacking = isCallers && version.isBefore(WITH_CALLERS_RIGHTS);
    if (isLacking) {
      items.add(
          ActionCode.LACKING,
          view.place(),
          version,
          "view with the rights of its caller",
          WITH_CALLERS_RIGHTS,
          "this one has those of its owner");
    }
    outcome.add(items);
    if (outcome.isBlocked()) {
      return;
    }
    List<String> options = isCallers && !isLacking ? List.of("security_invoker = true") : List.of();
    Ddl.CreateView changed =
        new Ddl.CreateView(
            List.of(),
            view.name(),
            view.columns(),
            Optional.empty(),
            options,
            query,
            view.restriction(),
            view.place());
    outcome.add(Stage.CODE, renderer.render(changed), items);
  }

  private void sequence(Piece piece) {
    Ddl.CreateSequence sequence = (Ddl.CreateSequence) piece.statement();
    Items items = piece.items();
    List<SequenceOption> named = new ArrayList<>();
    for (SequenceOption option : sequence.options()) {
      String words =
          switch (option.words()) {
            case "START" -> "START WITH";
            case "INCREMENT" -> "INCREMENT BY";
            default -> option.words();
          };
      named.add(new SequenceOption(words, option.value(), option.place()));
    }
    List<SequenceOption> options = SequenceOptions.kept(named, SequenceOptions.LONG_MAX, items);
    outcome.add(items);
    outcome.add(
        Stage.SEQUENCE,
        renderer.render(new Ddl.CreateSequence(sequence.name(), options, sequence.place())),
        items);
  }

  /** Of the same form as a task's load makes it. */
  private void index(Piece piece) {
    Ddl.CreateIndex index = (Ddl.CreateIndex) piece.statement();
    Items items = piece.items();
    Name table = model.qualified(index.table(), EnumSet.of(ObjectKind.TABLE));
    if (model.find(index.table(), EnumSet.of(ObjectKind.TABLE)).isEmpty()) {
      items.add(ActionCode.TABLE_NOT_HERE, index.place(), "table " + index.table());
    }
    if (index.kind().equals("SPATIAL")) {
      items.block(ActionCode.DOMAIN_INDEX, index.place());
    }
    List<OrderItem> columns = new ArrayList<>();
    List<TableElement.Column> known = model.columns(index.table());
    MySqlExpressions expressions = expressions(items, index);
    expressions.addColumns(known);
    for (OrderItem column : index.columns()) {
      columns.add(
          new OrderItem(
              MySqlTableConversion.indexed(column.value(), known, expressions),
              column.direction(),
              OrderItem.Nulls.UNSAID,
              column.place()));
    }
    boolean isText = index.kind().equals("FULLTEXT");
    Ddl.CreateIndex changed =
        new Ddl.CreateIndex(
            index.kind().equals("UNIQUE") ? "UNIQUE" : isText ? "GIN" : "",
            Name.of(index.name().last()),
            false,
            table,
            Optional.empty(),
            isText ? List.of(WordIndex.of(columns)) : List.copyOf(columns),
            List.of(),
            index.place());
    outcome.add(items);
    if (!outcome.isBlocked()) {
      outcome.add(Stage.INDEX, renderer.render(changed), items);
    }
  }
}
