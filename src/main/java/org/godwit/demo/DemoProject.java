package org.godwit.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Tls;
import org.godwit.project.Project;
import org.godwit.task.MigrationType;
import org.godwit.task.TaskState;
import org.godwit.task.console.StoredTask;

/** The demo's project, endpoints and tasks in the console's store. */
@ApplicationScoped
public class DemoProject {
  private static final String NAME = "Demo";

  private final Endpoints endpoints;
  private final Clock clock;

  DemoProject(Endpoints endpoints, Clock clock) {
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /**
   * Makes what is missing; ports and passwords of the two servers are new at each start.
   *
   * @return the tasks, to be started where they have not done their work
   */
  @Transactional
  public Made make(EndpointConfig source, EndpointConfig target) {
    Project project = Project.named(NAME).orElseGet(this::project);
    Endpoint from = endpoint(project, "Shop on MariaDB", source);
    Endpoint to = endpoint(project, "Shop on PostgreSQL", target);
    StoredTask loading =
        known(project, DemoTask.NAME)
            .orElseGet(
                () -> {
                  StoredTask task = task(project, from, to, DemoTask.NAME);
                  task.type = MigrationType.FULL_LOAD;
                  task.mapping = DemoTask.mapping();
                  task.settings = DemoTask.SETTINGS;
                  task.persist();
                  return task;
                });
    StoredTask following =
        known(project, DemoTask.FOLLOWING_NAME)
            .orElseGet(
                () -> {
                  StoredTask task = task(project, from, to, DemoTask.FOLLOWING_NAME);
                  task.type = MigrationType.FULL_LOAD_AND_CDC;
                  task.mapping = DemoTask.followingMapping();
                  task.settings = DemoTask.FOLLOWING_SETTINGS;
                  task.persist();
                  return task;
                });
    return new Made(loading, following);
  }

  /**
   * The demo's tasks.
   *
   * @param loading loads all tables and compares them
   * @param following loads some and follows their changes
   */
  public record Made(StoredTask loading, StoredTask following) {}

  private static Optional<StoredTask> known(Project project, String name) {
    return StoredTask.<StoredTask>find("projectId = ?1 and name = ?2", project.id, name)
        .firstResultOptional();
  }

  private Project project() {
    Project project = new Project();
    project.name = NAME;
    project.description = "A shop's MariaDB moves to PostgreSQL.";
    project.createdAt = clock.instant();
    project.persist();
    return project;
  }

  private Endpoint endpoint(Project project, String name, EndpointConfig config) {
    Optional<Endpoint> known =
        Endpoint.find("projectId = ?1 and name = ?2", project.id, name).firstResultOptional();
    Endpoint endpoint = known.orElseGet(() -> newEndpoint(project, name));
    endpoint.engine = config.engine();
    endpoint.host = config.host();
    endpoint.port = config.port();
    endpoint.databaseName = config.database();
    endpoint.userName = config.user();
    endpoint.password = endpoints.seal(config.password());
    endpoint.changedAt = clock.instant();
    endpoint.persist();
    return endpoint;
  }

  private Endpoint newEndpoint(Project project, String name) {
    Endpoint endpoint = new Endpoint();
    endpoint.projectId = project.id;
    endpoint.name = name;
    endpoint.tlsMode = Tls.Mode.NONE;
    endpoint.caCertificate = "";
    endpoint.settings = Map.of();
    endpoint.createdAt = clock.instant();
    return endpoint;
  }

  private StoredTask task(Project project, Endpoint from, Endpoint to, String name) {
    StoredTask task = new StoredTask();
    task.projectId = project.id;
    task.name = name;
    task.controlName = "demo " + UUID.randomUUID();
    task.sourceEndpointId = from.id;
    task.targetEndpointId = to.id;
    task.state = TaskState.READY;
    task.phase = "";
    task.failure = "";
    task.createdAt = clock.instant();
    task.stateSince = task.createdAt;
    return task;
  }
}
