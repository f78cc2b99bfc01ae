package org.godwit.web;

import java.time.Duration;
import java.util.Optional;
import org.godwit.endpoint.BackgroundJob;

/**
 * A question to a database as the page of whoever asked it shows it.
 *
 * @param doing what is asked at this moment; empty where nothing is
 * @param elapsed since it was begun
 * @param failure why there is no answer; empty where there is one, or none yet
 */
public record Asking(String doing, Duration elapsed, String failure) {
  /** Nothing is asked. */
  static final Asking NOTHING = new Asking("", Duration.ZERO, "");

  static Asking of(Optional<? extends BackgroundJob<?>> job) {
    return job.map(
            it ->
                it.isRunning()
                    ? new Asking(it.doing(), it.elapsed(), "")
                    : new Asking("", Duration.ZERO, it.failure()))
        .orElse(NOTHING);
  }

  /** Whether the page should ask again. */
  public boolean isRunning() {
    return !doing.isEmpty();
  }
}
