package org.godwit.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.sql.Conditional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Rendered;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * A package becomes a schema with its name: its routines stand in it, its record types, and for
 * each of its variables a function that reads it and a procedure that sets it. What can't be
 * converted is left out alone, with its source as a comment at its place.
 */
final class PackageConversion {
  private final Context context;
  private final Outcome outcome;
  private PackageStart start = PackageStart.NONE;
  private final Map<Name, Integer> overloads = new HashMap<>();
  private int routines;
  private int converted;

  PackageConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  /** CREATE PACKAGE. */
  void specification(Piece piece, ObjectId id) {
    Ddl.CreatePackage it = (Ddl.CreatePackage) piece.statement();
    schema(piece, it.name().last());
    start = PackageStart.of(context, it.name().last());
    for (Declaration declaration : it.declarations()) {
      declaration(piece, it.name().last(), declaration);
    }
    ObjectId body = new ObjectId(ObjectKind.PACKAGE_BODY, id.schema(), id.name());
    boolean hasRoutines = it.declarations().stream().anyMatch(Routine.class::isInstance);
    if (hasRoutines && context.model().pieces(body).isEmpty()) {
      Items items = piece.items();
      items.add(ActionCode.TABLE_NOT_HERE, Place.NONE, body);
      outcome.addPart(items);
    }
  }

  /** CREATE PACKAGE BODY. */
  void body(Piece piece) {
    Ddl.CreatePackageBody it = (Ddl.CreatePackageBody) piece.statement();
    schema(piece, it.name().last());
    start = PackageStart.of(context, it.name().last());
    for (Declaration declaration : it.declarations()) {
      declaration(piece, it.name().last(), declaration);
    }
    Items items = piece.items();
    start
        .routine()
        .ifPresent(
            block -> {
              List<Ddl> done =
                  new RoutineConversion(context)
                      .converted(block, block.name(), it.name().last().text(), items);
              if (start.isWritten()) {
                done.forEach(ddl -> write(ddl, items));
              } else {
                items.add(ActionCode.INITIALISATION, block.place());
              }
            });
    outcome.addPart(items);
    if (routines > 0 && converted == 0) {
      Items none = piece.items();
      none.block(ActionCode.NOT_YET, Place.NONE, "package without any routine that can be");
      outcome.add(none);
    }
  }

  private void write(Ddl ddl, Items items) {
    outcome.add(Stage.CODE, context.render(ddl), items);
    outcome.routines().in(ddl, items);
  }

  private void schema(Piece piece, Identifier name) {
    outcome.add(
        Stage.SCHEMA, new Rendered(Conversion.createSchema(name.text()), List.of()), piece.items());
  }

  private void declaration(Piece piece, Identifier unit, Declaration declaration) {
    Items items = piece.items();
    switch (declaration) {
      case Routine it when it.body().isPresent() || it.external().isPresent() ->
          routine(piece, unit, it, items);
      case Declaration.Variable it -> variable(piece, unit, it, items);
      case Declaration.TypeOf(var name, Declaration.RecordOf record, _) -> {
        Name type = Name.of(unit, name);
        CodeScope scope = CodeScope.of(context.model(), unit.text(), type, record);
        Ddl.CreateType done = new RecordTypes(context).converted(type, record, scope, items);
        written(piece, declaration, items, context.render(done));
      }
      case Declaration.Cursor it ->
          items.add(ActionCode.NO_RULE, it.place(), "the cursor " + it.name() + " of a package");
      case Conditional it -> items.add(ActionCode.NO_RULE, it.place(), "conditional compilation");
      case Statement.Unknown(_, var reason, _, var place) ->
          items.add(ActionCode.NOT_READ, place, reason);
      case Routine _,
          Declaration.TypeOf _,
          Declaration.ExceptionName _,
          Declaration.Attribute _,
          Pragma _ -> {
        // Told by its body, or where it is used.
      }
    }
    outcome.addPart(items);
  }

  private void routine(Piece piece, Identifier unit, Routine routine, Items items) {
    routines++;
    Name name = Name.of(unit, routine.name().last());
    int overload = overloads.merge(name, 1, Integer::sum);
    Identifier last = routine.name().last();
    Name prefix =
        overload == 1
            ? name
            : Name.of(unit, new Identifier(last.text() + "_" + overload, last.isQuoted()));
    List<Ddl> done =
        new RoutineConversion(context).converted(routine, name, prefix, unit.text(), items);
    if (!items.isBlocked()) {
      converted++;
      outcome.routines().made(name);
      done.forEach(it -> write(start.before(it, name), items));
    } else {
      outcome.routines().leftOut(name);
      leftOut(piece, routine, items);
    }
  }

  private void written(Piece piece, Node source, Items items, Rendered rendered) {
    if (items.isBlocked()) {
      leftOut(piece, source, items);
    } else {
      outcome.add(Stage.CODE, rendered, items);
    }
  }

  /** The source as a comment, so that it is at hand where it is missing. */
  private void leftOut(Piece piece, Node source, Items items) {
    StringBuilder text = new StringBuilder("-- Not converted, see the action items:\n");
    piece.textOf(source).lines().forEach(line -> text.append("-- | ").append(line).append('\n'));
    outcome.add(Stage.CODE, new Rendered(text.toString(), List.of()), items);
  }

  private void variable(Piece piece, Identifier unit, Declaration.Variable variable, Items items) {
    if (!variable.isConstant()) {
      items.add(ActionCode.PACKAGE_VARIABLE, variable.place(), variable.name());
    }
    boolean isRow =
        CodeScope.of(context.model(), unit.text(), Name.of(unit, variable.name()), variable)
            .isRow(variable.type());
    for (Routine accessor : PackageVariable.accessors(unit, variable, isRow)) {
      CodeScope scope = CodeScope.of(context.model(), unit.text(), accessor.name(), accessor);
      Routine done = new RoutineConversion(context).signed(context.code(accessor, scope, items));
      if (items.isBlocked()) {
        outcome.routines().leftOut(accessor.name());
        leftOut(piece, variable, items);
        return;
      }
      Ddl made = new Ddl.CreateRoutine(List.of(), done, variable.place());
      write(variable.isConstant() ? made : start.before(made, accessor.name()), items);
    }
  }
}
