package org.godwit.web;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.engine.EngineException;
import org.godwit.task.console.TaskSequences;
import org.jboss.resteasy.reactive.RestPath;

/** Sets the sequences of a task's target, and says on the task's page what was done. */
@Path("/tasks/{id:\\d+}/sequences")
@Authenticated
final class TaskSequencesPage {
  private final TaskViews views;
  private final TaskSequences sequences;
  private final Toast toast;

  TaskSequencesPage(TaskViews views, TaskSequences sequences, Toast toast) {
    this.views = views;
    this.sequences = sequences;
    this.toast = toast;
  }

  @POST
  public Response set(@RestPath long id) {
    views.see(id);
    try {
      toast.next("Sequences: %s.".formatted(sequences.set(id)));
    } catch (EngineException e) {
      toast.next("The sequences were not set: " + e.sentence());
    }
    return Reply.to("/tasks/" + id);
  }
}
