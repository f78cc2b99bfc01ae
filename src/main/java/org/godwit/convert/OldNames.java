package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * Views, code and defaults that still say the old name of what was renamed. On Oracle they are
 * invalid behind the RENAME, wherever they stand, unless something else has that name by then.
 */
final class OldNames {
  /** Columns that aren't there any more, by the name of their table. */
  private final Map<String, Map<String, Identifier>> columns = new HashMap<>();

  private final Map<String, Renamed> objects = new HashMap<>();

  private record Renamed(ObjectId id, Identifier to) {}

  /** An object with the name that it had. */
  void add(ObjectId id, Identifier to) {
    // Columns that were renamed before go on under the table's new name.
    Map<String, Identifier> moved = columns.remove(id.name());
    if (moved != null) {
      columns.put(to.text(), moved);
    }
    objects.put(id.name(), new Renamed(id, to));
  }

  /** A column with the name that it had. */
  void add(ObjectId table, Identifier from, Identifier to) {
    columns.computeIfAbsent(table.name(), _ -> new LinkedHashMap<>()).put(from.text(), to);
  }

  /**
   * An action item for each statement that names such a thing.
   *
   * @return by the statement's place
   */
  Map<Integer, Renames.Note> find(List<Statement> all) {
    Map<Integer, Renames.Note> found = new LinkedHashMap<>();
    if (objects.isEmpty() && columns.isEmpty()) {
      return found;
    }
    Map<ObjectId, Integer> last = new HashMap<>();
    Map<String, Set<String>> there = new HashMap<>();
    for (int at = 0; at < all.size(); at++) {
      int place = at;
      SchemaModel.made(all.get(at)).ifPresent(id -> last.put(id, place));
      if (all.get(at) instanceof Ddl.CreateTable it) {
        there.put(it.name().last().text(), new HashSet<>());
      }
    }
    last.keySet().forEach(id -> keep(id, all, there));
    for (int at : last.values()) {
      Finder finder = new Finder(all.get(at), there);
      finder.note().ifPresent(note -> found.put(at, note));
    }
    return found;
  }

  /** Something of that name is there in the end. */
  private void keep(ObjectId id, List<Statement> all, Map<String, Set<String>> there) {
    switch (id.kind()) {
      case INDEX, TRIGGER, PACKAGE_BODY, TYPE_BODY -> {
        // Has its names for itself, or another's.
      }
      case TABLE -> {
        objects.remove(id.name());
        TableColumns of = TableColumns.of(all, id);
        Map<String, Identifier> renamed = columns.getOrDefault(id.name(), Map.of());
        renamed.keySet().removeIf(name -> of.has(Identifier.of(name)));
        there.getOrDefault(id.name(), new HashSet<>()).addAll(of.names());
      }
      default -> objects.remove(id.name());
    }
  }

  /** Looks into one statement. */
  private final class Finder {
    private final Statement statement;
    private final Set<String> declared = new HashSet<>();

    /** Tables that it names, with each other name that they have in it. */
    private final Map<String, String> tables = new HashMap<>();

    private final Set<String> ofOthers = new HashSet<>();
    private final List<Renames.Note> notes = new ArrayList<>();

    Finder(Statement statement, Map<String, Set<String>> there) {
      this.statement = statement;
      Rewriter.walk(statement, this::declare);
      if (statement instanceof Ddl.CreateTrigger it) {
        named(it.on().last(), Optional.empty());
        tables.put("NEW", it.on().last().text());
        tables.put("OLD", it.on().last().text());
      }
      for (String table : tables.values()) {
        if (!columns.containsKey(table)) {
          ofOthers.addAll(there.getOrDefault(table, Set.of()));
        }
      }
    }

    Optional<Renames.Note> note() {
      boolean isCode =
          switch (statement) {
            case Ddl.CreateIndex _, Ddl.CreateSequence _ -> false;
            default -> true;
          };
      if (isCode) {
        Rewriter.walk(statement, this::look);
      }
      return notes.stream().findFirst();
    }

    private void named(Identifier table, Optional<FromItem.Alias> alias) {
      tables.put(table.text(), table.text());
      alias.ifPresent(it -> tables.put(it.name().text(), table.text()));
    }

    private void declare(Node node) {
      switch (node) {
        case FromItem.Table it -> named(it.name().last(), it.alias());
        case Query.Common it -> declared.add(it.name().text());
        case Query.Item it -> it.alias().ifPresent(alias -> declared.add(alias.text()));
        case Declaration.Variable it -> declared.add(it.name().text());
        case Routine.Parameter it -> declared.add(it.name().text());
        case Code.ForQuery it -> declared.add(it.variable().text());
        default -> {
          // Declares no name.
        }
      }
    }

    private void look(Node node) {
      switch (node) {
        case FromItem.Table it -> object(it.name(), it.place());
        case Ddl.CreateSynonym it -> object(it.target(), it.place());
        case Type.Anchored it -> {
          boolean isRow = it.attribute().equalsIgnoreCase("ROWTYPE");
          object(isRow ? it.of() : SchemaModel.qualifier(it.of()), it.place());
          if (!isRow && it.of().parts().size() > 1) {
            column(it.of(), it.place());
          }
        }
        case Expression.Reference it when SchemaModel.isOfSequence(it.name()) ->
            object(SchemaModel.qualifier(it.name()), it.place());
        case Expression.Reference it -> column(it.name(), it.place());
        case Expression.Member(Expression.Bind(var row, _), var column, var place) ->
            column(
                Name.of(new Identifier(row.toUpperCase(java.util.Locale.ROOT), false), column),
                place);
        case Ddl.TriggerEvent it -> it.columns().forEach(name -> column(Name.of(name), it.place()));
        default -> {
          // Names none of them.
        }
      }
    }

    private void object(Name name, Place place) {
      Renamed renamed = objects.get(name.last().text());
      if (renamed != null
          && Renames.isIt(renamed.id(), name)
          && !(name.parts().size() == 1 && declared.contains(name.last().text()))) {
        notes.add(Renames.Note.of(ActionCode.OLD_NAME, place, name, renamed.to()));
      }
    }

    private void column(Name name, Place place) {
      String column = name.last().text();
      boolean isAlone = name.parts().size() == 1;
      if (isAlone && (declared.contains(column) || ofOthers.contains(column))) {
        return;
      }
      String table = isAlone ? "" : SchemaModel.qualifier(name).last().text();
      for (Map.Entry<String, String> one : tables.entrySet()) {
        Identifier to = columns.getOrDefault(one.getValue(), Map.of()).get(column);
        if (to != null && (isAlone || one.getKey().equals(table))) {
          notes.add(Renames.Note.of(ActionCode.OLD_NAME, place, name, to));
          return;
        }
      }
    }
  }
}
