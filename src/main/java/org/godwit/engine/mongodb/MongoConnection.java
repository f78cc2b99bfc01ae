package org.godwit.engine.mongodb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MongoSession} as a connection, which is what is handed round between an engine's parts.
 * It can be unwrapped, asked whether it lives, and closed; it takes no SQL, and has no transaction.
 */
final class MongoConnection implements InvocationHandler {
  private final MongoSession session;

  private MongoConnection(MongoSession session) {
    this.session = session;
  }

  static Connection of(MongoSession session) {
    return (Connection)
        Proxy.newProxyInstance(
            MongoConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new MongoConnection(session));
  }

  /** The session that a connection of this engine is. */
  static MongoSession session(Connection connection) {
    try {
      return connection.unwrap(MongoSession.class);
    } catch (SQLException e) {
      throw new EngineException(Failure.UNKNOWN, "the connection isn't one to MongoDB", e);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "unwrap" -> unwrapped(argument(arguments));
      case "isWrapperFor" -> ((Class<?>) argument(arguments)).isInstance(session);
      case "close", "abort" -> {
        session.close();
        yield null;
      }
      case "isClosed" -> session.isClosed();
      case "isValid" -> isValid();
      case "getAutoCommit" -> true;
      // Nothing is written and nothing held: there is nothing to end.
      case "setAutoCommit", "setReadOnly", "commit", "rollback", "clearWarnings" -> null;
      case "equals" -> isSame(proxy, argument(arguments));
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> session.config().place();
      default ->
          throw new SQLFeatureNotSupportedException(
              "MongoDB takes no SQL (" + method.getName() + ")");
    };
  }

  @SuppressWarnings("ReferenceEquality") // to ask the proxy whether it is equal comes here again
  private static boolean isSame(Object proxy, Object other) {
    return proxy == other;
  }

  private static Object argument(Object @Nullable [] arguments) {
    if (arguments == null || arguments.length == 0) {
      throw new IllegalArgumentException("an argument is missing");
    }
    return arguments[0];
  }

  private Object unwrapped(Object wanted) throws SQLException {
    if (!((Class<?>) wanted).isInstance(session)) {
      throw new SQLException("a connection to MongoDB is no " + wanted);
    }
    return session;
  }

  private boolean isValid() {
    if (session.isClosed()) {
      return false;
    }
    try {
      var _ = session.ask("pinging", () -> session.run("admin", MongoSession.command("ping")));
      return true;
    } catch (EngineException _) {
      return false; // that is what was asked
    }
  }
}
