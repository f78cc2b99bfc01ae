package org.godwit.web;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.godwit.endpoint.EndpointUse;

/** Uses endpoints as long as a test says so. */
@Singleton
public final class TestUse implements EndpointUse {
  private final Set<Long> used = new ConcurrentSkipListSet<>();

  void use(long endpointId) {
    used.add(endpointId);
  }

  void release(long endpointId) {
    used.remove(endpointId);
  }

  @Override
  public List<Used> of(long endpointId) {
    return used.contains(endpointId)
        ? List.of(new Used("task", "nightly", "/tasks/nightly"))
        : List.of();
  }
}
