package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.EndpointTests;
import org.godwit.endpoint.Endpoints;
import org.godwit.endpoint.TestResult;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.Use;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.jboss.resteasy.reactive.RestPath;

/** The wizard's fifth step: both ends are tested as the task will use them. */
@Path("/tasks/new/{id:\\d+}/checks")
@Authenticated
final class TaskChecksPage {
  private final TaskDrafts drafts;
  private final Endpoints endpoints;
  private final EndpointTests tests;

  TaskChecksPage(TaskDrafts drafts, Endpoints endpoints, EndpointTests tests) {
    this.drafts = drafts;
    this.endpoints = endpoints;
    this.tests = tests;
  }

  @GET
  public TemplateInstance get(@RestPath long id) {
    return Templates.checks(drafts.get(id));
  }

  /** Tests both ends; the page asks for it when it is there. Each is given up after 20 seconds. */
  @POST
  public Response run(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    Tested source = tested(draft.content.sourceId(), Use.SOURCE);
    Tested target = tested(draft.content.targetId(), Use.TARGET);
    return Reply.page(Templates.tested(draft, source, target));
  }

  private Tested tested(long endpointId, Use use) {
    Endpoint endpoint = endpoints.edit(endpointId);
    return new Tested(endpoint, tests.test(endpointId, use));
  }

  /**
   * One end, tested.
   *
   * @param endpoint which
   * @param result what was found
   */
  record Tested(Endpoint endpoint, TestResult result) {
    /** Whether the task could use it. */
    public TaskBadge badge() {
      if (!result.good()) {
        return new TaskBadge("bad", "circle-x", "Failed");
      }
      return result.hasWarnings()
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

    static native TemplateInstance checks(TaskDraft draft);

    static native TemplateInstance tested(TaskDraft draft, Tested source, Tested target);
  }
}
