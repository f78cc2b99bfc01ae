package org.godwit.task.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why and since when changes of a table are no longer applied.
 *
 * @param why for people
 * @param at when it was parked; null where a build before that was kept has parked it
 */
public record ParkedTable(String why, @Nullable Instant at) {
  /** The same where that moment is known, or as good as known. */
  public Instant at(Instant unlessKnown) {
    Instant known = at;
    return known == null ? unlessKnown : known;
  }
}
