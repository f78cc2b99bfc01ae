package org.godwit.endpoint;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jboss.logging.Logger;

/**
 * Questions to databases that go on while the page of whoever asked looks how far they are. They
 * live in memory alone, each for its login session: nobody else finds them, and what ended is
 * forgotten after a few minutes. How long one may take is bounded by {@link DatabaseCalls}, or by
 * what it does itself.
 */
@Singleton
public final class BackgroundJobs {
  private static final Logger LOG = Logger.getLogger(BackgroundJobs.class);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int KEPT_MAX = 500;
  private static final int RUNNING_A_SESSION_MAX = 4;

  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Key<?>, BackgroundJob<?>> jobs = new LinkedHashMap<>();

  BackgroundJobs(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a job is found by.
   *
   * @param session the login session of whoever asked
   * @param what is asked, such as {@code endpoint/7/tables}
   * @param result the type of what comes out
   */
  public record Key<T>(UUID session, String what, Class<T> result) {}

  /**
   * Starts work, unless the same is under way: then that one goes on.
   *
   * @param doing what it does, for the page: {@code "Asking db1:3306"}
   * @param work may tell the job how far it is; it runs outside of the request
   * @throws EngineException of {@link Failure#TIMEOUT} where the session has started enough already
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the job itself holds result and failure
  public <T> BackgroundJob<T> start(Key<T> key, String doing, Function<BackgroundJob<T>, T> work) {
    BackgroundJob<T> job = new BackgroundJob<>(clock, doing);
    synchronized (jobs) {
      Optional<BackgroundJob<T>> known = find(key);
      if (known.filter(BackgroundJob::isRunning).isPresent()) {
        return known.get();
      }
      long running =
          jobs.entrySet().stream()
              .filter(it -> it.getKey().session().equals(key.session()))
              .filter(it -> it.getValue().isRunning())
              .count();
      if (running >= RUNNING_A_SESSION_MAX || jobs.size() >= KEPT_MAX) {
        throw new EngineException(
            Failure.TIMEOUT,
            "You have begun enough already; try again when something of it has ended.");
      }
      jobs.remove(key);
      jobs.put(key, job);
    }
    threads.submit(() -> run(job, work));
    return job;
  }

  private static <T> void run(BackgroundJob<T> job, Function<BackgroundJob<T>, T> work) {
    try {
      job.succeeded(work.apply(job));
    } catch (EngineException e) {
      job.failed(e.sentence());
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "%s broke", job.doing());
      job.failed("The console made a mistake; its log says more. Try again, or report it.");
    }
  }

  /** The job of that key, running or ended; empty where there was none or it is forgotten. */
  @SuppressWarnings("unchecked") // the key names the type of its job's result
  public <T> Optional<BackgroundJob<T>> find(Key<T> key) {
    synchronized (jobs) {
      forget();
      return Optional.ofNullable((BackgroundJob<T>) jobs.get(key));
    }
  }

  private void forget() {
    jobs.values().removeIf(it -> it.endedBefore(clock.instant().minus(KEPT)));
    List<? extends Key<?>> ended =
        jobs.entrySet().stream()
            .filter(it -> !it.getValue().isRunning())
            .map(Map.Entry::getKey)
            .toList();
    ended.stream().limit(Math.max(0, jobs.size() - KEPT_MAX + 1)).forEach(jobs::remove);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
