package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.godwit.convert.PostgresVersion;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.scratch.GivenServer;
import org.godwit.scratch.ScratchDatabase;
import org.godwit.scratch.ScratchServer;
import org.godwit.security.InvalidInput;

/** The versions of PostgreSQL that conversions are written for, and the servers that try them. */
@ApplicationScoped
public class ConversionTargets {
  private static final String TARGET = "postgres";

  /** Stands in front of an endpoint's id, for a version is a number too. */
  private static final String ON = "on-";

  private final Endpoints endpoints;
  private final Engines engines;

  ConversionTargets(Endpoints endpoints, Engines engines) {
    this.endpoints = endpoints;
    this.engines = engines;
  }

  /**
   * One that a form offers.
   *
   * @param value as the form sends it
   */
  public record Choice(String value, String words) {}

  /**
   * What a conversion of the project can be written for.
   *
   * @param versions which the console's own server tries
   * @param servers endpoints of the project that try for themselves
   */
  public record Choices(List<Choice> versions, List<Choice> servers) {}

  /** What a conversion of the project can be written for. */
  public Choices choices(long projectId) {
    List<Choice> versions =
        IntStream.rangeClosed(PostgresVersion.MAJOR_MIN, PostgresVersion.MAJOR_MAX)
            .mapToObj(it -> new Choice(Integer.toString(it), new PostgresVersion(it).toString()))
            .toList();
    List<Choice> servers =
        servers(projectId).stream()
            .map(it -> new Choice(ON + it.id, "%s at %s".formatted(it.name, it.host)))
            .toList();
    return new Choices(versions, servers);
  }

  private List<Endpoint> servers(long projectId) {
    return endpoints.of(projectId).stream().filter(it -> it.engine.equals(TARGET)).toList();
  }

  /** What the form sends for what the conversion has. */
  public static String chosen(StoredConversion conversion) {
    return conversion.proofEndpointId == null
        ? Integer.toString(conversion.targetMajor)
        : ON + conversion.proofEndpointId;
  }

  /**
   * What a person chose; the console's own version where nothing was.
   *
   * @param chosen a {@link Choice#value}
   * @throws InvalidInput on {@code target}
   */
  public ConversionTarget parsed(long projectId, String chosen) {
    if (chosen.isEmpty()) {
      return new ConversionTarget(PostgresVersion.OWN, Optional.empty());
    }
    Choices choices = choices(projectId);
    if (choices.versions().stream().anyMatch(it -> it.value().equals(chosen))) {
      return new ConversionTarget(new PostgresVersion(Integer.parseInt(chosen)), Optional.empty());
    }
    return servers(projectId).stream()
        .filter(it -> chosen.equals(ON + it.id))
        .findFirst()
        .map(it -> new ConversionTarget(PostgresVersion.OWN, Optional.of(it)))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "target", "Choose a version, or a PostgreSQL endpoint of the project."));
  }

  /**
   * Where a conversion is tried.
   *
   * @param version that is written for
   * @param server that tries; empty for the console's own
   */
  record Place(PostgresVersion version, Optional<EndpointConfig> server) {}

  /**
   * Where the conversion is tried; asks the endpoint that it names for its version.
   *
   * @throws org.godwit.engine.EngineException where that can't be reached
   * @throws org.godwit.embedded.ServerException where nothing is written for its version
   */
  Place place(long conversionId) {
    Place stored =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  StoredConversion conversion = StoredConversion.findById(conversionId);
                  Optional<EndpointConfig> server =
                      Optional.ofNullable(conversion.proofEndpointId)
                          .map(it -> endpoints.config(Endpoint.findById(it)));
                  return new Place(new PostgresVersion(conversion.targetMajor), server);
                });
    return stored
        .server()
        .map(it -> new Place(GivenServer.version(engine(), it), stored.server()))
        .orElse(stored);
  }

  private Engine engine() {
    return engines.named(TARGET);
  }

  /** Makes a scratch database there; the caller closes it. */
  ScratchDatabase scratch(Place place) {
    return place
        .server()
        .<ScratchDatabase>map(it -> GivenServer.start(engine(), it))
        .orElseGet(ScratchServer::start);
  }
}
