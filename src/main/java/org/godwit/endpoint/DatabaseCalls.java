package org.godwit.endpoint;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * Asks databases on behalf of a person who waits for a page: a few at a time, each with a limit, so
 * that a host that swallows packets holds neither the person nor the console.
 */
@Singleton
public final class DatabaseCalls {
  private static final int RUNNING_MAX = 16;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(RUNNING_MAX);

  /**
   * What the database answers.
   *
   * @param doing what is tried, for the message: {@code "testing the connection"}
   * @throws EngineException that the engine threw, or of {@link Failure#TIMEOUT} at the limit
   */
  public <T> T ask(EndpointConfig config, String doing, Duration limit, Callable<T> question) {
    Future<T> answer = threads.submit(() -> limited(question));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new EngineException(Failure.TIMEOUT, silence(config, doing, limit), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw new EngineException(Failure.TIMEOUT, "The console is being stopped.", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException known -> throw known;
        case Error broken -> throw broken;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private <T> T limited(Callable<T> question) throws Exception {
    if (!free.tryAcquire()) {
      throw new EngineException(
          Failure.TIMEOUT,
          "%d databases are being asked already; try again in a moment.".formatted(RUNNING_MAX));
    }
    try {
      return question.call();
    } finally {
      free.release();
    }
  }

  private static String silence(EndpointConfig config, String doing, Duration limit) {
    return """
        %s at %s gave no answer within %d s. Check host and port, \
        whether a firewall between drops the packets, and whether the server is overloaded."""
        .formatted(doing, config.place(), limit.toSeconds());
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
