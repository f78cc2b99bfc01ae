package org.godwit.web;

import io.quarkus.qute.TemplateExtension;
import org.godwit.task.console.draft.TaskDraft;

/** What pages say of a task that is being described or changed. */
@TemplateExtension
final class DraftWords {
  private DraftWords() {}

  /** What the wizard is about. */
  static String title(TaskDraft draft) {
    return draft.isChange() ? "Change " + draft.content.name() : draft.content.name();
  }
}
