package org.godwit.security;

import java.sql.SQLException;

/** The console's own store refused or did not answer. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what was being done; the server's own words follow. */
  public StoreFailure(String doing, SQLException cause) {
    super(
        "The store failed at %s: %s. Check that its PostgreSQL is up and has room on its disk."
            .formatted(doing, cause.getMessage()),
        cause);
  }
}
