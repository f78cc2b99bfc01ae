package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.KeptStream;
import org.godwit.engine.KeptStreams;
import org.godwit.engine.SetupStatement;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.plan.CanaryTable;

/**
 * What a source keeps for tasks that this store does not have: those of another Godwit, or gone.
 */
@ApplicationScoped
public class LeftBehind {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Endpoints endpoints;
  private final Engines engines;
  private final SourceLogs logs;
  private final DatabaseCalls calls;

  LeftBehind(Endpoints endpoints, Engines engines, SourceLogs logs, DatabaseCalls calls) {
    this.endpoints = endpoints;
    this.engines = engines;
    this.logs = logs;
    this.calls = calls;
  }

  /**
   * Asks the endpoint's database; for who may change the endpoint.
   *
   * @throws EngineException where it does not answer
   */
  public List<KeptStream> of(long endpointId) {
    Endpoint endpoint = endpoints.edit(endpointId);
    EndpointConfig config = endpoints.config(endpoint);
    Engine engine = engines.named(endpoint.engine);
    if (engine.changeSource().isEmpty()) {
      return List.of();
    }
    Optional<KeptStreams> streams = engine.changeSource().flatMap(ChangeSource::streams);
    String doing = "Looking for what tasks have left behind";
    List<KeptStream> found =
        calls.ask(config, doing, LIMIT, () -> ask(engine, config, streams, doing));
    Owned owned = owned();
    return found.stream().filter(stream -> !owned.has(stream.name())).toList();
  }

  private static List<KeptStream> ask(
      Engine engine, EndpointConfig config, Optional<KeptStreams> streams, String doing) {
    try (Connection connection = engine.connect(config)) {
      SortedMap<String, KeptStream> found = new TreeMap<>();
      if (streams.isPresent()) {
        streams.get().in(connection).forEach(it -> found.put(it.name(), it));
      }
      for (TableName table : engine.catalogReader().kinds(connection).keySet()) {
        if (CanaryTable.isOne(table)) {
          found.merge(CanaryTable.streamOf(table), ofCanary(engine, table), LeftBehind::both);
        }
      }
      return List.copyOf(found.values());
    } catch (SQLException e) {
      throw engine.explain(e, doing, config);
    }
  }

  private static KeptStream ofCanary(Engine engine, TableName table) {
    return new KeptStream(
        CanaryTable.streamOf(table),
        false,
        null,
        null,
        "canary's table " + table,
        List.of(
            new SetupStatement(
                "DROP TABLE " + engine.dialect().quote(table), "The table of a task's canary.")));
  }

  private static KeptStream both(KeptStream stream, KeptStream canary) {
    return new KeptStream(
        stream.name(),
        stream.isRead(),
        stream.unreadSince(),
        stream.bytes(),
        stream.state().isEmpty() ? canary.state() : stream.state() + ", " + canary.state(),
        Stream.of(stream.removal(), canary.removal()).flatMap(List::stream).toList());
  }

  /**
   * The streams of this store's tasks.
   *
   * @param names as runs have told them
   * @param beginnings of the names that tasks have whose runs have not
   */
  private record Owned(Set<String> names, Set<String> beginnings) {
    boolean has(String name) {
      return names.contains(name) || beginnings.stream().anyMatch(name::startsWith);
    }
  }

  private Owned owned() {
    Set<String> names = new HashSet<>();
    Set<String> beginnings = new HashSet<>();
    for (StoredTask task : StoredTask.<StoredTask>listAll()) {
      if (task.type.follows()) {
        logs.find(task.id)
            .ifPresentOrElse(
                log -> names.add(log.stream()),
                () -> beginnings.add(ChangeLedger.streamOf(task.controlName)));
      }
    }
    return new Owned(names, beginnings);
  }
}
