package org.godwit.task;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Engine;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;

/**
 * A source engine that does something once at a chosen moment of a run, in the thread that has come
 * there: faults strike where they are meant to, without waiting.
 */
final class Moment {
  private final AtomicLong left;
  private final Runnable deed;

  private Moment(long count, Runnable deed) {
    this.left = new AtomicLong(count);
    this.deed = deed;
  }

  /** Before the n-th row is read, of all tables together. */
  static Engine atRow(long row, Engine engine, Runnable deed) {
    Moment moment = new Moment(row, deed);
    return wrap(
        Engine.class,
        engine,
        (method, result) ->
            method.equals("snapshotSource")
                ? ((Optional<?>) result).map(it -> moment.source((SnapshotSource) it))
                : result);
  }

  /** When the validation begins with its first table. */
  static Engine atValidation(Engine engine, Runnable deed) {
    Moment moment = new Moment(2, deed); // the first call prepares the sessions
    return wrap(
        Engine.class,
        engine,
        (method, result) -> {
          if (method.equals("canonicalText")) {
            moment.pass();
          }
          return result;
        });
  }

  /** As {@link #atRow}, of the load of a task that follows changes behind it. */
  static Engine atRowBeforeChanges(long row, Engine engine, Runnable deed) {
    Moment moment = new Moment(row, deed);
    return wrap(
        Engine.class,
        engine,
        (method, result) ->
            method.equals("changeSource")
                ? ((Optional<?>) result).map(it -> moment.changes((ChangeSource) it))
                : result);
  }

  /** When the n-th piece of a table begins to be read, in a task that follows changes behind it. */
  static Engine atPieceBeforeChanges(long piece, Engine engine, Runnable deed) {
    Moment moment = new Moment(piece, deed);
    return wrap(
        Engine.class,
        engine,
        (method, result) ->
            method.equals("changeSource")
                ? ((Optional<?>) result).map(it -> moment.changesByPiece((ChangeSource) it))
                : result);
  }

  private ChangeSource changes(ChangeSource source) {
    return wrap(
        ChangeSource.class,
        source,
        (method, result) -> method.equals("snapshot") ? snapshot((Snapshot) result) : result);
  }

  private ChangeSource changesByPiece(ChangeSource source) {
    return wrap(
        ChangeSource.class,
        source,
        (method, result) -> method.equals("snapshot") ? pieces((Snapshot) result) : result);
  }

  private Snapshot pieces(Snapshot snapshot) {
    return wrap(
        Snapshot.class,
        snapshot,
        (method, result) -> {
          if (method.equals("read") || method.equals("pass")) {
            pass();
          }
          return result;
        });
  }

  private SnapshotSource source(SnapshotSource source) {
    return wrap(
        SnapshotSource.class,
        source,
        (method, result) -> method.equals("take") ? snapshot((Snapshot) result) : result);
  }

  private Snapshot snapshot(Snapshot snapshot) {
    return wrap(
        Snapshot.class,
        snapshot,
        (method, result) -> method.equals("read") ? cursor((RowCursor) result) : result);
  }

  private RowCursor cursor(RowCursor cursor) {
    return wrap(
        RowCursor.class,
        cursor,
        (method, result) -> {
          if (method.equals("next")) {
            pass();
          }
          return result;
        });
  }

  private void pass() {
    if (left.decrementAndGet() == 0) {
      deed.run();
    }
  }

  private interface After {
    Object change(String method, Object result);
  }

  private static <T> T wrap(Class<T> type, T wrapped, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            Moment.class.getClassLoader(),
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
