package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.godwit.endpoint.BackgroundJob;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.EndpointTests;
import org.godwit.endpoint.Endpoints;
import org.godwit.endpoint.TestResult;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EngineException;
import org.godwit.engine.Use;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.console.draft.TaskPreviews;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The wizard's fifth step: both ends are tested as the task will use them. */
@Path("/tasks/new/{id:\\d+}/checks")
@Authenticated
final class TaskChecksPage {
  private final TaskDrafts drafts;
  private final Endpoints endpoints;
  private final EndpointTests tests;
  private final TaskPreviews previews;
  private final Htmx htmx;
  private final Toast toast;

  TaskChecksPage(
      TaskDrafts drafts,
      Endpoints endpoints,
      EndpointTests tests,
      TaskPreviews previews,
      Htmx htmx,
      Toast toast) {
    this.drafts = drafts;
    this.endpoints = endpoints;
    this.tests = tests;
    this.previews = previews;
    this.htmx = htmx;
    this.toast = toast;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    if (htmx.wantsFragment()) {
      return tested(draft);
    }
    Tested source = source(draft);
    Tested target = tested(draft.content.targetId(), Use.TARGET);
    return Templates.checks(draft, source, target);
  }

  /** Begins to test both ends; the page asks for it when it is there. */
  @POST
  public Response run(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    try {
      tests.begin(draft.content.sourceId(), sourceUse(draft));
      tests.begin(draft.content.targetId(), Use.TARGET);
    } catch (EngineException e) {
      toast.next(e.sentence());
    }
    return htmx.wantsFragment()
        ? Reply.page(tested(draft))
        : Reply.to("/tasks/new/%d/checks".formatted(id));
  }

  private static Use sourceUse(TaskDraft draft) {
    return draft.content.kind().type().follows() ? Use.FOLLOWED : Use.SOURCE;
  }

  private TemplateInstance tested(TaskDraft draft) {
    return Templates.tested(draft, source(draft), tested(draft.content.targetId(), Use.TARGET));
  }

  /** An endpoint's test knows nothing of the tables that a task is to follow, nor of its canary. */
  private Tested source(TaskDraft draft) {
    Tested tested = tested(draft.content.sourceId(), sourceUse(draft));
    boolean isTold = tested.found().isPresent() && !tested.asking().isRunning();
    if (!isTold || !DraftMapping.of(draft).isRead()) {
      return tested;
    }
    List<Check> rights;
    try {
      rights = previews.rights(draft);
    } catch (EngineException e) {
      rights = List.of(new Check("Tables of the task", Result.FAILED, e.sentence(), ""));
    }
    List<Check> found = rights;
    return new Tested(
        tested.endpoint(),
        tested.asking(),
        tested.found().map(it -> EndpointTests.with(it, found)));
  }

  private Tested tested(long endpointId, Use use) {
    Optional<BackgroundJob<TestResult>> job = tests.last(endpointId, use);
    return new Tested(
        endpoints.edit(endpointId), Asking.of(job), job.flatMap(BackgroundJob::result));
  }

  /**
   * One end.
   *
   * @param endpoint which
   * @param asking how far its test is
   * @param found what the test found; empty where it was not tested, and while it is
   */
  record Tested(Endpoint endpoint, Asking asking, Optional<TestResult> found) {
    /** Whether nobody has begun to test it. */
    public boolean isUntested() {
      return found.isEmpty() && !asking.isRunning() && asking.failure().isEmpty();
    }

    /** What the test found; null where it was not tested, and while it is. */
    public @Nullable TestResult result() {
      return found.orElse(null);
    }

    /** Whether the task could use it. */
    public TaskBadge badge() {
      if (asking.isRunning()) {
        return new TaskBadge("running", "loader-2", "Testing");
      }
      if (!found.map(TestResult::good).orElse(false)) {
        return new TaskBadge("bad", "circle-x", "Failed");
      }
      return found.map(TestResult::hasWarnings).orElse(false)
          ? new TaskBadge("warning", "alert-triangle", "Works, with warnings")
          : new TaskBadge("good", "circle-check", "Works");
    }

    /** How one check ended. */
    public TaskBadge badge(Result check) {
      return switch (check) {
        case PASSED -> new TaskBadge("good", "circle-check", "Passed");
        case WARNING -> new TaskBadge("warning", "alert-triangle", "Warning");
        case FAILED -> new TaskBadge("bad", "circle-x", "Failed");
      };
    }
  }

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance checks(TaskDraft draft, Tested source, Tested target);

    static native TemplateInstance tested(TaskDraft draft, Tested source, Tested target);
  }
}
