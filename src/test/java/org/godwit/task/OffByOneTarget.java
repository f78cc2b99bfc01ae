package org.godwit.task;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.godwit.engine.Engine;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.TableWriter;
import org.godwit.engine.postgresql.PostgresEngine;

/** PostgreSQL as a target whose writer stores one number as the next one: a broken codec. */
final class OffByOneTarget {
  private OffByOneTarget() {}

  /** Breaks one value. */
  static Engine breaking(int value) {
    return wrap(
        Engine.class,
        new PostgresEngine(),
        (method, result) ->
            method.equals("loadTarget")
                ? ((Optional<?>) result).map(target -> brokenTarget((LoadTarget) target, value))
                : result);
  }

  private static LoadTarget brokenTarget(LoadTarget target, int value) {
    return wrap(
        LoadTarget.class,
        target,
        (method, result) ->
            method.equals("writer") ? brokenWriter((TableWriter) result, value) : result);
  }

  private static TableWriter brokenWriter(TableWriter writer, int value) {
    return (TableWriter)
        Proxy.newProxyInstance(
            OffByOneTarget.class.getClassLoader(),
            new Class<?>[] {TableWriter.class},
            (_, method, arguments) -> {
              if (method.getName().equals("putInt") && arguments[0].equals(value)) {
                arguments[0] = value + 1;
              }
              return invoke(writer, method, arguments);
            });
  }

  private interface After {
    Object change(String method, Object result);
  }

  private static <T> T wrap(Class<T> type, T wrapped, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            OffByOneTarget.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                after.change(method.getName(), invoke(wrapped, method, arguments))));
  }

  private static Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
