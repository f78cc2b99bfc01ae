package org.godwit.convert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.godwit.sql.Place;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.Type;

/** What a sequence of its own, or that of an identity column, keeps of its options. */
final class SequenceOptions {
  /** The largest number of a sequence. */
  static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private SequenceOptions() {}

  /** The largest number of a type of whole numbers, as long as it is known. */
  static BigInteger most(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _) && name.is("SMALLINT")
        ? BigInteger.valueOf(Short.MAX_VALUE)
        : type instanceof Type.Named(var name, _, _, _, _) && name.is("INTEGER")
            ? BigInteger.valueOf(Integer.MAX_VALUE)
            : LONG_MAX;
  }

  /**
   * The options of a sequence; a bound beyond the type's own says nothing and is left out.
   *
   * @param most the largest number of the type
   */
  static List<SequenceOption> kept(List<SequenceOption> options, BigInteger most, Items items) {
    List<SequenceOption> kept = new ArrayList<>();
    for (SequenceOption option : options) {
      Place place = option.place();
      boolean isNumber = option.value().matches("-?\\d+");
      switch (option.words()) {
        case "START WITH", "INCREMENT BY", "MAXVALUE", "MINVALUE", "CACHE" -> {
          if (!isNumber) {
            items.add(ActionCode.SEQUENCE_OPTION, place, option.words() + " " + option.value());
          } else if (new BigInteger(option.value()).abs().compareTo(most) <= 0) {
            kept.add(option);
          }
        }
        case "CYCLE" -> kept.add(option);
        case "NOCACHE" -> kept.add(new SequenceOption("CACHE", "1", place));
        case "NOCYCLE", "NOMAXVALUE", "NOMINVALUE", "NOORDER", "NOKEEP", "NOSCALE", "GLOBAL" -> {
          // So it is without a word.
        }
        default -> items.add(ActionCode.SEQUENCE_OPTION, place, option.words());
      }
    }
    return List.copyOf(kept);
  }
}
