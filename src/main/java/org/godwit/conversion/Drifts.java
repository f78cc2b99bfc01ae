package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.godwit.convert.Conversion;
import org.godwit.embedded.ServerException;
import org.godwit.endpoint.BackgroundJob;
import org.godwit.endpoint.BackgroundJobs;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.project.Access;
import org.godwit.scratch.ScratchServer;
import org.godwit.security.InvalidInput;

/**
 * Compares what a conversion makes with what a target has: its objects are made on a scratch
 * database, and both servers are asked for their definitions.
 */
@ApplicationScoped
public class Drifts {
  private static final ScratchServer.Limits LIMITS =
      new ScratchServer.Limits(Duration.ofMinutes(30), 4L << 30);

  private final Conversions conversions;
  private final Applications applications;
  private final ObjectTree tree;
  private final Endpoints endpoints;
  private final Engines engines;
  private final Access access;
  private final BackgroundJobs jobs;
  private final Clock clock;

  Drifts(
      Conversions conversions,
      Applications applications,
      ObjectTree tree,
      Endpoints endpoints,
      Engines engines,
      Access access,
      BackgroundJobs jobs,
      Clock clock) {
    this.conversions = conversions;
    this.applications = applications;
    this.tree = tree;
    this.endpoints = endpoints;
    this.engines = engines;
    this.access = access;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Begins to compare, unless that is under way.
   *
   * @throws InvalidInput on {@code endpoint}, {@code form}
   */
  public void begin(long conversionId, long target) {
    StoredConversion conversion = conversions.edit(conversionId);
    if (conversion.isConverting()) {
      throw new InvalidInput("form", "It is being converted; compare it when that has ended.");
    }
    Endpoint endpoint =
        applications.targets(conversion).stream()
            .filter(it -> it.id == target)
            .findFirst()
            .orElseThrow(() -> new InvalidInput("endpoint", "Choose the target."));
    EndpointConfig config;
    try {
      config = endpoints.config(endpoint);
    } catch (EngineException e) {
      throw new InvalidInput("endpoint", e.sentence());
    }
    Engine engine = engines.named(endpoint.engine);
    String name = endpoint.name;
    Set<String> roles = conversion.roles.lines().collect(Collectors.toSet());
    try {
      jobs.start(
          key(conversionId),
          "Making the objects on a scratch database",
          job -> compared(job, conversionId, roles, name, engine, config));
    } catch (EngineException e) {
      throw new InvalidInput("form", e.sentence());
    }
  }

  /** The last comparison that whoever asks has begun lately. */
  public Optional<BackgroundJob<SchemaDrift>> last(long conversionId) {
    return jobs.find(key(conversionId));
  }

  private BackgroundJobs.Key<SchemaDrift> key(long conversionId) {
    return new BackgroundJobs.Key<>(
        access.user().session(), "conversion/%d/drift".formatted(conversionId), SchemaDrift.class);
  }

  /**
   * What a server said.
   *
   * @param schemas that were asked for
   */
  private record Asked(
      Set<String> schemas, SortedMap<SchemaDefinitions.Key, String> objects, int version) {}

  private SchemaDrift compared(
      BackgroundJob<SchemaDrift> job,
      long conversionId,
      Set<String> roles,
      String name,
      Engine engine,
      EndpointConfig config) {
    ScriptPlan plan =
        QuarkusTransaction.requiringNew()
            .call(() -> tree.plan(conversionId, ObjectTree.Filter.ALL, Set.of(), Phase.ALL));
    Set<String> untried = new LinkedHashSet<>();
    Asked made = made(plan, roles, untried);
    job.doing("Asking " + config.place());
    Asked found = found(made.schemas(), plan.hasUnnamedSchema(), engine, config);
    List<SchemaDrift.Difference> differences =
        SchemaDrift.differences(made.objects(), found.objects());
    Set<SchemaDefinitions.Key> both = new LinkedHashSet<>(made.objects().keySet());
    both.retainAll(found.objects().keySet());
    return new SchemaDrift(
        name,
        clock.instant(),
        both.size()
            - (int)
                differences.stream()
                    .filter(it -> it.standing() == SchemaDrift.Standing.DIFFERS)
                    .count(),
        differences,
        List.copyOf(untried),
        made.version() == found.version()
            ? ""
            : "The target is PostgreSQL %d, the scratch database %d: each may write the same view or routine in other words."
                .formatted(found.version(), made.version()));
  }

  private static Asked made(ScriptPlan plan, Set<String> roles, Set<String> untried) {
    try (ScratchPlace _ = ScratchPlace.take();
        ScratchServer server = ScratchServer.start(roles)) {
      server.limit(LIMITS);
      try (Connection connection = server.connect()) {
        make(connection, plan, untried);
        // Also those that objects bring with them: packages, methods, the extension pack.
        Set<String> schemas = SchemaDefinitions.schemas(connection);
        return asked(connection, schemas, plan.hasUnnamedSchema());
      } catch (SQLException e) {
        throw new EngineException(
            Failure.CONFIGURATION,
            server.endedBecause().isEmpty()
                ? "The scratch database can't be asked: " + e.getMessage()
                : "The scratch database was stopped, for " + server.endedBecause() + ".",
            e);
      }
    } catch (ServerException e) {
      throw new EngineException(
          Failure.CONFIGURATION, "The scratch database can't be made: " + e.getMessage(), e);
    }
  }

  private static void make(Connection connection, ScriptPlan plan, Set<String> untried)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String schema : plan.schemas()) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (ScriptPlan.Step step : plan.steps()) {
        try {
          statement.execute(step.sql());
        } catch (SQLException e) {
          if (connection.isClosed()) {
            throw e;
          }
          untried.add(step.title());
        }
      }
    }
  }

  private static Asked found(
      Set<String> schemas, boolean hasUnnamed, Engine engine, EndpointConfig config) {
    try (Connection connection = engine.connect(config)) {
      connection.setReadOnly(true);
      return asked(connection, schemas, hasUnnamed);
    } catch (SQLException e) {
      throw engine.explain(e, "asking for the definitions of objects", config);
    }
  }

  private static Asked asked(Connection connection, Set<String> schemas, boolean hasUnnamed)
      throws SQLException {
    return new Asked(
        schemas,
        SchemaDefinitions.read(connection, schemas, hasUnnamed),
        connection.getMetaData().getDatabaseMajorVersion());
  }
}
