package org.godwit.web;

import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.godwit.task.console.draft.TaskDraft;
import org.jspecify.annotations.Nullable;

/** The steps in which a task is described or changed; templates read {@code wizardSteps:of}. */
@TemplateExtension(namespace = "wizardSteps")
final class WizardSteps {
  private static final List<String> PLACES =
      List.of("", "/tables", "/preview", "/settings", "/checks", "/summary");

  private WizardSteps() {}

  /**
   * A step.
   *
   * @param number from 1
   * @param words its name
   * @param path where it is, empty before there is a draft
   */
  public record Step(int number, String words, String path) {}

  /** All of them. */
  static List<Step> of(@Nullable TaskDraft draft) {
    boolean isChange = draft != null && draft.isChange();
    List<String> words =
        List.of(
            isChange ? "Name" : "Source and target",
            "What",
            "Preview",
            "Settings",
            "Checks",
            "Summary");
    return IntStream.range(0, words.size())
        .mapToObj(
            i ->
                new Step(
                    i + 1,
                    words.get(i),
                    draft == null ? "" : "/tasks/new/" + draft.id + PLACES.get(i)))
        .toList();
  }
}
