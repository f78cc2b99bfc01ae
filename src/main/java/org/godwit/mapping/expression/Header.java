package org.godwit.mapping.expression;

import java.util.Arrays;
import java.util.Optional;

/** What DMS tells of a change beside its columns, {@code $AR_H_…}. */
public enum Header {
  STREAM_POSITION,
  TIMESTAMP,
  COMMIT_TIMESTAMP,
  OPERATION,
  USER,
  CHANGE_SEQ;

  /** As expressions write it. */
  public String variable() {
    return "AR_H_" + name();
  }

  static Optional<Header> named(String variable) {
    return Arrays.stream(values()).filter(it -> it.variable().equals(variable)).findFirst();
  }
}
