package org.godwit.web;

import io.quarkus.qute.TemplateExtension;
import org.godwit.conversion.Applied;
import org.godwit.conversion.ObjectState;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.Phase;
import org.godwit.conversion.StoredApplication;
import org.godwit.conversion.StoredConversion;
import org.godwit.conversion.StoredObject;
import org.godwit.convert.ObjectKind;
import org.godwit.task.console.TaskFilter;

/** States of conversions as pages show them: {@code {object.badge}}. */
@TemplateExtension
public final class ConversionBadge {
  private static final TaskBadge EDITED = new TaskBadge("running", "pencil", "Edited");

  private ConversionBadge() {}

  /**
   * How far an object is known to be right. Green is what a server took with nothing left to do.
   */
  public static TaskBadge badge(ObjectState state) {
    return switch (state) {
      case COMPILED -> new TaskBadge("good", "circle-check", state.words());
      case RENDERED -> new TaskBadge("running", "file-text", state.words());
      case PARTIAL -> new TaskBadge("warning", "alert-triangle", state.words());
      case REFUSED -> new TaskBadge("bad", "circle-x", state.words());
      case NOT_CONVERTED -> new TaskBadge("bad", "ban", state.words());
      case GONE -> new TaskBadge("warning", "alert-triangle", state.words());
      case NOTHING -> new TaskBadge("idle", "minus", state.words());
    };
  }

  /** A state as addresses write it. */
  public static String word(ObjectState state) {
    return TaskFilter.word(state);
  }

  /** A phase as addresses write it. */
  public static String word(Phase phase) {
    return TaskFilter.word(phase);
  }

  /** What matters most of an object in the source's tree. */
  public static TaskBadge badge(ObjectTree.Leaf leaf) {
    return leaf.isInConflict()
        ? new TaskBadge("bad", "git-merge", "Edit in conflict")
        : leaf.isEdited() ? EDITED : badge(leaf.state());
  }

  /** How an object stands to the target. */
  static TaskBadge onTarget(ObjectTree.Leaf leaf) {
    return leaf.applied() == Applied.NONE && leaf.state() == ObjectState.REFUSED && !leaf.isEdited()
        ? badge(leaf.state())
        : badge(leaf.applied(), leaf.appliedTo());
  }

  /** The same of an object whose page is open. */
  public static TaskBadge onTarget(StoredObject object) {
    return badge(object.applied, object.appliedTo);
  }

  private static TaskBadge badge(Applied applied, String target) {
    return switch (applied) {
      case NONE -> new TaskBadge("idle", "circle-dot", applied.words());
      case PART -> new TaskBadge("warning", "circle-dot", applied.words() + ": " + target);
      case WHOLE -> new TaskBadge("good", "circle-check", applied.words() + ": " + target);
      case CHANGED -> new TaskBadge("warning", "alert-triangle", applied.words() + ": " + target);
    };
  }

  /** What the target gets of a kind of the source's objects. */
  public static String onTarget(ObjectKind kind) {
    return switch (kind) {
      case PACKAGE -> "schema of a package";
      case PACKAGE_BODY -> "routines of a package";
      case TYPE_BODY -> "methods of a type";
      case SYNONYM -> "view for a synonym";
      default -> kind.words();
    };
  }

  /** Of an object whose page is open. */
  public static TaskBadge badge(StoredObject object) {
    return object.inConflict
        ? new TaskBadge("bad", "git-merge", "Edit in conflict")
        : object.isEdited() ? EDITED : badge(object.state);
  }

  /** Where a conversion stands. */
  public static TaskBadge badge(StoredConversion conversion) {
    return switch (conversion.state) {
      case CONVERTING -> new TaskBadge("running", "loader-2", "Converting");
      case READY -> new TaskBadge("idle", "circle-dot", "Converted");
      case FAILED -> new TaskBadge("bad", "alert-circle", "Failed");
    };
  }

  /** How an application ended, or that it goes on. */
  public static TaskBadge badge(StoredApplication.Line application) {
    return switch (application.state()) {
      case RUNNING -> new TaskBadge("running", "loader-2", "Running");
      case FAILED -> new TaskBadge("bad", "alert-circle", "Failed");
      case DONE ->
          application.refused() == 0
              ? new TaskBadge(
                  "good", "circle-check", application.isDry() ? "Would work" : "Applied")
              : new TaskBadge("warning", "alert-triangle", "With refusals");
    };
  }
}
