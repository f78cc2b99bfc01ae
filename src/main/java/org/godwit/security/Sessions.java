package org.godwit.security;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The sessions' rows. One is read on every request, so plain JDBC: a session that is gone, or whose
 * user is disabled, is a stranger at once and on all nodes.
 */
@Singleton
public final class Sessions {
  /** A session ends after this time, used or not. */
  public static final Duration LENGTH_MAX = Duration.ofHours(12);

  private static final String FIND =
      """
      select u.id, u.name, u.full_name, u.role, u.must_change_password, s.expires_at
      from login_session s join app_user u on u.id = s.user_id
      where s.id = ? and s.expires_at > ? and not u.disabled""";

  private final DataSource store;
  private final Clock clock;

  Sessions(DataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Starts one. */
  UUID start(User user, String address) {
    UUID session = UUID.randomUUID();
    Instant now = clock.instant();
    update(
        "insert into login_session (id, user_id, created_at, expires_at, address) values (?,?,?,?,?)",
        session,
        user.id,
        utc(now),
        utc(now.plus(LENGTH_MAX)),
        address);
    return session;
  }

  /** Who is behind the session now; empty where it ended. */
  public Optional<SignedIn> find(UUID session) {
    try (Connection connection = store.getConnection();
        PreparedStatement query = connection.prepareStatement(FIND)) {
      query.setObject(1, session);
      query.setObject(2, utc(clock.instant()));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(signedIn(session, row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreFailure("reading a session", e);
    }
  }

  /** Ends one; nothing happens where it has ended. */
  public void end(UUID session) {
    update("delete from login_session where id = ?", session);
  }

  /** Ends all of a user's. */
  void endAllOf(long userId) {
    update("delete from login_session where user_id = ?", userId);
  }

  /** Ends all of a user's but the one they are asking from. */
  void endOthersOf(long userId, UUID kept) {
    update("delete from login_session where user_id = ? and id <> ?", userId, kept);
  }

  /** Forgets those that ended by time. */
  void sweep() {
    update("delete from login_session where expires_at < ?", utc(clock.instant()));
  }

  private static SignedIn signedIn(UUID session, ResultSet row) throws SQLException {
    String name = row.getString(2);
    String fullName = row.getString(3);
    return new SignedIn(
        session,
        row.getLong(1),
        name,
        fullName.isBlank() ? name : fullName,
        Role.valueOf(row.getString(4)),
        row.getBoolean(5),
        row.getObject(6, OffsetDateTime.class).toInstant());
  }

  private void update(String sql, Object... arguments) {
    try (Connection connection = store.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreFailure("writing a session", e);
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
