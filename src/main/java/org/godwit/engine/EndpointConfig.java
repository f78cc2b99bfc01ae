package org.godwit.engine;

import java.util.Map;

/**
 * All that is needed to connect to one database.
 *
 * @param engine the engine's id
 * @param host name or address
 * @param port the server's port
 * @param database the database; empty where the engine doesn't ask for one
 * @param user who logs in
 * @param password of that user
 * @param tls how the connection is encrypted
 * @param settings the engine's own settings that differ from their default, by id
 */
public record EndpointConfig(
    String engine,
    String host,
    int port,
    String database,
    String user,
    Password password,
    Tls tls,
    Map<String, String> settings) {
  public EndpointConfig {
    settings = Map.copyOf(settings);
  }

  /** The same endpoint with another password. */
  public EndpointConfig withPassword(Password other) {
    return new EndpointConfig(engine, host, port, database, user, other, tls, settings);
  }

  /** Where it is, for messages: {@code mysql://host:3306/shop}, without user and password. */
  public String place() {
    return engine + "://" + host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return place();
  }
}
