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
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords. Failures are counted in the store, so that all nodes see them:
 * by account and address together (strictly), by address, and by account from everywhere (loosely,
 * so that a stranger can't lock the owner out easily). Names that don't exist count alike.
 */
@Singleton
final class LoginLimiter {
  static final Duration WINDOW = Duration.ofMinutes(15);
  static final int PER_ACCOUNT_AND_ADDRESS_MAX = 5;
  static final int PER_ADDRESS_MAX = 30;
  static final int PER_ACCOUNT_MAX = 50;

  private static final String BOTH = "account = ? and address = ?";
  private static final String ADDRESS = "address = ?";
  private static final String ACCOUNT = "account = ?";

  private final DataSource store;
  private final Clock clock;

  LoginLimiter(DataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Until when the next attempt is refused; empty where it may go on. */
  Optional<Instant> refusedUntil(String account, String address) {
    String name = key(account);
    return freeAgain(PER_ACCOUNT_AND_ADDRESS_MAX, BOTH, name, address)
        .or(() -> freeAgain(PER_ADDRESS_MAX, ADDRESS, address))
        .or(() -> freeAgain(PER_ACCOUNT_MAX, ACCOUNT, name));
  }

  void failed(String account, String address) {
    run(
        "insert into login_failure (at, account, address) values (?, ?, ?)",
        utc(clock.instant()),
        key(account),
        address);
    run("delete from login_failure where at < ?", utc(clock.instant().minus(WINDOW)));
  }

  void succeeded(String account, String address) {
    run("delete from login_failure where " + BOTH, key(account), address);
  }

  // The n-th newest failure within the window blocks until it leaves the window.
  private Optional<Instant> freeAgain(int max, String condition, String... arguments) {
    String sql =
        "select at from login_failure where at > ? and %s order by at desc limit 1 offset %d"
            .formatted(condition, max - 1);
    try (Connection connection = store.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, utc(clock.instant().minus(WINDOW)));
      for (int i = 0; i < arguments.length; i++) {
        query.setString(i + 2, arguments[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(end(rows.getObject(1, OffsetDateTime.class)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreFailure("counting failed logins", e);
    }
  }

  private static Instant end(@Nullable OffsetDateTime failedAt) {
    return java.util.Objects.requireNonNull(failedAt).toInstant().plus(WINDOW);
  }

  private void run(String sql, Object... arguments) {
    try (Connection connection = store.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreFailure("counting failed logins", e);
    }
  }

  private static String key(String account) {
    String name = account.strip().toLowerCase(Locale.ROOT);
    return name.length() > 200 ? name.substring(0, 200) : name;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
