package org.godwit.engine;

/** What an endpoint is used as. */
public enum Use {
  SOURCE,
  /** A source whose changes are followed. */
  FOLLOWED,
  TARGET
}
