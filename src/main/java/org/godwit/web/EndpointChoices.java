package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.EndpointTables;
import org.godwit.endpoint.EndpointTests;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EngineException;
import org.godwit.engine.Use;
import org.godwit.task.console.draft.TableTree;

/** The endpoints that a task of a project can go between, with what is known of each. */
@ApplicationScoped
public class EndpointChoices {
  private final Endpoints endpoints;
  private final EndpointTables tables;
  private final EndpointTests tests;
  private final TableTree tree;

  EndpointChoices(Endpoints endpoints, EndpointTables tables, EndpointTests tests, TableTree tree) {
    this.endpoints = endpoints;
    this.tables = tables;
    this.tests = tests;
    this.tree = tree;
  }

  /**
   * An endpoint to choose.
   *
   * @param endpoint which
   * @param version as the last test found it; empty for never tested
   * @param size of what it had when its tables were last listed
   */
  record Choice(Endpoint endpoint, String version, TableTree.Size size) {}

  /** What can be chosen for each end. */
  record Offered(List<Choice> sources, List<Choice> targets) {}

  Offered of(long projectId) {
    List<Choice> all = endpoints.of(projectId).stream().map(this::choice).toList();
    return new Offered(usable(all, Use.SOURCE), usable(all, Use.TARGET));
  }

  private List<Choice> usable(List<Choice> all, Use use) {
    return all.stream().filter(it -> tests.usesOf(it.endpoint().engine).contains(use)).toList();
  }

  private Choice choice(Endpoint endpoint) {
    var test = endpoint.lastTest;
    return new Choice(endpoint, test == null ? "" : test.version(), tree.whole(endpoint.id));
  }

  /**
   * Lists an endpoint's tables where that was never done.
   *
   * @throws EngineException where its database does not answer
   */
  void list(long endpointId) {
    if (endpoints.see(endpointId).tablesReadAt == null) {
      refresh(endpointId);
    }
  }

  /**
   * Lists an endpoint's tables anew.
   *
   * @throws EngineException where its database does not answer
   */
  void refresh(long endpointId) {
    tables.keep(endpointId, tables.read(endpointId));
  }
}
