package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.Source;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.SchemaScripts;
import org.godwit.security.InvalidInput;

/** Where conversions get their scripts: from a person, or from a server's data dictionary. */
@ApplicationScoped
public class ConversionSources {
  private static final String SOURCE = "oracle";

  private final Endpoints endpoints;
  private final Engines engines;

  ConversionSources(Endpoints endpoints, Engines engines) {
    this.endpoints = endpoints;
    this.engines = engines;
  }

  /**
   * What a conversion can begin with.
   *
   * @param scripts engines whose scripts a person may send
   * @param servers endpoints of the project whose dictionary can be read
   */
  public record Choices(List<Source> scripts, List<Endpoint> servers) {}

  /** What a conversion of the project can begin with. */
  public Choices choices(long projectId) {
    return new Choices(List.of(Source.values()), servers(projectId));
  }

  private List<Endpoint> servers(long projectId) {
    return endpoints.of(projectId).stream()
        .filter(it -> Source.of(it.engine).isPresent())
        .filter(it -> engines.named(it.engine).schemaScripts().isPresent())
        .toList();
  }

  /**
   * The engine whose scripts a person means to send; empty where an endpoint was chosen.
   *
   * @param chosen the id of an engine or of an endpoint as a form has it
   */
  public Optional<Source> scriptsOf(String chosen) {
    return Source.of(chosen);
  }

  /**
   * Schemas of one of a project's endpoints.
   *
   * @param chosen the id of the endpoint as a form has it
   * @param schemas as a person types them
   * @throws InvalidInput on {@code from}, {@code schemas}
   */
  public ConversionSource server(long projectId, String chosen, String schemas) {
    Endpoint server =
        servers(projectId).stream()
            .filter(it -> it.id.toString().equals(chosen))
            .findFirst()
            .orElseThrow(
                () -> new InvalidInput("from", "Choose scripts, or an endpoint of the project."));
    checked(() -> scripts(server.engine).check(schemas));
    return ConversionSource.of(server, schemas.strip());
  }

  /**
   * Scripts that a person sent; what SQL*Plus extracted of Oracle is among them.
   *
   * @throws InvalidInput as {@link Scripts#read}
   */
  public ConversionSource sent(
      Source engine, List<Scripts.Sent> files, String pasted, String encoding) {
    return ConversionSource.of(
        engine, Scripts.read(files, pasted, encoding, scripts(engine.engine())));
  }

  /**
   * A script for SQL*Plus that reads schemas where there is no connection.
   *
   * @throws InvalidInput on {@code schemas}
   */
  public String extraction(String schemas) {
    checked(() -> scripts(SOURCE).check(schemas));
    return scripts(SOURCE).extraction(schemas);
  }

  private static void checked(Runnable check) {
    try {
      check.run();
    } catch (EngineException e) {
      throw new InvalidInput("schemas", e.sentence());
    }
  }

  private SchemaScripts scripts(String engine) {
    return engines.named(engine).schemaScripts().orElseThrow();
  }

  /** A server that a conversion is read from. */
  record Server(String name, EndpointConfig config, String schemas) {}

  /** The server that the conversion is read from; empty where its scripts are kept. */
  Optional<Server> server(long conversionId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              StoredConversion conversion = StoredConversion.findById(conversionId);
              if (conversion == null || conversion.endpointId == null) {
                return Optional.<Server>empty();
              }
              Endpoint endpoint = Endpoint.findById(conversion.endpointId);
              return Optional.of(
                  new Server(endpoint.name, endpoints.config(endpoint), conversion.schemas));
            });
  }

  /**
   * Reads the server's dictionary.
   *
   * @throws EngineException with a sentence, also where it is more than this console converts
   */
  Map<String, String> read(Server server) {
    Engine engine = engines.named(server.config().engine());
    try (Connection connection = engine.connect(server.config())) {
      return scripts(server.config().engine())
          .read(connection, server.schemas(), Scripts.BYTES_MAX);
    } catch (SQLException e) {
      throw engine.explain(e, "reading schemas", server.config());
    }
  }
}
