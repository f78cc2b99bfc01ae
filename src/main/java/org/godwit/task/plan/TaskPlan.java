package org.godwit.task.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.mapping.MappingNote;
import org.godwit.task.load.LoadTable;

/**
 * What a task will do with each of its tables.
 *
 * @param tables that can be loaded, by source name
 * @param refused tables that can't, with a sentence that says why and what to do
 * @param notes on the mapping, errors first
 */
public record TaskPlan(
    List<LoadTable> tables, Map<TableName, String> refused, List<MappingNote> notes) {
  public TaskPlan {
    tables = List.copyOf(tables);
    refused = Map.copyOf(refused);
    notes = List.copyOf(notes);
  }

  /** The same with more notes. */
  public TaskPlan with(List<MappingNote> more) {
    List<MappingNote> all = new ArrayList<>(notes);
    all.addAll(more);
    return new TaskPlan(tables, refused, all);
  }

  /** The same without these tables, each with a sentence that says why and what to do. */
  public TaskPlan refusing(Map<TableName, String> more) {
    Map<TableName, String> all = new HashMap<>(refused);
    all.putAll(more);
    return new TaskPlan(
        tables.stream().filter(table -> !all.containsKey(table.name())).toList(), all, notes);
  }

  /**
   * The same where other tables than those are left out for the errors of their own: what somebody
   * makes on the source while a task follows it doesn't end the task.
   *
   * @param known that the task follows already; empty where it has none yet
   */
  public TaskPlan refusingLater(Set<TableName> known) {
    if (known.isEmpty()) {
      return this;
    }
    Map<TableName, String> why = new TreeMap<>();
    List<MappingNote> others = new ArrayList<>();
    for (MappingNote note : notes) {
      Optional<TableName> later = note.table().filter(table -> !known.contains(table));
      if (note.severity() == MappingNote.Severity.ERROR && later.isPresent()) {
        why.merge(later.get(), note.sentence(), (one, more) -> one + " " + more);
      } else {
        others.add(note);
      }
    }
    return new TaskPlan(tables, refused, others).refusing(why);
  }

  /** What becomes of the tables that can be loaded, by source name. */
  public Map<TableName, PlannedTable> planned() {
    Map<TableName, PlannedTable> planned = new TreeMap<>();
    tables.forEach(table -> planned.put(table.name(), PlannedTable.of(table)));
    return planned;
  }

  /** Whether the mapping itself forbids a start. */
  public boolean hasErrors() {
    return notes.stream().anyMatch(note -> note.severity() == MappingNote.Severity.ERROR);
  }
}
