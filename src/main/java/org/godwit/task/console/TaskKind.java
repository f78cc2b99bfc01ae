package org.godwit.task.console;

import org.godwit.engine.ChangeSource;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.security.InvalidInput;
import org.godwit.task.MigrationType;

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
   * @throws InvalidInput on {@code type}, {@code startAt}, {@code stopAt}
   */
  public void requirePossible(Engine source, Engine target) {
    if (!type.follows()) {
      return;
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
    requirePosition(changes, "startAt", startAt);
    requirePosition(changes, "stopAt", stopAt);
  }

  private static void requirePosition(ChangeSource changes, String field, String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      var _ = changes.position(text);
    } catch (EngineException e) {
      throw new InvalidInput(field, e.sentence());
    }
  }
}
