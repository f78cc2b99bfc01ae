package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Conditional;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * Brings the statements of one routine or trigger to standard ones. Expressions, queries and types
 * in them stay Oracle's: {@link OracleExpressions} comes afterwards.
 */
public final class OracleCode {
  private final Items items;
  private final CodeScope scope;
  private final Conditions conditions;
  private final CollectionStatements collections;
  private final CodeCalls calls;
  private final DynamicSql dynamic;
  private final OracleDml dml;
  private final Copies copies;
  private final OutFunctions outFunctions;
  private final BulkChanges bulkChanges;
  private final Transactions transactions;
  private final ObjectReads objectReads;
  private final UndoneChanges undone;
  private final Set<String> records = new LinkedHashSet<>();
  private final Set<String> nested = new HashSet<>();

  /** Statements of FORALL. */
  private final Set<Statement> repeated = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * For one routine.
   *
   * @param code all of it
   * @param mayCommit whether it is a procedure, which may end a transaction
   */
  public OracleCode(Items items, CodeScope scope, Node code, boolean mayCommit) {
    this.items = items;
    this.scope = scope;
    this.conditions = new Conditions(scope, items, code);
    this.collections = new CollectionStatements(items, scope);
    this.calls = new CodeCalls(items, scope, collections);
    this.dynamic = new DynamicSql(items, scope);
    this.dml = new OracleDml(items, scope);
    this.copies = new Copies(items, scope, collections);
    this.objectReads = new ObjectReads(collections, copies);
    this.outFunctions = new OutFunctions(items, scope, copies);
    this.bulkChanges = new BulkChanges(scope, copies);
    this.transactions = new Transactions(items, mayCommit);
    this.undone = new UndoneChanges(scope);
  }

  /** The body in standard statements. */
  public Code.Block standard(Code.Block body) {
    Code.Block called =
        Rewriter.rewrite(new Methods(scope, collections).called(body), this::procedure);
    Code.Block jumping = Jumps.replaced(called);
    Code.Block saved = new SavedExceptions(items, conditions).replaced(jumping);
    Code.Block committed = transactions.moved(saved);
    Rewriter.walk(committed, this::look);
    Code.Block counted = inserted(new CursorAttributes().replaced(committed));
    Code.Block named = new LoggedErrors(items, scope.model()).replaced(counted);
    Code.Block fetched = new FetchedValues(items, scope).kept(named);
    Code.Block coded = new ErrorCodes(items).replaced(fetched);
    Rewriter.walk(coded, this::lookIntoForAll);
    Rewriter.walk(coded, this::lookIntoLoop);
    Code.Block mapped =
        StatementLists.rewrite(
            coded, list -> list.stream().flatMap(it -> standard(it).stream()).toList());
    Rewriter.walk(mapped, this::leftBulk);
    Code.Block declared = Rewriter.rewrite(mapped, this::declared);
    List<Declaration> declarations = new ArrayList<>(declared.declarations());
    records.forEach(name -> declarations.add(record(Identifier.of(name))));
    declarations.addAll(copies.declared());
    return new Code.Block(
        List.copyOf(declarations), declared.statements(), declared.handlers(), declared.place());
  }

  /** A procedure with a function of its name beside it is called by its own. */
  private Node procedure(Node node) {
    return node instanceof Code.Invoke(var call, var place)
        ? switch (call) {
          case Expression.Call(var name, var arguments, var at) ->
              new Code.Invoke(new Expression.Call(procedure(name), arguments, at), place);
          case Expression.Reference(var name, var at) ->
              new Code.Invoke(new Expression.Reference(procedure(name), at), place);
          default -> node;
        }
        : node;
  }

  private Name procedure(Name name) {
    Identifier last =
        scope
            .member(name)
            .map(it -> scope.model().packages().procedure(it.unit(), name.last()))
            .orElse(name.last());
    if (last.equals(name.last())) {
      return name;
    }
    List<Identifier> parts = new ArrayList<>(name.parts());
    parts.set(parts.size() - 1, last);
    return new Name(List.copyOf(parts), name.link());
  }

  /** INSERT into several tables, before its rows are counted. */
  private static Code.Block inserted(Code.Block body) {
    return StatementLists.rewrite(
        body,
        list ->
            list.stream()
                .flatMap(
                    it ->
                        it instanceof Dml.MultiInsert insert
                            ? MultiInserts.standard(insert).orElse(List.of(insert)).stream()
                            : Stream.of(it))
                .toList());
  }

  private void lookIntoForAll(Node node) {
    if (node instanceof Code.ForAll it) {
      Rewriter.walk(
          it,
          inner -> {
            if (inner instanceof Dml rows) {
              repeated.add(rows);
            }
          });
    }
  }

  /** A loop over rows within one whose row has the same name has a row of its own. */
  private void lookIntoLoop(Node node) {
    if (node instanceof Code.Loop(Code.ForQuery(var outer, _, _), var statements, _)) {
      for (Statement statement : statements) {
        Rewriter.walk(
            statement,
            it -> {
              if (it instanceof Code.ForQuery inner && inner.variable().equals(outer)) {
                nested.add(outer.text());
              }
            });
      }
    }
  }

  private void leftBulk(Node node) {
    if (node instanceof Query.Into into && into.isBulk()) {
      items.block(ActionCode.BULK, into.place(), "this BULK COLLECT INTO");
    }
  }

  private static Declaration record(Identifier name) {
    return new Declaration.Variable(
        name, false, Tree.type("RECORD"), false, Optional.empty(), Place.NONE);
  }

  /** Finds what has no counterpart wherever it stands, and what stands in a block with handlers. */
  private void look(Node node) {
    switch (node) {
      case Code.Block block when undone.matters(block) && !transactions.isUndone(block) ->
          items.add(ActionCode.ROLLED_BACK, block.handlers().getFirst().place());
      case Declaration.Variable it when isPadded(it) ->
          items.add(ActionCode.PADDED_TEXT, it.place(), it.name());
      case Conditional it -> unknown("conditional compilation", it);
      case Statement.Unknown(_, var reason, _, var place) ->
          items.block(ActionCode.NOT_READ, place, reason);
      default -> {
        // Has a rule, or says nothing by itself.
      }
    }
  }

  /** Of one character nothing is padded but NULL, which stays NULL. */
  private static boolean isPadded(Declaration.Variable variable) {
    return variable.type() instanceof Type.Named(var name, var arguments, _, _, _)
        && (name.is("CHAR") || name.is("NCHAR") || name.is("CHARACTER"))
        && !arguments.isEmpty()
        && !arguments.getFirst().equals("1");
  }

  private void unknown(String what, Node node) {
    items.block(ActionCode.NO_RULE, node.place(), what);
  }

  private List<Statement> standard(Statement statement) {
    return outFunctions.hoisted(statement).stream()
        .flatMap(it -> copies.through(it).stream())
        .flatMap(
            it ->
                switch (it) {
                  case Code code -> standard(code).stream();
                  case Dml.Read read -> read(read);
                  case Dml rows -> changed(rows, repeated.contains(statement)).stream();
                  default -> Stream.of(it);
                })
        .toList();
  }

  /**
   * A change of rows.
   *
   * @param isRepeated in FORALL
   */
  private List<Statement> changed(Dml rows, boolean isRepeated) {
    Dml standard = dml.standard(rows);
    return bulkChanges.standard(standard, isRepeated).orElse(List.of(standard));
  }

  /** The statement of FORALL. */
  private Statement repeated(Statement statement) {
    if (statement instanceof Code.Block) {
      return statement; // its list is standard already
    }
    List<Statement> all = statement instanceof Dml rows ? changed(rows, true) : standard(statement);
    return all.size() == 1 ? all.getFirst() : new Code.Block(List.of(), all, List.of(), Place.NONE);
  }

  /** What FORALL returns takes the place of what was in the collection. */
  private static List<Statement> emptied(Code.ForAll forAll) {
    List<Statement> all = new ArrayList<>();
    Rewriter.walk(
        forAll.statement(),
        node -> {
          if (node instanceof Dml.Returning(_, var into, _)
              && into.filter(Query.Into::isBulk).isPresent()) {
            into.get()
                .targets()
                .forEach(it -> all.add(new Code.Assign(it, Tree.string("{}"), Place.NONE)));
          }
        });
    return all;
  }

  private Stream<Statement> read(Dml.Read read) {
    return objectReads
        .apart(read)
        .map(
            all ->
                all.stream()
                    .flatMap(
                        it ->
                            it instanceof Code.Assign assign
                                ? standard((Code) assign).stream()
                                : Stream.of(it)))
        .orElseGet(() -> standard(collections.bulk(read), read));
  }

  /** A query that became an assignment may be one to a package's variable. */
  private Stream<Statement> standard(Statement changed, Dml.Read read) {
    return changed instanceof Code.Assign assign
        ? copies.assigned(assign).stream()
        : Stream.of(changed.equals(read) ? read : changed);
  }

  private List<Statement> standard(Code statement) {
    return switch (statement) {
      case Code.Assign assign ->
          copies.assigned(scope.collections().maps().assigned(assign).orElse(assign));
      case Code.Loop loop -> List.of(loop(loop));
      case Code.Labeled labeled -> labeled(labeled);
      case Code.Raise(var exception, var place) when exception.isPresent() ->
          List.of(raise(exception.get(), place));
      case Code.Invoke invoke -> {
        Statement done = calls.standard(invoke);
        yield done instanceof Code.Assign assign
            ? copies.assigned(scope.collections().maps().assigned(assign).orElse(assign))
            : List.of(done);
      }
      case Code.Execute execute when DynamicTexts.isOfSession(execute.text()) -> {
        items.add(ActionCode.LEFT_OUT, execute.place(), "ALTER SESSION");
        yield List.of(new Code.Nothing(execute.place()));
      }
      case Code.Execute execute -> List.of(dynamic.standard(execute));
      case Code.Open open -> List.of(dynamic.standard(open));
      case Code.Transaction transaction -> {
        yield List.of(transactions.standard(transaction));
      }
      case Code.Goto it -> {
        items.block(ActionCode.GOTO, it.place());
        yield List.of(it);
      }
      case Code.Fetch fetch when fetch.into().isBulk() -> collections.fetch(fetch, copies);
      case Code.ForAll it -> {
        List<Statement> all = emptied(it);
        all.add(collections.forAll(it, repeated(it.statement())));
        yield List.copyOf(all);
      }
      case Pragma _ -> List.of();
      default -> List.of(statement);
    };
  }

  private Statement raise(Name exception, Place place) {
    if (conditions.isOwn(exception)) {
      return new Code.Signal(
          "EXCEPTION",
          Optional.of(Tree.string(conditions.own(exception, place))),
          Tree.string(exception.last().text()),
          place);
    }
    return new Code.Raise(Optional.of(conditions.condition(exception, place)), place);
  }

  /** A label is only kept where something can leave by it. */
  private List<Statement> labeled(Code.Labeled labeled) {
    Optional<Statement> statement = labeled.statement();
    if (statement.isEmpty()) {
      return List.of();
    }
    List<Statement> all = standard(statement.get());
    if (statement.get() instanceof Code.Loop
        && all.size() == 1
        && all.getFirst() instanceof Code.Block(var declared, var inner, var handlers, var at)
        && inner.size() == 1) {
      // CONTINUE goes to a loop's label alone.
      Statement loop =
          new Code.Labeled(labeled.label(), Optional.of(inner.getFirst()), labeled.place());
      return List.of(new Code.Block(declared, List.of(loop), handlers, at));
    }
    return all.size() == 1
            && (all.getFirst() instanceof Code.Loop || all.getFirst() instanceof Code.Block)
        ? List.of(new Code.Labeled(labeled.label(), Optional.of(all.getFirst()), labeled.place()))
        : all;
  }

  private Statement loop(Code.Loop loop) {
    return switch (loop.head()) {
      // PostgreSQL counts from the first to the second, also down.
      case Code.ForRange(var variable, var isReverse, var low, var high, var place)
          when isReverse ->
          new Code.Loop(
              new Code.ForRange(variable, true, /* low= */ high, /* high= */ low, place),
              loop.statements(),
              loop.place());
      case Code.ForQuery it -> overRows(loop, it.variable());
      case Code.ForIterations it -> {
        unknown("the iteration " + it.words().text(), it);
        yield loop;
      }
      case Code.ForCursor(_, var cursor, var place) -> {
        Name name =
            switch (cursor) {
              case Expression.Reference(var of, _) -> of;
              case Expression.Call(var of, _, _) -> of;
              default -> Name.of("?");
            };
        if (scope.local(name).filter(Declaration.Cursor.class::isInstance).isEmpty()) {
          items.block(ActionCode.NO_RULE, place, "the cursor " + name + " of a package");
        }
        yield loop;
      }
      case Code.Forever _, Code.While _, Code.ForRange _, Code.ForChange _ -> loop;
    };
  }

  /** The row of a query must be declared. */
  private Statement overRows(Code.Loop loop, Identifier variable) {
    boolean isOwnName =
        scope.local(Name.of(variable)).filter(it -> it instanceof Code.Head).isPresent();
    if (isOwnName && !nested.contains(variable.text())) {
      records.add(variable.text());
      return loop;
    }
    return new Code.Block(List.of(record(variable)), List.of(loop), List.of(), Place.NONE);
  }

  /** Blocks declare what PostgreSQL can, and handlers wait for its conditions. */
  private Node declared(Node node) {
    return switch (node) {
      case Code.Block(var declarations, var statements, var handlers, var place) ->
          new Code.Block(
              declarations.stream().filter(this::isDeclared).map(this::bare).toList(),
              statements.isEmpty() ? List.of(new Code.Nothing(Place.NONE)) : statements,
              handlers,
              place);
      case Code.Handler(var exceptions, var statements, var place) ->
          new Code.Handler(
              exceptions.stream().flatMap(it -> conditions.handled(it, place)).distinct().toList(),
              statements,
              place);
      default -> node;
    };
  }

  private boolean isDeclared(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Variable _, Declaration.Cursor _ -> true;
      case Routine it -> {
        unknown("a routine within a routine", it);
        yield false;
      }
      case Declaration.ExceptionName _,
          Declaration.TypeOf _,
          Declaration.Attribute _,
          Declaration.ConditionHandler _,
          Declaration.ConditionName _,
          Pragma _,
          Conditional _,
          Statement.Unknown _ ->
          false;
    };
  }

  private Declaration bare(Declaration declaration) {
    if (!(declaration
        instanceof Declaration.Cursor(var name, var parameters, _, var query, var place))) {
      return declaration;
    }
    if (query.isEmpty()) {
      unknown("a cursor without a query", declaration);
    }
    List<Routine.Parameter> plain = new ArrayList<>();
    for (Routine.Parameter parameter : parameters) {
      if (parameter.value().isPresent()) {
        unknown("the default of a cursor's parameter", parameter);
      }
      plain.add(
          new Routine.Parameter(
              parameter.name(), "", false, parameter.type(), Optional.empty(), parameter.place()));
    }
    return new Declaration.Cursor(name, List.copyOf(plain), Optional.empty(), query, place);
  }
}
