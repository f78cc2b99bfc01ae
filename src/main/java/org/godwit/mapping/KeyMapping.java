package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Check;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.mapping.MappingNote.Severity;
import org.godwit.mapping.Transformation.DefinePrimaryKey;

/** Keys, indexes and checks of one table, as far as their columns are still there. */
final class KeyMapping {
  private final Table table;
  private final ColumnMapping columns;
  private final TableMapper mapper;
  private final StandardSql sql;
  private final boolean isTakenAsWritten;

  KeyMapping(Table table, ColumnMapping columns, TableMapper mapper, PreviewTarget target) {
    this.table = table;
    this.columns = columns;
    this.mapper = mapper;
    this.sql = columns.standardSql();
    this.isTakenAsWritten = target.isTakenAsWritten();
  }

  Optional<Key> primaryKey(List<MappingNote> notes) {
    if (table.primaryKey().isEmpty()) {
      return Optional.empty();
    }
    Key key = table.primaryKey().get();
    Optional<List<String>> mapped = all(key.columns());
    if (mapped.isEmpty()) {
      note(
          notes,
          "the primary key is lost because the column "
              + firstRemoved(key.columns())
              + " is removed; without one, rows can't be matched when they change or are compared.");
      return Optional.empty();
    }
    for (String column : key.columns()) {
      long rule = columns.namedBy(column);
      if (rule != Rule.NONE && !columns.targetName(column).equals(Optional.of(column))) {
        notes.add(
            MappingNote.of(
                Severity.INFO,
                rule,
                table.name(),
                column,
                "the key column is called "
                    + columns.targetName(column).orElse("")
                    + " on the target."));
      }
    }
    return Optional.of(
        new Key(
            key.name(), mapped.get(), written("primary key", key.name(), key.definition(), notes)));
  }

  List<Index> indexes(List<MappingNote> notes) {
    List<Index> kept = new ArrayList<>();
    for (Index index : table.indexes()) {
      Optional<Index> mapped =
          isTaken(index.definition()) ? Optional.of(index) : index(index, notes);
      mapped.ifPresent(kept::add);
      if (mapped.isEmpty()) {
        note(
            notes,
            "the index "
                + index.name()
                + " isn't made: "
                + reason(index.parts().stream().map(Index.Part::column).toList()));
      }
    }
    return kept;
  }

  private boolean isTaken(String definition) {
    return !definition.isEmpty() && sql.isTakenAsWritten(definition);
  }

  /** The definition as far as the target takes it; that it doesn't is said. */
  private String written(String kind, String name, String definition, List<MappingNote> notes) {
    if (definition.isEmpty() || sql.isTakenAsWritten(definition)) {
      return definition;
    }
    note(
        notes,
        "the %s %s is made by its columns alone; on the source it is %s."
            .formatted(kind, name, definition));
    return "";
  }

  private Optional<Index> index(Index index, List<MappingNote> notes) {
    List<Index.Part> parts = new ArrayList<>();
    for (Index.Part part : index.parts()) {
      boolean isColumn = !part.column().isEmpty();
      Optional<String> mapped =
          isColumn ? columns.targetName(part.column()) : sql.of(part.expression());
      if (mapped.isEmpty()) {
        return Optional.empty();
      }
      parts.add(
          new Index.Part(
              isColumn ? mapped.get() : "",
              isColumn ? "" : mapped.get(),
              part.prefixLength(),
              part.descending()));
    }
    Optional<String> predicate =
        index.predicate().isEmpty() ? Optional.of("") : sql.of(index.predicate());
    if (predicate.isPresent() && index.kind() != Index.Kind.OTHER) {
      written("index", index.name(), index.definition(), notes);
    }
    return predicate.map(
        text -> new Index(index.name(), index.kind(), index.unique(), parts, text));
  }

  List<ForeignKey> foreignKeys(List<MappingNote> notes) {
    List<ForeignKey> kept = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      if (!mapper.selectsReferenced(key.references())) {
        note(
            notes,
            "the foreign key "
                + key.name()
                + " isn't made: it points at "
                + key.references()
                + ", which no rule selects.");
        continue;
      }
      Optional<ForeignKey> mapped = foreignKey(key, notes);
      mapped.ifPresent(kept::add);
      if (mapped.isEmpty()) {
        note(
            notes, "the foreign key " + key.name() + " isn't made: one of its columns is removed.");
      }
    }
    return kept;
  }

  private Optional<ForeignKey> foreignKey(ForeignKey key, List<MappingNote> notes) {
    Optional<List<String>> own = all(key.columns());
    List<String> referenced = new ArrayList<>();
    key.referencedColumns()
        .forEach(
            column -> mapper.targetColumn(key.references(), column).ifPresent(referenced::add));
    if (own.isEmpty() || referenced.size() != key.referencedColumns().size()) {
      return Optional.empty();
    }
    if (!isTakenAsWritten && !key.options().isEmpty()) {
      note(
          notes,
          "the foreign key %s is made without what it is on the source beside its columns: %s."
              .formatted(key.name(), key.options()));
    }
    return Optional.of(
        new ForeignKey(
            key.name(),
            own.get(),
            mapper.targetName(key.references()),
            referenced,
            key.onDelete(),
            key.onUpdate(),
            isTakenAsWritten ? key.options() : ""));
  }

  List<Check> checks(List<MappingNote> notes) {
    List<Check> kept = new ArrayList<>();
    for (Check check : table.checks()) {
      Optional<String> standard = sql.of(check.expression());
      standard.ifPresent(
          text -> kept.add(new Check(check.name(), text, isTakenAsWritten ? check.options() : "")));
      if (standard.isEmpty()) {
        note(
            notes,
            "the check "
                + check.name()
                + " ("
                + check.expression()
                + ") isn't made: it has no form on the target or uses a removed column.");
      }
    }
    return kept;
  }

  /** The table with the key that a rule defines. Its columns may be named as on either side. */
  Table defined(
      Table target, TransformationRule rule, RuleUse.Collector use, List<MappingNote> notes) {
    if (!(rule.action() instanceof DefinePrimaryKey(String name, boolean unique, var wanted))) {
      return target;
    }
    use.applied(rule.id());
    List<String> found = new ArrayList<>();
    for (String column : wanted) {
      Optional<String> there =
          target.column(columns.stored(column)).isPresent()
              ? Optional.of(columns.stored(column))
              : columns.targetName(column);
      if (there.isEmpty()) {
        notes.add(
            MappingNote.of(
                Severity.ERROR,
                rule.id(),
                table.name(),
                "primary-key-def.columns: there is no column " + column + " on the target."));
        return target;
      }
      found.add(there.get());
    }
    String keyName = name.isEmpty() ? target.name().table() + "_key" : name;
    if (!unique) {
      return target.withPrimaryKey(Optional.of(new Key(keyName, found)));
    }
    List<Index> indexes = new ArrayList<>(target.indexes());
    List<Index.Part> parts = found.stream().map(Index.Part::column).toList();
    indexes.add(new Index(keyName, Index.Kind.ORDERED, true, parts, ""));
    return target.withIndexes(indexes);
  }

  private Optional<List<String>> all(List<String> names) {
    List<String> mapped = new ArrayList<>();
    names.forEach(name -> columns.targetName(name).ifPresent(mapped::add));
    return mapped.size() == names.size() ? Optional.of(mapped) : Optional.empty();
  }

  private String firstRemoved(List<String> names) {
    return names.stream().filter(name -> columns.targetName(name).isEmpty()).findFirst().orElse("");
  }

  private String reason(List<String> names) {
    String removed = firstRemoved(names.stream().filter(name -> !name.isEmpty()).toList());
    return removed.isEmpty()
        ? "one of its expressions has no form on the target."
        : "the column " + removed + " is removed.";
  }

  private void note(List<MappingNote> notes, String message) {
    notes.add(MappingNote.of(Severity.WARNING, Rule.NONE, table.name(), message));
  }
}
