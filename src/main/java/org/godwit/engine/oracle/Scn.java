package org.godwit.engine.oracle;

import java.math.BigInteger;
import org.godwit.engine.Position;

/**
 * A system change number: a moment in the life of an Oracle database.
 *
 * @param number positive
 */
record Scn(BigInteger number) implements Position {
  Scn {
    if (number.signum() <= 0) {
      throw new IllegalArgumentException("no system change number: " + number);
    }
  }

  @Override
  public String text() {
    return "SCN " + number;
  }
}
