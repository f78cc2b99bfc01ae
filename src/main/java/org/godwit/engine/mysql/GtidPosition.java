package org.godwit.engine.mysql;

import org.godwit.engine.Position;

/**
 * A place in the log behind these transactions and no others, whatever file it is in.
 *
 * @param gtids at least one
 */
record GtidPosition(Gtids gtids) implements Position {
  @Override
  public String text() {
    return gtids.text();
  }
}
