package org.godwit.security;

import org.jspecify.annotations.Nullable;

/** A sealed secret does not open with this node's key. */
public final class SecretUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretUnreadable(String purpose, @Nullable Exception cause) {
    super(
        "The stored secret for %s cannot be opened with this node's key; enter it again."
            .formatted(purpose),
        cause);
  }
}
