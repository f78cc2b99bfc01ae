package org.godwit.security;

import org.jspecify.annotations.Nullable;

/** The console must not start; the sentence says why and what to do. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartRefused(String sentence, @Nullable Exception cause) {
    super(sentence, cause);
  }
}
