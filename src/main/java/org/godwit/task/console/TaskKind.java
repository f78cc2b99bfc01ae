package org.godwit.task.console;

import java.util.Optional;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Position;
import org.godwit.security.InvalidInput;
import org.godwit.task.MigrationType;
import org.godwit.task.cdc.LogTime;
import org.godwit.task.cdc.Replication;

/**
 * What a task does with rows and changes.
 *
 * @param type by DMS's names
 * @param startAt where changes begin, as the source's engine writes positions; empty for where the
 *     source begins to keep its log for the task, and where rows are loaded before
 * @param stopAt up to where they are applied, exclusive, likewise; empty for no end
 */
public record TaskKind(MigrationType type, String startAt, String stopAt) {
  /**
   * The same of another type, without blanks around positions and without positions that the type
   * has no use for.
   */
  public TaskKind as(MigrationType other) {
    return new TaskKind(
        other,
        other == MigrationType.CDC ? startAt.strip() : "",
        other.follows() ? stopAt.strip() : "");
  }

  /**
   * Lets pass only what these engines can do.
   *
   * @return the same, with a position in place of a pasted text that has one
   * @throws InvalidInput on {@code type}, {@code startAt}, {@code stopAt}
   */
  public TaskKind requirePossible(Engine source, Engine target) {
    if (!type.follows()) {
      return this;
    }
    ChangeSource changes =
        source
            .changeSource()
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "type",
                        "The changes of %s can't be followed yet; choose to migrate existing data."
                            .formatted(source.descriptor().displayName())));
    if (target.changeTarget().isEmpty()) {
      throw new InvalidInput(
          "type",
          "Changes can't be applied to %s yet; choose to migrate existing data."
              .formatted(target.descriptor().displayName()));
    }
    if (LogTime.of(startAt).isPresent() && changes.search().isEmpty()) {
      throw new InvalidInput("startAt", "So far " + Replication.UNTIMED + ".");
    }
    String from = place(changes, "startAt", startAt);
    String to = place(changes, "stopAt", stopAt);
    if (isOver(changes, from, to)) {
      throw new InvalidInput(
          "stopAt",
          "This isn't behind the place where changes begin, so that none would be applied; give a later one, or none.");
    }
    return new TaskKind(type, from, to);
  }

  /** As far as the two can be compared without asking the source. */
  private static boolean isOver(ChangeSource changes, String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    Optional<LogTime> first = LogTime.of(from);
    Optional<LogTime> last = LogTime.of(to);
    if (first.isPresent() || last.isPresent()) {
      return first.isPresent() && last.isPresent() && !first.get().at().isBefore(last.get().at());
    }
    return Replication.isOver(changes, changes.position(from), changes.position(to));
  }

  /** As it was typed, where it is no text of a tool. */
  private static String place(ChangeSource changes, String field, String text) {
    if (text.isEmpty() || LogTime.of(text).isPresent()) {
      return text;
    }
    try {
      Position position = changes.position(text);
      return text.chars().anyMatch(Character::isWhitespace) ? position.text() : text;
    } catch (EngineException e) {
      throw new InvalidInput(field, e.sentence());
    }
  }
}
