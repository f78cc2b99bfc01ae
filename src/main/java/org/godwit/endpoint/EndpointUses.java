package org.godwit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;

/** All that uses endpoints, whoever knows of it. */
@ApplicationScoped
public class EndpointUses {
  private final Instance<EndpointUse> sources;

  EndpointUses(Instance<EndpointUse> sources) {
    this.sources = sources;
  }

  /** What uses the endpoint now, by name; for who may see the endpoint. */
  public List<EndpointUse.Used> of(long endpointId) {
    return sources.stream()
        .flatMap(it -> it.of(endpointId).stream())
        .sorted(Comparator.comparing(EndpointUse.Used::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }
}
