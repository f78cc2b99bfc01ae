package org.godwit.endpoint;

import java.util.List;

/** Somebody who uses endpoints, such as tasks. An endpoint in use can't be deleted. */
public interface EndpointUse {

  /** What uses the endpoint now, in order of name. */
  List<Used> of(long endpointId);

  /**
   * One user of an endpoint.
   *
   * @param kind in a sentence: {@code task}
   * @param name of the thing
   * @param path of its page
   */
  record Used(String kind, String name, String path) {}
}
