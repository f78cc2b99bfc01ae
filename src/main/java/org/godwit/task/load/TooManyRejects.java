package org.godwit.task.load;

import java.io.Serial;

/** More rejected rows than a stream may keep in memory; the segment goes on in batches. */
final class TooManyRejects extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  TooManyRejects() {
    super("too many rejected rows for one stream", null, false, false);
  }
}
