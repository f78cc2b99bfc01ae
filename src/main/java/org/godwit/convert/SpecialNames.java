package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * Variables with the name of one that PL/pgSQL has of itself, such as FOUND, get another: what
 * rules write would read the program's, and a parameter of that name couldn't be read at all.
 */
final class SpecialNames {
  private static final Set<String> OF_ROUTINES = Set.of("found", "sqlstate");
  private static final Set<String> OF_TRIGGERS =
      Set.of(
          ("found sqlstate new old tg_op tg_name tg_when tg_level tg_relid tg_relname"
                  + " tg_table_name tg_table_schema tg_nargs tg_argv")
              .split(" "));

  private final Set<String> declared = new HashSet<>();

  private SpecialNames() {}

  /** The routine without such names; its parameters keep theirs and are copied. */
  static Routine without(Routine routine, SchemaModel model, Items items) {
    SpecialNames names = new SpecialNames();
    Rewriter.walk(routine, node -> names.look(node, OF_ROUTINES));
    if (names.declared.isEmpty() || routine.body().isEmpty()) {
      return routine;
    }
    names.refuse(model, items, routine);
    List<Declaration> copies = new ArrayList<>();
    for (int at = 0; at < routine.parameters().size(); at++) {
      Routine.Parameter parameter = routine.parameters().get(at);
      if (!names.isOne(parameter.name())) {
        continue;
      }
      if (parameter.mode().contains("OUT")) {
        items.block(ActionCode.NO_RULE, parameter.place(), "an OUT parameter " + parameter.name());
      }
      Expression given =
          new Expression.Reference(Name.of(Identifier.of("$" + (at + 1))), Place.NONE);
      copies.add(
          new Declaration.Variable(
              other(parameter.name()),
              false,
              parameter.type(),
              false,
              Optional.of(given),
              Place.NONE));
    }
    Code.Block body = Rewriter.rewrite(routine.body().get(), names::renamed);
    copies.addAll(body.declarations());
    return new Routine(
        routine.modifiers(),
        routine.kind(),
        routine.name(),
        routine.parameters(),
        routine.returns(),
        routine.returnsSelf(),
        routine.properties(),
        Optional.of(
            new Code.Block(List.copyOf(copies), body.statements(), body.handlers(), body.place())),
        routine.external(),
        routine.place());
  }

  /** The body of a trigger without such names. */
  static <N extends Node> N withoutInTrigger(N body, SchemaModel model, Items items) {
    SpecialNames names = new SpecialNames();
    Rewriter.walk(body, node -> names.look(node, OF_TRIGGERS));
    if (names.declared.isEmpty()) {
      return body;
    }
    names.refuse(model, items, body);
    return Rewriter.rewrite(body, names::renamed);
  }

  /** What is a column's, and what the variable's, can't be told then. */
  private void refuse(SchemaModel model, Items items, Node code) {
    for (String name : declared) {
      if (model.hasColumn(Identifier.of(name))) {
        items.block(ActionCode.NO_RULE, code.place(), "a variable and a column named " + name);
      }
    }
  }

  private void look(Node node, Set<String> special) {
    switch (node) {
      case Code.Block block -> block.declarations().forEach(it -> declared(it, special));
      case Routine it -> it.parameters().forEach(one -> add(one.name(), special));
      case Code.ForRange it -> add(it.variable(), special);
      case Code.ForQuery it -> add(it.variable(), special);
      case Code.ForCursor it -> add(it.variable(), special);
      default -> {
        // Declares nothing.
      }
    }
  }

  private void declared(Declaration declaration, Set<String> special) {
    switch (declaration) {
      case Declaration.Variable it -> add(it.name(), special);
      case Declaration.Cursor it -> {
        add(it.name(), special);
        it.parameters().forEach(one -> add(one.name(), special));
      }
      default -> {
        // No variable.
      }
    }
  }

  private void add(Identifier name, Set<String> special) {
    String text = name.text().toLowerCase(Locale.ROOT);
    if (special.contains(text)) {
      declared.add(text);
    }
  }

  private boolean isOne(Identifier name) {
    return declared.contains(name.text().toLowerCase(Locale.ROOT));
  }

  private static Identifier other(Identifier name) {
    return Identifier.of("_" + name.text().toLowerCase(Locale.ROOT));
  }

  private Name other(Name name) {
    if (!isOne(name.parts().getFirst())) {
      return name;
    }
    List<Identifier> parts = new ArrayList<>(name.parts());
    parts.set(0, other(parts.getFirst()));
    return new Name(List.copyOf(parts), name.link());
  }

  private Identifier changed(Identifier name) {
    return isOne(name) ? other(name) : name;
  }

  private Node renamed(Node node) {
    return switch (node) {
      case Expression.Reference(var name, var place) ->
          new Expression.Reference(other(name), place);
      case Expression.Call(var name, var arguments, var place) ->
          new Expression.Call(other(name), arguments, place);
      // What another routine calls its parameter.
      case Expression.Argument(var key, var value, var place)
          when key.orElse(null) instanceof Expression.Reference(var name, var at)
              && name.last().text().startsWith("_")
              && declared.contains(name.last().text().substring(1)) ->
          new Expression.Argument(
              Optional.of(
                  new Expression.Reference(
                      Name.of(Identifier.of(name.last().text().substring(1))), at)),
              value,
              place);
      case Type.Anchored(var of, var attribute, var place) ->
          new Type.Anchored(other(of), attribute, place);
      case Declaration.Variable(
              var name,
              var isConstant,
              var type,
              var isNotNull,
              var value,
              var at) ->
          new Declaration.Variable(changed(name), isConstant, type, isNotNull, value, at);
      case Declaration.RecordOf(var fields, var place) ->
          new Declaration.RecordOf(fields.stream().map(this::field).toList(), place);
      case Declaration.Cursor(var name, var parameters, var returns, var query, var place) ->
          new Declaration.Cursor(changed(name), parameters, returns, query, place);
      case Routine.Parameter(var name, var mode, var isNoCopy, var type, var value, var place) ->
          new Routine.Parameter(changed(name), mode, isNoCopy, type, value, place);
      case Code.ForRange(var name, var isReverse, var low, var high, var place) ->
          new Code.ForRange(changed(name), isReverse, low, high, place);
      case Code.ForQuery(var name, var query, var place) ->
          new Code.ForQuery(changed(name), query, place);
      case Code.ForCursor(var name, var cursor, var place) ->
          new Code.ForCursor(changed(name), cursor, place);
      default -> node;
    };
  }

  /** A field keeps its name. */
  private Declaration.Variable field(Declaration.Variable it) {
    String text = it.name().text();
    boolean wasOne = text.startsWith("_") && declared.contains(text.substring(1));
    return wasOne
        ? new Declaration.Variable(
            Identifier.of(text.substring(1)),
            it.isConstant(),
            it.type(),
            it.isNotNull(),
            it.value(),
            it.place())
        : it;
  }
}
