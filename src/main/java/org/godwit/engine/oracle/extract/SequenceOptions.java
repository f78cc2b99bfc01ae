package org.godwit.engine.oracle.extract;

import java.math.BigInteger;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** The options of a sequence or identity that aren't what they are by themselves. */
final class SequenceOptions {
  private static final BigInteger LARGEST = BigInteger.TEN.pow(28).subtract(BigInteger.ONE);
  private static final BigInteger SMALLEST = BigInteger.ONE.subtract(BigInteger.TEN.pow(27));
  private static final String CACHE = "20";

  private SequenceOptions() {}

  /** Of a row of ALL_SEQUENCES. */
  static String of(Row sequence) {
    String all =
        of(
            sequence.word("LAST_NUMBER"),
            sequence.word("INCREMENT_BY"),
            sequence.word("MIN_VALUE"),
            sequence.word("MAX_VALUE"),
            sequence.word("CACHE_SIZE"));
    return all
        + (sequence.is("CYCLE_FLAG", "Y") ? " CYCLE" : "")
        + (sequence.is("ORDER_FLAG", "Y") ? " ORDER" : "")
        + (sequence.is("SESSION_FLAG", "Y") ? " SESSION" : "");
  }

  /** Numbers as texts; empty where nobody said any. */
  static String of(String start, String step, String least, String most, String cache) {
    boolean isDown = step.startsWith("-");
    BigInteger standardLeast = isDown ? SMALLEST : BigInteger.ONE;
    BigInteger standardMost = isDown ? BigInteger.ONE.negate() : LARGEST;
    StringBuilder text = new StringBuilder();
    String first = isDown ? most : least;
    String standardStart =
        first.isEmpty() ? (isDown ? standardMost : standardLeast).toString() : first;
    if (!start.isEmpty() && !start.equals(standardStart)) {
      text.append(" START WITH ").append(start);
    }
    if (!step.equals("1")) {
      text.append(" INCREMENT BY ").append(step);
    }
    if (!least.isEmpty() && !least.equals(standardLeast.toString())) {
      text.append(" MINVALUE ").append(least);
    }
    if (!most.isEmpty() && !most.equals(standardMost.toString())) {
      text.append(" MAXVALUE ").append(most);
    }
    if (cache.equals("0")) {
      text.append(" NOCACHE");
    } else if (!cache.isEmpty() && !cache.equals(CACHE)) {
      text.append(" CACHE ").append(cache);
    }
    return text.toString();
  }
}
