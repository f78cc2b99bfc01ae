package org.godwit.endpoint;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An endpoint that somebody is describing or changing. Nobody else sees it. */
@Entity
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class EndpointDraft extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public long userId;
  public long projectId;

  /** The endpoint that is changed; null for a new one. */
  public @Nullable Long endpointId;

  @JdbcTypeCode(SqlTypes.JSON)
  public EndpointDescription content;

  /** Sealed; empty for none. */
  public String password;

  /** Whom a password taken over from a stored endpoint was meant for; empty for a typed one. */
  public String passwordOf;

  /** Of the content as it is; null where it was not tested since it changed. */
  @JdbcTypeCode(SqlTypes.JSON)
  public @Nullable TestResult test;

  public Instant startedAt;
  public Instant changedAt;

  static List<EndpointDraft> ofUser(long userId) {
    return list("userId = ?1 order by changedAt desc", userId);
  }

  static Optional<EndpointDraft> ofUser(long userId, long id) {
    return find("userId = ?1 and id = ?2", userId, id).firstResultOptional();
  }

  static long deleteOf(long userId, long endpointId) {
    return delete("userId = ?1 and endpointId = ?2", userId, endpointId);
  }

  static long deleteOlderThan(Instant limit) {
    return delete("changedAt < ?1", limit);
  }

  /** Whether host and user are known, without which nothing can be tested. */
  public boolean isConnectionKnown() {
    return !content.host().isEmpty() && !content.name().isEmpty();
  }

  /** Whether there is a password. */
  public boolean hasPassword() {
    return !password.isEmpty();
  }

  /** Lets pass only where the password, if it was taken over, goes to whom it was given for. */
  void requirePasswordFits(EndpointDescription description) {
    if (!passwordOf.isEmpty()) {
      EndpointChanges.requireSameLogin(description, passwordOf);
    }
  }

  @Override
  public String toString() {
    return "draft of endpoint " + content.name();
  }
}
