package org.godwit.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.mapping.MappingNote.Severity;

/**
 * What a mapping makes of all tables of a source, and everything that a person should know before
 * it is used.
 *
 * @param tables the selected ones, by source name
 * @param refused those of them that can't be loaded as the rules want it, with a sentence that says
 *     why; the others can
 * @param notes errors first
 */
public record MappingPreview(
    List<MappedTable> tables, Map<TableName, String> refused, List<MappingNote> notes) {
  public MappingPreview {
    tables = List.copyOf(tables);
    refused = Collections.unmodifiableMap(new TreeMap<>(refused));
    notes = List.copyOf(notes);
  }

  /** Previews a mapping over all tables and views of a source. */
  public static MappingPreview of(
      TableMapping mapping, Collection<Table> sources, PreviewTarget target) {
    return of(mapping, sources, Set.of(), target);
  }

  /**
   * Previews a mapping over those tables and views that it selects.
   *
   * @param matched ids of the selection rules that match anything in the source, also a table that
   *     is left out
   */
  public static MappingPreview of(
      TableMapping mapping, Collection<Table> sources, Set<Long> matched, PreviewTarget target) {
    Map<TableName, Table> byName = new HashMap<>();
    sources.forEach(table -> byName.put(table.name(), table));
    List<MappingNote> notes = new ArrayList<>();
    Function<UnaryOperator<String>, TableMapper> naming =
        stored ->
            new TableMapper(mapping, target, name -> Optional.ofNullable(byName.get(name)), stored);
    RuleUse.Collector use = new RuleUse.Collector();
    matched.forEach(use::applied);
    // Whole names first, for what is to be said of them; then as the target will know them.
    List<MappedTable> tables =
        mapAll(mapping, naming.apply(UnaryOperator.identity()), sources, use, notes);
    tables.forEach(table -> notes.addAll(table.notes()));
    notes.addAll(new RowChecks(target).of(tables));
    NameCollisions names = new NameCollisions(target.target());
    notes.addAll(names.in(tables));
    Map<TableName, String> refused = new HashMap<>(names.shared(tables));
    if (target.isTakenAsWritten()) {
      new TypeCollisions(target.target(), tables).shared().forEach(refused::putIfAbsent);
    }
    for (MappedTable table : tables) {
      if (table.columns().isEmpty()) {
        refused.put(
            table.source().name(),
            table.source().name()
                + " has no column left; exclude the table, or keep one of its columns.");
      }
    }
    if (!tables.isEmpty() && refused.size() == tables.size()) {
      notes.add(
          new MappingNote(
              Severity.ERROR,
              Rule.NONE,
              Optional.empty(),
              "",
              "none of the selected tables can be loaded. The first: "
                  + new TreeMap<>(refused).firstEntry().getValue()));
    }
    notes.addAll(RuleChecks.of(mapping, tables, use.use()));
    notes.sort(Comparator.comparing(MappingNote::severity));
    if (names.areCut(tables)) {
      tables =
          mapAll(
              mapping,
              naming.apply(target.target()::stored),
              sources,
              new RuleUse.Collector(),
              new ArrayList<>());
    }
    return new MappingPreview(tables, refused, notes);
  }

  private static List<MappedTable> mapAll(
      TableMapping mapping,
      TableMapper mapper,
      Collection<Table> sources,
      RuleUse.Collector use,
      List<MappingNote> notes) {
    Selection selection = new Selection(mapping);
    List<MappedTable> tables = new ArrayList<>();
    for (Table table : sources.stream().sorted(Comparator.comparing(Table::name)).toList()) {
      selection.rulesFor(table.name(), table.kind()).forEach(rule -> use.applied(rule.id()));
      if (!mapper.selects(table)) {
        continue;
      }
      try {
        MappedTable mapped = mapper.map(table);
        use.add(mapped.use());
        tables.add(mapped);
      } catch (MappingException e) {
        e.problems()
            .forEach(
                problem ->
                    notes.add(MappingNote.of(Severity.ERROR, Rule.NONE, table.name(), problem)));
      }
    }
    return tables;
  }

  /** Whether a task may be started with the mapping. */
  public boolean hasErrors() {
    return notes.stream().anyMatch(note -> note.severity() == Severity.ERROR);
  }
}
