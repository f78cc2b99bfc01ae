package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;

/**
 * Carries RENAME out on the statements in front of it, so that each object is made with the name
 * that it has in the end. What follows to the new name is what does so on Oracle: an object's own
 * ALTER, indexes, comments, grants, triggers, and keys that point at it; not the text of views and
 * code, see {@link OldNames}. Behind the RENAME the old name means what is made then.
 */
final class Renames {
  private static final Set<ObjectKind> RELATIONS =
      EnumSet.of(
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.SEQUENCE,
          ObjectKind.SYNONYM);

  private static final Set<ObjectKind> TABLE = EnumSet.of(ObjectKind.TABLE);

  private static final String WORD = "(\"[^\"]+\"|[\\w$#]+)";
  private static final Pattern NEW_NAME =
      Pattern.compile("\\s*RENAME\\s+TO\\s+" + WORD + "\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARTITION =
      Pattern.compile(
          "\\s*RENAME\\s+(?:SUB)?PARTITION\\s+" + WORD + "\\s+TO\\s+" + WORD + "\\s*",
          Pattern.CASE_INSENSITIVE);

  private final List<Statement> all;
  private final PostgresNames names;
  private final OldNames oldNames = new OldNames();
  private final Map<Integer, List<Note>> notes = new HashMap<>();
  private int aside;

  /** What a person must know of a statement. */
  record Note(ActionCode code, Place place, List<Object> arguments) {
    static Note of(ActionCode code, Place place, Object... arguments) {
      return new Note(code, place, List.of(arguments));
    }
  }

  private Renames(List<Statement> all, PostgresNames names) {
    this.all = new ArrayList<>(all);
    this.names = names;
  }

  /**
   * Of the statements of all scripts.
   *
   * @param all with the target's names
   * @param names that spells those within words
   */
  static Renames of(List<Statement> all, PostgresNames names) {
    Renames renames = new Renames(all, names);
    for (int at = 0; at < all.size(); at++) {
      renames.carryOut(at);
    }
    renames.oldNames.find(renames.all).forEach(renames::note);
    return renames;
  }

  /** Whether it only gives its object another name. */
  static boolean isRename(Ddl.Alter statement) {
    return NEW_NAME.matcher(statement.text()).matches();
  }

  /** Whether the statement only gives the table and its columns other names. */
  static boolean isAllOf(Ddl.AlterTable statement) {
    return statement.alterations().stream()
        .allMatch(it -> it instanceof Ddl.RenameTable || it instanceof Ddl.RenameColumn);
  }

  /** Whether these words of ALTER TABLE give a partition another name. */
  static boolean isOfPartition(String words) {
    return PARTITION.matcher(words).matches();
  }

  /** The statement at that place, with the names that things have in the end. */
  Statement statement(int at) {
    return all.get(at);
  }

  /** What a person must know of the statement at that place. */
  List<Note> notes(int at) {
    return List.copyOf(notes.getOrDefault(at, List.of()));
  }

  private void note(int at, Note note) {
    notes.computeIfAbsent(at, _ -> new ArrayList<>()).add(note);
  }

  private void carryOut(int at) {
    switch (all.get(at)) {
      case Ddl.Rename it -> rename(at, it.from(), it.to().last(), RELATIONS, it.place());
      case Ddl.AlterTable it -> it.alterations().forEach(one -> alter(at, one));
      case Ddl.Alter it -> {
        Matcher name = NEW_NAME.matcher(it.text());
        Optional<ObjectKind> kind = kind(it.kind());
        if (name.matches() && kind.isPresent()) {
          rename(at, it.name(), spelled(name.group(1)), EnumSet.of(kind.get()), it.place());
        }
      }
      default -> {
        // Renames nothing.
      }
    }
  }

  private void alter(int at, Ddl.Alteration alteration) {
    // What stands in front of it in the same statement may have changed the name already.
    Name table = ((Ddl.AlterTable) all.get(at)).name();
    switch (alteration) {
      case Ddl.RenameTable it -> rename(at, table, it.to(), TABLE, it.place());
      case Ddl.RenameColumn it -> column(at, table, it);
      case Ddl.DropColumns it ->
          made(TABLE, table, at)
              .ifPresent(
                  made -> it.columns().forEach(name -> goWithColumn(made.id(), name.text(), at)));
      case Ddl.Change(var words, var place) -> {
        Matcher partition = PARTITION.matcher(words.text());
        if (partition.matches()) {
          partition(at, table, spelled(partition.group(1)), spelled(partition.group(2)), place);
        }
      }
      default -> {
        // Renames nothing.
      }
    }
  }

  /** A name within words that nobody has spelled for the target. */
  private Identifier spelled(String words) {
    return names.of(
        words.startsWith("\"")
            ? new Identifier(words.substring(1, words.length() - 1), true)
            : new Identifier(words.toUpperCase(Locale.ROOT), false));
  }

  private void rename(int at, Name from, Identifier to, Set<ObjectKind> kinds, Place place) {
    Optional<Made> found = made(kinds, from, at);
    if (found.isEmpty()) {
      boolean isOfKey = kinds.contains(ObjectKind.INDEX) && isConstraint(from.last());
      note(
          at,
          isOfKey
              ? Note.of(ActionCode.LEFT_OUT, place, "RENAME of the index of a constraint")
              : refused(place, from, to, "no " + from + " stands in front of it"));
      return;
    }
    ObjectId id = found.get().id();
    Set<ObjectKind> alike = RELATIONS.contains(id.kind()) ? RELATIONS : kinds;
    Name target = renamed(from, to);
    if (made(alike, target, at).isPresent()) {
      note(at, refused(place, from, to, to + " is there already"));
      return;
    }
    if (!takeColumns(id, target, found.get().from(), at)) {
      note(at, refused(place, from, to, "its rows are those of another " + to));
      return;
    }
    leaveOut(ObjectId.of(id.kind(), target), alike, at);
    UnaryOperator<Name> naming = name -> isIt(id, name) ? renamed(name, to) : name;
    for (int before = found.get().from(); before <= at; before++) {
      all.set(before, Follows.renamed(all.get(before), id, naming));
    }
    oldNames.add(id, to);
  }

  /**
   * A table that a query makes of the one whose name it takes has the columns of that query, for
   * the other one isn't made.
   *
   * @return whether these columns are known, where they matter
   */
  private boolean takeColumns(ObjectId id, Name target, int from, int at) {
    ObjectId other = ObjectId.of(ObjectKind.TABLE, target);
    for (int before = from; before < at; before++) {
      if (all.get(before) instanceof Ddl.CreateTable table
          && Follows.isOf(table, id)
          && table.rows().filter(it -> reads(it, other)).isPresent()) {
        Optional<Ddl.CreateTable> plain =
            new QueryColumns(all.subList(0, before))
                .of(table.rows().get())
                .map(it -> of(table, it));
        if (plain.isEmpty()) {
          return false;
        }
        all.set(before, plain.get());
      }
    }
    return true;
  }

  private static boolean reads(Query query, ObjectId table) {
    boolean[] found = new boolean[1];
    Rewriter.walk(
        query, node -> found[0] |= node instanceof FromItem.Table it && isIt(table, it.name()));
    return found[0];
  }

  private static Ddl.CreateTable of(Ddl.CreateTable table, List<Declaration.Variable> columns) {
    List<TableElement> elements = new ArrayList<>();
    for (Declaration.Variable it : columns) {
      elements.add(
          new TableElement.Column(
              it.name(),
              Optional.of(it.type()),
              Optional.empty(),
              List.of(),
              List.of(),
              it.place()));
    }
    return new Ddl.CreateTable(
        table.modifiers(),
        table.name(),
        Optional.empty(),
        List.copyOf(elements),
        table.options(),
        table.partitioning(),
        Optional.empty(),
        table.place());
  }

  private static Note refused(Place place, Object from, Object to, String why) {
    return Note.of(ActionCode.RENAMED, place, from, to, why);
  }

  private static Name renamed(Name name, Identifier to) {
    List<Identifier> parts = new ArrayList<>(name.parts());
    parts.set(parts.size() - 1, to);
    return new Name(List.copyOf(parts), name.link());
  }

  /** Whether the name means it, as far as both say a schema. */
  static boolean isIt(ObjectId id, Name name) {
    if (!name.last().text().equals(id.name()) || !name.link().isEmpty()) {
      return false;
    }
    String schema = ObjectId.of(id.kind(), name).schema();
    return schema.isEmpty() || id.schema().isEmpty() || schema.equals(id.schema());
  }

  private static Optional<ObjectKind> kind(String words) {
    String name = words.toLowerCase(Locale.ROOT);
    return EnumSet.allOf(ObjectKind.class).stream()
        .filter(kind -> kind.words().equals(name))
        .findFirst();
  }

  /**
   * An object that is there.
   *
   * @param from the first statement that may be about it: behind the DROP of another one
   */
  private record Made(ObjectId id, int from) {}

  /**
   * What is made in front of a statement and not dropped; that of the schema said before others.
   */
  private Optional<Made> made(Set<ObjectKind> kinds, Name name, int at) {
    ObjectId meant = ObjectId.of(ObjectKind.TABLE, name);
    Made found = null;
    int from = 0;
    for (int before = 0; before < at; before++) {
      Statement statement = all.get(before);
      if (isDrop(statement, meant, kinds)) {
        found = null;
        from = before + 1;
      }
      Optional<ObjectId> id = SchemaModel.made(statement);
      if (id.isPresent()
          && kinds.contains(id.get().kind())
          && isIt(id.get(), name)
          && (found == null || !found.id().schema().equals(meant.schema()))) {
        found = new Made(id.get(), from);
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean isDrop(Statement statement, ObjectId id, Set<ObjectKind> kinds) {
    return statement instanceof Ddl.Drop it
        && isIt(id, it.name())
        && kind(it.kind()).filter(kinds::contains).isPresent();
  }

  /** What had the new name before, and was dropped for it: nothing of it is made. */
  private void leaveOut(ObjectId id, Set<ObjectKind> alike, int at) {
    int last = at;
    while (last >= 0 && !isDrop(all.get(last), id, alike)) {
      last--;
    }
    for (int before = 0; before <= last; before++) {
      for (ObjectKind kind : alike) {
        if (Follows.isOf(all.get(before), new ObjectId(kind, id.schema(), id.name()))) {
          all.set(
              before,
              leftOut(all.get(before), id.name() + ", dropped before another takes its name"));
        }
      }
    }
  }

  private static Statement leftOut(Statement statement, String of) {
    return new Statement.Other("a statement about " + of, "", statement.place());
  }

  private boolean isConstraint(Identifier name) {
    boolean[] found = new boolean[1];
    for (Statement statement : all) {
      if (statement instanceof Ddl.CreateTable || statement instanceof Ddl.AlterTable) {
        Rewriter.walk(
            statement,
            node ->
                found[0] |=
                    node instanceof TableElement.Constraint it
                        && it.name().filter(name::equals).isPresent());
      }
    }
    return found[0];
  }

  private void column(int at, Name table, Ddl.RenameColumn it) {
    Optional<Made> made = made(TABLE, table, at);
    if (made.isEmpty()) {
      note(at, refused(it.place(), it.from(), it.to(), "no " + table + " stands in front of it"));
      return;
    }
    ObjectId id = made.get().id();
    int from = made.get().from();
    TableColumns columns = TableColumns.of(all.subList(from, at), id);
    if (!columns.has(it.from()) && !columns.isOpen()) {
      note(at, refused(it.place(), it.from(), it.to(), table + " has no " + it.from()));
      return;
    }
    if (columns.has(it.to())) {
      note(at, refused(it.place(), it.from(), it.to(), it.to() + " is there already"));
      return;
    }
    // A column that was dropped for it keeps out of its way, up to where it is dropped.
    if (columns.dropped(it.to()) >= 0) {
      aside++;
      Identifier away = new Identifier(it.to().text() + " dropped " + aside, true);
      rename(id, it.to(), away, from, from + columns.dropped(it.to()));
    }
    rename(id, it.from(), it.to(), from, at);
    oldNames.add(id, it.from(), it.to());
  }

  private void rename(ObjectId table, Identifier column, Identifier to, int from, int until) {
    for (int at = from; at <= until; at++) {
      all.set(at, Follows.renamed(all.get(at), table, column, to));
    }
  }

  /** Indexes and comments of a column go with it. */
  private void goWithColumn(ObjectId table, String column, int at) {
    for (int before = 0; before < at; before++) {
      if (Follows.goesWith(all.get(before), table, column)) {
        all.set(
            before, leftOut(all.get(before), "the column " + column + ", dropped further down"));
      }
    }
  }

  private void partition(int at, Name table, Identifier from, Identifier to, Place place) {
    Optional<Made> made = made(TABLE, table, at);
    boolean isFound = false;
    for (int before = made.map(Made::from).orElse(at); before < at; before++) {
      Statement old = all.get(before);
      if (Follows.isOf(old, made.orElseThrow().id())) {
        Statement renamed = Rewriter.rewrite(old, node -> partition(node, from, to));
        isFound |= !renamed.equals(old);
        all.set(before, renamed);
      }
    }
    if (!isFound) {
      note(at, refused(place, from, to, "no such partition stands in front of it"));
    }
  }

  private static Node partition(Node node, Identifier from, Identifier to) {
    if (node instanceof Ddl.ChangePartitions it) {
      return new Ddl.ChangePartitions(
          it.verb(),
          it.partitions().stream().map(name -> name.equals(from) ? to : name).toList(),
          it.values(),
          it.into(),
          it.options(),
          it.place());
    }
    return node instanceof Partitioning.Partition it && it.name().filter(from::equals).isPresent()
        ? new Partitioning.Partition(
            Optional.of(to), it.bound(), it.values(), it.options(), it.subpartitions(), it.place())
        : node;
  }
}
