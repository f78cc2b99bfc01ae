package org.godwit.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a terminal or an operating system asks a process to end with.
 *
 * <p>Java's shutdown hooks hear of the first such signal only, and take the exit code away. The one
 * other way, {@code sun.misc.Signal}, may not be named in source that compiles without warnings, so
 * it is called by reflection.
 */
enum EndSignal {
  /** The terminal is gone. */
  HUP(1),
  /** Ctrl-C. */
  INT(2),
  /** What {@code kill}, systemd and containers send. */
  TERM(15);

  private static final int SHELLS_OFFSET = 128;

  private final int number;

  EndSignal(int number) {
    this.number = number;
  }

  /** The process's exit code, as shells count: 128 and the signal's number. */
  int exitCode() {
    return SHELLS_OFFSET + number;
  }

  /** {@code SIGTERM}. */
  @Override
  public String toString() {
    return "SIG" + name();
  }

  /** Handlers that were there before. */
  interface Handling extends AutoCloseable {
    /** Puts them back. */
    @Override
    void close();
  }

  /**
   * Calls the handler for each of these signals, each time in a new thread, instead of ending the
   * process. A signal that the process was started to ignore, as by {@code nohup}, stays ignored.
   */
  static Handling handle(Consumer<EndSignal> handler) {
    List<Runnable> undo = new ArrayList<>();
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      var handle = signalClass.getMethod("handle", signalClass, handlerClass);
      for (EndSignal wanted : values()) {
        Object signal = signalClass.getConstructor(String.class).newInstance(wanted.name());
        Object ours =
            Proxy.newProxyInstance(
                EndSignal.class.getClassLoader(),
                new Class<?>[] {handlerClass},
                (_, method, _) -> {
                  if (method.getName().equals("handle")) {
                    handler.accept(wanted);
                  }
                  return null;
                });
        Object before = handle.invoke(null, signal, ours);
        undo.add(
            () -> {
              try {
                handle.invoke(null, signal, before);
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
              }
            });
      }
    } catch (InvocationTargetException e) {
      // -Xrs: the user wants Java to leave signals alone; they end the process as they always do.
      LOG.log(System.Logger.Level.DEBUG, "signals are not handled", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return () -> undo.forEach(Runnable::run);
  }

  private static final System.Logger LOG = System.getLogger(EndSignal.class.getName());
}
