package org.godwit.codec;

import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;

/** Two columns that a codec is made for, and what it may do. */
record Pair(Column source, Column target, ValuePolicy policy) {
  DataType from() {
    return source.type();
  }

  /** A value that doesn't fit, in the words that every such message has. */
  ValueError doesNotFit(String value) {
    return new ValueError(
        "value %s of column %s doesn't fit %s %s"
            .formatted(value, source.name(), target.name(), target.nativeType()));
  }

  /** A value that is longer than its column takes. */
  ValueError tooLong(String whatIsWrong) {
    return new ValueError(
        ValueError.Kind.TRUNCATION, "column " + source.name() + ": " + whatIsWrong);
  }

  ValueError error(String whatIsWrong) {
    return new ValueError("column " + source.name() + ": " + whatIsWrong);
  }
}
