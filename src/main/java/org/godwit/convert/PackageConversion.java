package org.godwit.convert;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Conditional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Rendered;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * A package becomes a schema with its name: its routines stand in it, its record types, and for
 * each of its variables a function that reads it and a procedure that sets it. What can't be
 * converted is left out alone, with its source as a comment at its place.
 */
final class PackageConversion {
  /** How a routine begins; the second group is a quoted name's text. */
  private static final Pattern ROUTINE =
      Pattern.compile("(?i)\\s*(?:PROCEDURE|FUNCTION)\\s+(\\w[\\w$#]*|\"([^\"]+)\")");

  private final Context context;
  private final Outcome outcome;
  private PackageStart start = PackageStart.NONE;
  private final Map<Name, Integer> overloads = new HashMap<>();
  private final Set<String> signatures = new HashSet<>();
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
              done.forEach(ddl -> write(ddl, items));
            });
    outcome.addPart(items);
    if (routines > 0 && converted == 0) {
      Items none = piece.items();
      none.block(ActionCode.NOT_YET, Place.NONE, "package without any routine that can be");
      outcome.add(none);
    }
  }

  /** What a compound trigger declares. */
  void compound(Piece piece, Identifier trigger, List<Declaration> declarations) {
    schema(piece, trigger);
    for (Declaration declaration : declarations) {
      declaration(piece, trigger, declaration);
    }
  }

  /** The methods of an object type's body, and what chooses them by an object's own type. */
  void methods(Ddl.CreateType type, Piece piece) {
    List<ObjectTypes.Method> all = new ArrayList<>();
    context
        .model()
        .types()
        .dispatchers(type)
        .forEach(it -> all.add(new ObjectTypes.Method(it, piece)));
    all.addAll(context.model().types().methods(type));
    routines(type, piece, all);
  }

  private void routines(Ddl.CreateType type, Piece piece, List<ObjectTypes.Method> all) {
    if (all.isEmpty()) {
      return;
    }
    outcome.add(
        Stage.CODE,
        new Rendered(Conversion.createSchema(type.name().last().text()), List.of()),
        piece.items());
    for (ObjectTypes.Method method : all) {
      Items items = method.piece().items();
      routine(method.piece(), type.name().last(), method.routine(), items);
      outcome.addPart(items);
    }
  }

  private void write(Ddl ddl, Items items) {
    Stage stage = ddl instanceof Ddl.CreateType ? Stage.RECORD_TYPE : Stage.CODE;
    outcome.add(stage, context.render(ddl), items);
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
        Ddl.CreateType done = new RecordTypes(context).whole(type, record, scope, items);
        if (items.isBlocked()) {
          leftOut(piece, declaration, items);
        } else {
          write(done, items);
        }
      }
      case Conditional it -> {
        items.add(ActionCode.NO_RULE, it.place(), "conditional compilation");
        Rewriter.walk(
            it,
            node -> {
              if (node instanceof Routine routine && routine.body().isPresent()) {
                unmade(unit, routine.name().last());
              }
            });
      }
      case Statement.Unknown(var text, var reason, _, var place) -> {
        items.add(ActionCode.NOT_READ, place, reason);
        Matcher routine = ROUTINE.matcher(text);
        if (routine.lookingAt()) {
          boolean isQuoted = routine.group(1).startsWith("\"");
          String name = isQuoted ? routine.group(2) : routine.group(1).toUpperCase(Locale.ROOT);
          unmade(unit, new PostgresNames().of(new Identifier(name, isQuoted)));
        }
      }
      case Pragma it when it.name().is("SERIALLY_REUSABLE") ->
          items.add(ActionCode.NO_RULE, it.place(), "PRAGMA SERIALLY_REUSABLE");
      case Routine _,
          Declaration.TypeOf _,
          Declaration.ExceptionName _,
          Declaration.Attribute _,
          Declaration.ConditionHandler _,
          Declaration.ConditionName _,
          Declaration.Cursor _,
          Pragma _ -> {
        // Told by its body, or where it is used.
      }
    }
    outcome.addPart(items);
  }

  /** A routine whose text nobody could read. */
  private void unmade(Identifier unit, Identifier name) {
    routines++;
    outcome.routines().leftOut(Name.of(unit, name));
  }

  private void routine(Piece piece, Identifier unit, Routine routine, Items items) {
    routines++;
    boolean isProcedure = routine.kind().equals("PROCEDURE");
    Identifier last =
        isProcedure
            ? context.model().packages().procedure(unit.text(), routine.name().last())
            : routine.name().last();
    Name name = Name.of(unit, last);
    if (!last.equals(routine.name().last())) {
      items.add(
          ActionCode.PROCEDURE_BESIDE, routine.place(), Name.of(unit, routine.name().last()), name);
    }
    int overload = overloads.merge(name, 1, Integer::sum);
    Name prefix =
        overload == 1
            ? name
            : Name.of(unit, new Identifier(last.text() + "_" + overload, last.isQuoted()));
    List<Ddl> done =
        new RoutineConversion(context).converted(routine, name, prefix, unit.text(), items);
    if (!items.isBlocked()) {
      converted++;
      outcome.routines().made(name);
      done.forEach(it -> write(distinct(start.before(it, name), name, prefix, items), items));
    } else {
      outcome.routines().leftOut(name);
      leftOut(piece, routine, items);
    }
  }

  /** Overloads that are told apart by types that are one on the target get names of their own. */
  private Ddl distinct(Ddl ddl, Name name, Name other, Items items) {
    if (!(ddl instanceof Ddl.CreateRoutine(var modifiers, var it, var place))
        || !it.name().equals(name)) {
      return ddl;
    }
    String signature =
        it.parameters().stream()
            .filter(parameter -> !parameter.mode().equals("OUT"))
            .map(parameter -> PostgresTypes.signature(parameter.type()))
            .collect(joining(", ", name + "(", ")"));
    if (signatures.add(signature)) {
      return ddl;
    }
    items.add(ActionCode.SAME_OVERLOAD, it.place(), name, other);
    return new Ddl.CreateRoutine(modifiers, RoutineConversion.named(it, other), place);
  }

  /** The source as a comment, so that it is at hand where it is missing. */
  private void leftOut(Piece piece, Node source, Items items) {
    StringBuilder text = new StringBuilder("-- Not converted, see the action items:\n");
    piece.textOf(source).lines().forEach(line -> text.append("-- | ").append(line).append('\n'));
    outcome.add(Stage.CODE, new Rendered(text.toString(), List.of()), items);
  }

  private Routine accessor(Identifier unit, Routine accessor, Items items) {
    Items attempt = items.part();
    Routine done = code(unit, accessor, attempt);
    items.addAll(attempt);
    if (!attempt.isBlocked()) {
      return done;
    }
    Items kept = items.part();
    Routine left = Gaps.without(accessor, attempt, kept).orElse(accessor);
    items.addAll(kept);
    return code(unit, left, items);
  }

  private Routine code(Identifier unit, Routine accessor, Items items) {
    CodeScope scope = CodeScope.of(context.model(), unit.text(), accessor.name(), accessor);
    return new RoutineConversion(context).signed(context.code(accessor, scope, items));
  }

  private void variable(Piece piece, Identifier unit, Declaration.Variable variable, Items items) {
    if (!variable.isConstant()) {
      items.add(ActionCode.PACKAGE_VARIABLE, variable.place(), variable.name());
    }
    boolean isRow =
        CodeScope.of(context.model(), unit.text(), Name.of(unit, variable.name()), variable)
            .isRow(variable.type());
    for (Routine accessor : PackageVariable.accessors(unit, variable, isRow)) {
      Routine done = accessor(unit, accessor, items);
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
