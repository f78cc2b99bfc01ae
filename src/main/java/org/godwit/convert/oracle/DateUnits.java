package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Place;

/** TRUNC and ROUND of a date to one of its units, and of a number to some digits. */
final class DateUnits {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("YYYY", "year"),
          Map.entry("YEAR", "year"),
          Map.entry("YY", "year"),
          Map.entry("MM", "month"),
          Map.entry("MON", "month"),
          Map.entry("MONTH", "month"),
          Map.entry("RM", "month"),
          Map.entry("Y", "year"),
          Map.entry("YYY", "year"),
          Map.entry("SYYYY", "year"),
          Map.entry("CC", "century"),
          Map.entry("SCC", "century"),
          Map.entry("Q", "quarter"),
          Map.entry("IW", "week"),
          Map.entry("DD", "day"),
          Map.entry("DDD", "day"),
          Map.entry("J", "day"),
          Map.entry("HH", "hour"),
          Map.entry("HH12", "hour"),
          Map.entry("HH24", "hour"),
          Map.entry("MI", "minute"));

  /** What TRUNC of a date counts otherwise than PostgreSQL's DATE_TRUNC can. */
  private static final Map<String, String> OTHER_UNITS =
      Map.of(
          "D",
          "sunday",
          "DY",
          "sunday",
          "DAY",
          "sunday",
          "W",
          "week of month",
          "WW",
          "week of year",
          "IYYY",
          "iso year",
          "IY",
          "iso year",
          "I",
          "iso year");

  private final Items items;
  private final Kinds kinds;

  DateUnits(Items items, Kinds kinds) {
    this.items = items;
    this.kinds = kinds;
  }

  /** The DATE that a timestamp becomes. */
  static Expression truncated(Expression timestamp, String unit, Place place) {
    return Tree.cast(
        place,
        Tree.call(Place.NONE, "DATE_TRUNC", Tree.string(unit), timestamp),
        Tree.type("TIMESTAMP", "0"));
  }

  /** Of a date it is the nearer day, month, …. */
  Expression rounded(Expression.Call call, List<Expression> all) {
    boolean isMoment = kinds.isDate(all.getFirst()) || kinds.isTimestamp(all.getFirst());
    boolean hasUnit = all.size() == 2 && Tree.text(all.get(1)).isPresent();
    if (!isMoment && !hasUnit) {
      return digits(call, all);
    }
    String mask = all.size() == 1 ? "DD" : Tree.text(all.get(1)).orElse("");
    String unit = UNITS.get(mask.toUpperCase(Locale.ROOT));
    if (unit == null || unit.equals("week") || unit.equals("century")) {
      items.block(ActionCode.MASK, call.place(), mask);
      return call;
    }
    return PackCalls.call(call.place(), "round_date", List.of(all.getFirst(), Tree.string(unit)));
  }

  /** Of a date the beginning of its unit. */
  Expression truncated(Expression.Call call, List<Expression> all) {
    Optional<String> unit = Tree.text(all.get(1));
    if (unit.isEmpty()) {
      return digits(call, all);
    }
    String known = UNITS.get(unit.get().toUpperCase(Locale.ROOT));
    String other = OTHER_UNITS.get(unit.get().toUpperCase(Locale.ROOT));
    if (other != null) {
      if (other.equals("sunday")) {
        items.add(ActionCode.FIRST_DAY, call.place(), unit.get());
      }
      return PackCalls.call(
          call.place(), "trunc_date", List.of(all.getFirst(), Tree.string(other)));
    }
    if (known == null) {
      items.block(ActionCode.MASK, all.get(1).place(), unit.get());
      return call;
    }
    return kinds.isTimestamp(all.getFirst())
        ? truncated(all.getFirst(), known, call.place())
        : Tree.call(call.place(), "DATE_TRUNC", Tree.string(known), all.getFirst());
  }

  /** ROUND and TRUNC count digits in whole numbers. */
  static Expression digits(Expression.Call call, List<Expression> all) {
    return all.size() == 1
        ? call
        : Tree.call(
            call.place(),
            call.function().last().text(),
            all.getFirst(),
            TextFunctions.whole(all.get(1)));
  }
}
