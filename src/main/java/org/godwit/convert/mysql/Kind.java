package org.godwit.convert.mysql;

/** What a value is where it meets others. */
enum Kind {
  WHOLE,
  EXACT,
  REAL,
  TEXT,
  DATE,
  /** A day with a time, with or without zone. */
  MOMENT,
  /** A length of time, which MySQL's TIME is. */
  TIME,
  BOOLEAN,
  JSON,
  BYTES,
  UNKNOWN;

  boolean isNumber() {
    return this == WHOLE || this == EXACT || this == REAL;
  }
}
