package org.godwit.engine;

import java.util.List;

/**
 * What a person needs to know to describe an endpoint of an engine.
 *
 * @param id as DMS names it ({@code mysql}, {@code mariadb}, {@code postgres})
 * @param displayName as its makers write it
 * @param defaultPort the server's usual port
 * @param urlSchemes of URLs that mean this engine, with JDBC's ({@code postgresql}, {@code
 *     jdbc:postgresql}); the first is the one that is printed
 * @param databaseLabel what the engine calls the thing that the database field names
 * @param databaseRequired whether a connection must name one
 * @param settings beyond host, port, database, user, password and TLS
 */
public record EngineDescriptor(
    String id,
    String displayName,
    int defaultPort,
    List<String> urlSchemes,
    String databaseLabel,
    boolean databaseRequired,
    List<EndpointSetting> settings) {
  public EngineDescriptor {
    urlSchemes = List.copyOf(urlSchemes);
    settings = List.copyOf(settings);
  }
}
