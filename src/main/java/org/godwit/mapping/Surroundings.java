package org.godwit.mapping;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.godwit.codec.CharacterMap;

/**
 * What computed values need beside their row.
 *
 * @param clock for {@code now} and {@code $AR_H_TIMESTAMP}
 * @param random for {@code random()} and masking; safe for several threads
 * @param keys of keyed masking
 * @param characters what is replaced in texts of the source before they are looked at
 * @param occasion what brings the rows
 */
public record Surroundings(
    Clock clock,
    RandomGenerator random,
    MaskingKeys keys,
    CharacterMap characters,
    Occasion occasion) {
  /** The same for rows that something else brings. */
  public Surroundings on(Occasion other) {
    return new Surroundings(clock, random, keys, characters, other);
  }
}
