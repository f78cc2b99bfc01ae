package org.godwit.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One question to a database that goes on outside of the request that asked it.
 *
 * @param <T> what comes out
 */
public final class BackgroundJob<T> {
  private final Clock clock;
  private final Instant startedAt;
  private volatile String doing;
  private volatile Optional<Outcome<T>> outcome = Optional.empty();

  /**
   * How it ended.
   *
   * @param at when
   * @param result what came out; empty where it failed
   * @param failure a sentence; empty where it did not fail
   */
  private record Outcome<T>(Instant at, Optional<T> result, String failure) {}

  BackgroundJob(Clock clock, String doing) {
    this.clock = clock;
    this.startedAt = clock.instant();
    this.doing = doing;
  }

  /** What it does at this moment. */
  public String doing() {
    return doing;
  }

  /** Says what it does now. */
  public void doing(String now) {
    doing = now;
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return outcome.isEmpty();
  }

  /** How long it runs, or ran, in whole seconds. */
  public Duration elapsed() {
    Instant until = outcome.map(Outcome::at).orElseGet(clock::instant);
    return Duration.ofSeconds(Duration.between(startedAt, until).toSeconds());
  }

  /** When it was started. */
  public Instant startedAt() {
    return startedAt;
  }

  /** What came out; empty while it runs and where it failed. */
  public Optional<T> result() {
    return outcome.flatMap(Outcome::result);
  }

  /** Why it failed, a sentence; empty while it runs and where it did not fail. */
  public String failure() {
    return outcome.map(Outcome::failure).orElse("");
  }

  void succeeded(T result) {
    outcome = Optional.of(new Outcome<>(clock.instant(), Optional.of(result), ""));
  }

  void failed(String sentence) {
    outcome = Optional.of(new Outcome<>(clock.instant(), Optional.empty(), sentence));
  }

  boolean endedBefore(Instant moment) {
    return outcome.filter(it -> it.at().isBefore(moment)).isPresent();
  }
}
