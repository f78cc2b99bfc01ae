package org.godwit.endpoint;

import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;

/**
 * What an endpoint is, without its password; while it is being described, parts may be empty.
 *
 * @param name unique in its project
 * @param engine the engine's id
 * @param host name or address
 * @param port the server's port
 * @param database empty where the engine doesn't ask for one
 * @param user who logs in
 * @param tls how the connection is encrypted
 * @param settings the engine's own, by id, that differ from their default
 */
public record EndpointDescription(
    String name,
    String engine,
    String host,
    int port,
    String database,
    String user,
    Tls tls,
    Map<String, String> settings) {
  public EndpointDescription {
    settings = Map.copyOf(settings);
  }

  /** Nothing but the engine and its usual port. */
  static EndpointDescription blank(String engine, int port) {
    return new EndpointDescription("", engine, "", port, "", "", Tls.NONE, Map.of());
  }

  /** The same under another name. */
  public EndpointDescription withName(String other) {
    return new EndpointDescription(other, engine, host, port, database, user, tls, settings);
  }

  /** The same with another engine. */
  EndpointDescription withEngine(String other) {
    return new EndpointDescription(name, other, host, port, database, user, tls, settings);
  }

  /** The same with other settings. */
  public EndpointDescription withSettings(Map<String, String> others) {
    return new EndpointDescription(name, engine, host, port, database, user, tls, others);
  }

  /** To whom the password is told: {@code ann@db1:3306}. */
  String login() {
    return "%s@%s:%d".formatted(user, host, port);
  }

  /** All that is needed to connect. */
  public EndpointConfig config(Password password) {
    return new EndpointConfig(engine, host, port, database, user, password, tls, settings);
  }
}
