package org.godwit.task.cdc;

/**
 * A person wishes tables to be loaded again: all that is whole is committed, and the task is to be
 * planned anew.
 */
public final class ReloadWished extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReloadWished() {
    super("tables are to be loaded again");
  }
}
