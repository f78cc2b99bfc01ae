package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.godwit.endpoint.EndpointUse;

/** Tells which tasks use an endpoint, so that it is not deleted under them. */
@ApplicationScoped
public class TaskEndpoints implements EndpointUse {
  @Override
  public List<Used> of(long endpointId) {
    return StoredTask.<StoredTask>list(
            "sourceEndpointId = ?1 or targetEndpointId = ?1 order by lower(name), id", endpointId)
        .stream()
        .map(task -> new Used("task", task.name, "/tasks/" + task.id))
        .toList();
  }
}
