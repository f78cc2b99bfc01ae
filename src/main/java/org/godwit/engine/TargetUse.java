package org.godwit.engine;

/** What a load does to a target table, as far as privileges go. */
public enum TargetUse {
  /** It is not there and will be made. */
  CREATE,
  /** It is dropped and made again. */
  REPLACE,
  /** Its rows go, others come. */
  EMPTY,
  /** Rows come to those that are there. */
  FILL
}
