package org.godwit.testing;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for a server that isn't here: it answers queries with the rows of a fixture and keeps
 * what it was sent. It knows no SQL. What is tested with it is which statements are sent and how
 * answers are understood, never that a server takes them.
 */
public final class StandInServer {
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private int connections;
  private final Class<? extends ResultSet> rowType;

  /** What a statement that holds some words gets. */
  private record Answer(Answers rows, @Nullable SQLException refusal) {}

  /** Rows that depend on what a server has been told before. */
  public interface Answers {
    /** To a statement. */
    List<Object[]> to(String sql) throws SQLException;
  }

  /** A server whose driver's rows are of that type. */
  public StandInServer(Class<? extends ResultSet> rowType) {
    this.rowType = rowType;
  }

  /** Answers statements that hold the words; the answer that was given first goes first. */
  public StandInServer answer(String words, Object[]... rows) {
    List<Object[]> all = List.of(rows);
    return answer(words, (String _) -> all);
  }

  /** Answers statements that hold the words with what is found for each. */
  public StandInServer answer(String words, Answers rows) {
    answers.put(words, new Answer(rows, null));
    return this;
  }

  /** Refuses statements that hold the words. */
  public StandInServer refuse(String words, SQLException refusal) {
    answers.put(words, new Answer(_ -> List.of(), refusal));
    return this;
  }

  /** A row; NULL where a value is. */
  public static Object[] row(@Nullable Object... values) {
    return values;
  }

  /** Every statement in the order in which it came, with its parameters. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  /**
   * Everything in the order in which it came, with the number of its connection: statements, and
   * what was done to transactions and connections.
   */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** A connection; all share the answers and the record. */
  public Connection connection() {
    int number = ++connections;
    boolean[] isAutoCommit = {true};
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "createStatement" -> statement(number, "");
              case "prepareStatement" -> statement(number, (String) arguments[0]);
              case "isClosed" -> false;
              case "getMetaData" -> metaData();
              case "getAutoCommit" -> isAutoCommit[0];
              case "setAutoCommit" -> {
                isAutoCommit[0] = (Boolean) arguments[0];
                log.add(number + ": autocommit " + (isAutoCommit[0] ? "on" : "off"));
                yield null;
              }
              case "commit", "rollback" -> {
                if (isAutoCommit[0]) {
                  throw new SQLException("no " + method.getName() + " while autocommit is on");
                }
                log.add(number + ": " + method.getName());
                yield null;
              }
              case "close" -> {
                log.add(number + ": close");
                yield null;
              }
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static DatabaseMetaData metaData() {
    return proxy(
        DatabaseMetaData.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getDatabaseProductVersion" -> "a stand-in";
              case "getDatabaseMajorVersion" -> 19;
              case "getDatabaseMinorVersion" -> 0;
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private Statement statement(int connection, String prepared) {
    List<String> parameters = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "setString" -> parameters.add((String) arguments[1]);
              case "executeQuery" ->
                  rows(
                      answer(
                          connection,
                          arguments == null ? prepared : (String) arguments[0],
                          parameters));
              case "execute", "executeUpdate" -> {
                answer(
                    connection, arguments == null ? prepared : (String) arguments[0], parameters);
                yield method.getReturnType() == int.class ? (Object) 0 : (Object) false;
              }
              case "close", "cancel", "setFetchSize", "setQueryTimeout" -> null;
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private List<Object[]> answer(int connection, String sql, List<String> parameters)
      throws SQLException {
    log.add(connection + ": " + sql);
    sent.add(parameters.isEmpty() ? sql : sql + "\n-- " + String.join(", ", parameters));
    for (Map.Entry<String, Answer> answer : answers.entrySet()) {
      if (sql.contains(answer.getKey())) {
        if (answer.getValue().refusal() != null) {
          throw answer.getValue().refusal();
        }
        return answer.getValue().rows().to(sql);
      }
    }
    return List.of();
  }

  private ResultSet rows(List<Object[]> rows) {
    int[] at = {-1};
    Object[] last = {null};
    Function<Object[], @Nullable Object> value =
        arguments -> last[0] = rows.get(at[0])[(Integer) arguments[0] - 1];
    return proxy(
        rowType,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "next" -> ++at[0] < rows.size();
              case "wasNull" -> last[0] == null;
              case "close" -> null;
              case "unwrap" -> self;
              case "getInt" -> number(value.apply(arguments)).intValueExact();
              case "getLong" -> number(value.apply(arguments)).longValueExact();
              case "getDouble" -> real(value.apply(arguments));
              case "getFloat" -> (float) real(value.apply(arguments));
              case "getBoolean" -> Boolean.TRUE.equals(value.apply(arguments));
              case "getString" -> {
                Object text = value.apply(arguments);
                yield text == null ? null : text.toString();
              }
              case "getCharacterStream", "getNCharacterStream" -> {
                Object text = value.apply(arguments);
                yield text == null ? null : new StringReader(text.toString());
              }
              case "getBinaryStream" -> {
                Object bytes = value.apply(arguments);
                yield bytes == null ? null : new ByteArrayInputStream((byte[]) bytes);
              }
              case "getBigDecimal" -> {
                Object number = value.apply(arguments);
                yield number == null ? null : number(number);
              }
              case "getBytes", "getDATE", "getTIMESTAMP", "getObject" -> value.apply(arguments);
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static BigDecimal number(@Nullable Object value) {
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }

  private static double real(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  private static <T> T proxy(Class<? extends T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            StandInServer.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
