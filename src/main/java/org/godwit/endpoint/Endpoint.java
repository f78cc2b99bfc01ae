package org.godwit.endpoint;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.Tls;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A stored connection to one database, as source or target. */
@Entity
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class Endpoint extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public long projectId;

  /** Unique in its project whatever its case. */
  public String name;

  /** The engine's id. */
  public String engine;

  public String host;
  public int port;
  public String databaseName;
  public String userName;

  /** Sealed; never shown, never exported. Empty for a server that asks for none. */
  public String password;

  @Enumerated(EnumType.STRING)
  public Tls.Mode tlsMode;

  /** PEM; empty for the authorities that Java knows. */
  public String caCertificate;

  /** By id, only what differs from the engine's default. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, String> settings;

  public Instant createdAt;
  public Instant changedAt;

  /** Null where it was never tested as it is now. */
  @JdbcTypeCode(SqlTypes.JSON)
  public @Nullable TestResult lastTest;

  /** When its tables were last listed; null for never. */
  public @Nullable Instant tablesReadAt;

  static List<Endpoint> of(Collection<Long> projectIds) {
    return list("projectId in ?1 order by lower(name), id", projectIds);
  }

  static Optional<Endpoint> named(long projectId, String name) {
    return find("projectId = ?1 and lower(name) = lower(?2)", projectId, name)
        .firstResultOptional();
  }

  /** All of it but the password. */
  public EndpointDescription description() {
    return new EndpointDescription(
        name,
        engine,
        host,
        port,
        databaseName,
        userName,
        new Tls(tlsMode, caCertificate),
        settings);
  }

  @Override
  public String toString() {
    return "endpoint " + name;
  }
}
