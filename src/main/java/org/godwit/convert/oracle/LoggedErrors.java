package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ErrorTables;
import org.godwit.convert.Items;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * A change with LOG ERRORS becomes a loop over its rows, with a handler that writes what was
 * refused into the table of errors: {@link ChangedRows} says which rows, and what is done with
 * each. With REJECT LIMIT 0, which is Oracle's default, the first error ends the statement, so that
 * it stays one.
 */
final class LoggedErrors {
  private static final Expression KEPT = Tree.reference("_rows_kept");
  private static final Expression REFUSED = Tree.reference("_rows_refused");
  private static final String UNLIMITED = "UNLIMITED";
  private static final int TEXT_MAX = 4000;

  private final Items items;
  private final SchemaModel model;

  LoggedErrors(Items items, SchemaModel model) {
    this.items = items;
    this.model = model;
  }

  /** The body with such loops. */
  Code.Block replaced(Code.Block body) {
    Code.Block repeated =
        Rewriter.rewrite(body, node -> node instanceof Code.ForAll it ? inBlock(it) : node);
    Code.Block looping = StatementLists.rewrite(repeated, this::replaced);
    boolean[] isCounted = new boolean[1];
    Rewriter.walk(looping, node -> isCounted[0] |= node.equals(KEPT));
    if (!isCounted[0]) {
      return looping;
    }
    List<Declaration> declarations = new ArrayList<>(looping.declarations());
    declarations.add(
        variable(((Expression.Reference) KEPT).name().last(), Tree.type("PLS_INTEGER")));
    return new Code.Block(
        List.copyOf(declarations), looping.statements(), looping.handlers(), looping.place());
  }

  private static Declaration variable(Identifier name, Type type) {
    return new Declaration.Variable(name, false, type, false, Optional.empty(), Place.NONE);
  }

  /** FORALL's statement becomes a list, in which it may be several. */
  private static Code.ForAll inBlock(Code.ForAll it) {
    return it.statement() instanceof Dml change && log(change).isPresent()
        ? new Code.ForAll(
            it.variable(),
            it.bounds(),
            it.savesExceptions(),
            new Code.Block(List.of(), List.of(change), List.of(), Place.NONE),
            it.place())
        : it;
  }

  private static Optional<Dml.ErrorLog> log(Dml change) {
    return switch (change) {
      case Dml.Insert it -> it.errorLog();
      case Dml.Update it -> it.errorLog();
      case Dml.Delete it -> it.errorLog();
      case Dml.Merge it -> it.errorLog();
      default -> Optional.empty();
    };
  }

  private List<Statement> replaced(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (int at = 0; at < statements.size(); at++) {
      Statement statement = statements.get(at);
      Optional<Dml.ErrorLog> log = statement instanceof Dml it ? log(it) : Optional.empty();
      if (log.isEmpty()) {
        all.add(statement);
        continue;
      }
      String limit = log.get().rejectLimit().orElse("0");
      Name table = ErrorTables.name(target((Dml) statement), log.get().into());
      if (limit.equals("0")) {
        items.add(ActionCode.ERRORS_LOGGED, log.get().place(), table);
        all.add(ChangedRows.withoutLog((Dml) statement));
        continue;
      }
      Code.Diagnostics count =
          at + 1 < statements.size()
                  && statements.get(at + 1) instanceof Code.Diagnostics it
                  && it.item().equals("ROW_COUNT")
              ? it
              : null;
      Optional<ChangedRows> rows = ChangedRows.of((Dml) statement, model);
      if (rows.isEmpty()) {
        all.add(statement); // which is an action item then
        continue;
      }
      items.add(ActionCode.ERRORS_LOGGED, log.get().place(), table);
      if (model.columns(table).isEmpty()) {
        items.add(ActionCode.TABLE_NOT_HERE, log.get().place(), "table " + table);
      }
      all.add(loop(rows.get(), log.get(), table, limit, count != null));
      if (count != null) {
        all.add(new Code.Assign(count.target(), KEPT, count.place()));
        at++;
      }
    }
    return List.copyOf(all);
  }

  private static Name target(Dml change) {
    FromItem target =
        switch (change) {
          case Dml.Insert it -> it.target();
          case Dml.Update it -> it.target();
          case Dml.Delete it -> it.target();
          case Dml.Merge it -> it.target();
          default -> throw new IllegalArgumentException("changes no rows");
        };
    return target instanceof FromItem.Table table ? table.name() : Name.of("?");
  }

  private Statement loop(
      ChangedRows rows, Dml.ErrorLog log, Name table, String limit, boolean isCounted) {
    boolean isLimited = !limit.equals(UNLIMITED);
    List<Declaration> declared = new ArrayList<>();
    declared.add(
        variable(ChangedRows.NEW_ROW, new Type.Anchored(rows.table(), "ROWTYPE", Place.NONE)));
    List<Statement> first = new ArrayList<>();
    if (isLimited) {
      declared.add(
          variable(((Expression.Reference) REFUSED).name().last(), Tree.type("PLS_INTEGER")));
      first.add(new Code.Assign(REFUSED, Tree.number("0"), Place.NONE));
    }
    if (isCounted) {
      first.add(new Code.Assign(KEPT, Tree.number("0"), Place.NONE));
    }
    List<Statement> each = new ArrayList<>(rows.each());
    if (isCounted) {
      Statement more = plusOne(KEPT);
      each.add(
          rows.isSure()
              ? more
              : ifThen(Tree.operation(Place.NONE, Operator.NOT, Tree.isNull(rows.kind())), more));
    }
    List<Code.Handler> handlers = new ArrayList<>();
    if (!rows.isInsert()) {
      // Of these Oracle logs no key that is there already: the statement fails.
      handlers.add(
          new Code.Handler(
              List.of(Name.of("DUP_VAL_ON_INDEX")),
              List.of(new Code.Raise(Optional.empty(), Place.NONE)),
              Place.NONE));
    }
    List<Statement> handled = new ArrayList<>();
    if (isLimited) {
      Expression most = limit.matches("\\d+") ? Tree.number(limit) : Tree.reference(limit);
      handled.add(
          ifThen(
              Tree.operation(Place.NONE, Operator.GREATER_OR_EQUAL, REFUSED, most),
              new Code.Raise(Optional.empty(), Place.NONE)));
      handled.add(plusOne(REFUSED));
    }
    handled.add(logged(rows, log, table));
    handlers.add(new Code.Handler(List.of(Name.of("OTHERS")), List.copyOf(handled), Place.NONE));
    List<Statement> all = new ArrayList<>(first);
    all.add(
        new Code.Loop(
            new Code.ForQuery(ChangedRows.ROW, rows.query(), rows.place()),
            List.of(
                new Code.Block(List.of(), List.copyOf(each), List.copyOf(handlers), Place.NONE)),
            rows.place()));
    return new Code.Block(List.copyOf(declared), List.copyOf(all), List.of(), rows.place());
  }

  private static Statement plusOne(Expression variable) {
    return new Code.Assign(
        variable, Tree.operation(Place.NONE, Operator.ADD, variable, Tree.number("1")), Place.NONE);
  }

  static Statement ifThen(Expression condition, Statement statement) {
    return new Code.If(
        List.of(new Code.Branch(condition, List.of(statement), Place.NONE)),
        Optional.empty(),
        Place.NONE);
  }

  private Statement logged(ChangedRows rows, Dml.ErrorLog log, Name table) {
    Map<Identifier, Expression> values = new LinkedHashMap<>();
    Place at = log.place();
    values.put(
        Identifier.of("ora_err_number$"),
        Tree.call(at, "ABS", new Expression.Reference(Name.of("SQLCODE"), at)));
    values.put(Identifier.of("ora_err_mesg$"), new Expression.Reference(Name.of("SQLERRM"), at));
    rows.rowPlace().ifPresent(it -> values.put(Identifier.of("ora_err_rowid$"), text(it)));
    values.put(Identifier.of("ora_err_optyp$"), rows.kind());
    log.tag().ifPresent(it -> values.put(Identifier.of("ora_err_tag$"), it));
    List<String> known = model.columns(table).stream().map(it -> it.name().text()).toList();
    rows.values()
        .forEach(
            (name, value) -> {
              if (known.isEmpty() || known.contains(name.text())) {
                values.put(name, text(value));
              }
            });
    return new Dml.Insert(
        List.of(),
        Tree.table(table),
        values.keySet().stream()
            .<Expression>map(it -> new Expression.Reference(Name.of(it), Place.NONE))
            .toList(),
        Query.of(
            new Query.Values(
                List.of(new Expression.Row(List.copyOf(values.values()), Place.NONE)), Place.NONE)),
        Optional.empty(),
        Optional.empty(),
        Place.NONE);
  }

  static Expression text(Expression value) {
    return Tree.cast(Place.NONE, value, Tree.type("VARCHAR2", Integer.toString(TEXT_MAX)));
  }
}
