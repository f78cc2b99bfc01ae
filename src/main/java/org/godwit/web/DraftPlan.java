package org.godwit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.godwit.catalog.TableName;
import org.godwit.codec.ValuePolicy;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.MappingNote.Severity;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.Page;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.LengthLimit;
import org.godwit.task.plan.TaskPlan;

/** A draft's plan as the wizard tells it. */
public final class DraftPlan {
  private static final int PAGE = 50;

  private final TaskPlan plan;
  private final List<Note> errors;
  private final List<Note> warnings;
  private final List<Note> hints;

  /** Tells a plan. */
  DraftPlan(TaskPlan plan) {
    this.plan = plan;
    this.errors = notes(Severity.ERROR);
    this.warnings = allWarnings();
    this.hints = notes(Severity.INFO);
  }

  /** What the task would do. */
  public TaskPlan plan() {
    return plan;
  }

  /**
   * A sentence to be read.
   *
   * @param badge how bad it is
   * @param subject the table or rule that it concerns; empty for none
   * @param sentence what, and what to do
   */
  public record Note(TaskBadge badge, String subject, String sentence) {}

  /**
   * Lets pass only where nothing keeps the task from being started, and what must be read before
   * was.
   *
   * @throws InvalidInput on {@code form}
   */
  void requireRead(TaskDraft draft) {
    if (!errors.isEmpty()) {
      throw new InvalidInput(
          "form",
          "The preview has %d errors; mend them before the task is saved. The first: %s"
              .formatted(errors.size(), errors.getFirst().sentence()));
    }
    if (!warnings.isEmpty() && !draft.content.acknowledged()) {
      throw new InvalidInput(
          "form",
          "The preview has %d warnings; go back to it and say that you have read them."
              .formatted(warnings.size()));
    }
  }

  /** What keeps the task from being started. */
  public List<Note> errors() {
    return errors;
  }

  /** What must be read before. */
  public List<Note> warnings() {
    return warnings;
  }

  private List<Note> allWarnings() {
    List<Note> warnings = new ArrayList<>();
    TaskBadge refused = new TaskBadge("warning", "alert-triangle", "Not loaded");
    plan.refused().forEach((table, why) -> warnings.add(new Note(refused, table.toString(), why)));
    warnings.addAll(notes(Severity.WARNING));
    TaskBadge other = new TaskBadge("warning", "alert-triangle", "Made otherwise");
    for (LoadTable table : plan.tables()) {
      for (String note : table.plan().notes()) {
        warnings.add(new Note(other, table.target().name().toString(), note));
      }
      shorter(table).forEach(warnings::add);
    }
    return warnings;
  }

  /**
   * Columns whose target type takes less than the source's; how many values that hits is counted.
   */
  private static List<Note> shorter(LoadTable table) {
    TaskBadge badge = new TaskBadge("warning", "alert-triangle", "Shorter");
    return LengthLimit.of(table, ValuePolicy.WHOLE).stream()
        .map(
            it ->
                new Note(
                    badge,
                    table.name() + "." + it.source().name(),
                    "%s becomes %s: rows with longer values are rejected."
                        .formatted(it.source().nativeType(), it.target().nativeType())))
        .toList();
  }

  /** What is good to know. */
  public List<Note> hints() {
    return hints;
  }

  private List<Note> notes(Severity severity) {
    return plan.notes().stream()
        .filter(it -> it.severity() == severity)
        .map(DraftPlan::note)
        .toList();
  }

  private static Note note(MappingNote note) {
    TaskBadge badge =
        switch (note.severity()) {
          case ERROR -> new TaskBadge("bad", "alert-circle", "Error");
          case WARNING -> new TaskBadge("warning", "alert-triangle", "Warning");
          case INFO -> new TaskBadge("idle", "info-circle", "Note");
        };
    String table = note.table().map(TableName::toString).orElse("");
    String column = note.column().isEmpty() ? "" : "." + note.column();
    String rule = note.ruleId() < 0 ? "" : "rule " + note.ruleId();
    String subject = table.isEmpty() ? rule : table + column + (rule.isEmpty() ? "" : ", " + rule);
    return new Note(badge, subject, note.message());
  }

  /** A page of the tables whose name has the text. */
  public Page<LoadTable> tables(String text, int page) {
    String part = text.strip().toLowerCase(Locale.ROOT);
    return page(plan.tables().stream().filter(it -> fits(it, part)).toList(), page);
  }

  /** A page of a list, the nearest there is, from 0. */
  static <T> Page<T> page(List<T> all, int number) {
    return Page.of(all, number, PAGE);
  }

  private static boolean fits(LoadTable table, String part) {
    return (table.name() + " " + table.target().name()).toLowerCase(Locale.ROOT).contains(part);
  }
}
