package org.godwit.convert.mysql;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/** Days, times and lengths of time; the masks of DATE_FORMAT and STR_TO_DATE. */
final class MySqlDates {
  private static final Set<String> PLAIN_UNITS =
      Set.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");
  private static final Set<String> DAY_UNITS = Set.of("YEAR", "MONTH", "DAY", "WEEK", "QUARTER");

  /** Two fields in one text, with how PostgreSQL calls them. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "YEAR_MONTH", "YEAR TO MONTH",
          "DAY_HOUR", "DAY TO HOUR",
          "DAY_MINUTE", "DAY TO MINUTE",
          "DAY_SECOND", "DAY TO SECOND",
          "HOUR_MINUTE", "HOUR TO MINUTE",
          "HOUR_SECOND", "HOUR TO SECOND",
          "MINUTE_SECOND", "MINUTE TO SECOND");

  /** Of DATE_FORMAT, in TO_CHAR's words; weeks that begin on a Sunday it doesn't have. */
  private static final Map<Character, String> MASKS =
      Map.ofEntries(
          Map.entry('Y', "YYYY"),
          Map.entry('y', "YY"),
          Map.entry('m', "MM"),
          Map.entry('c', "FMMM"),
          Map.entry('d', "DD"),
          Map.entry('e', "FMDD"),
          Map.entry('H', "HH24"),
          Map.entry('k', "FMHH24"),
          Map.entry('h', "HH12"),
          Map.entry('I', "HH12"),
          Map.entry('l', "FMHH12"),
          Map.entry('i', "MI"),
          Map.entry('s', "SS"),
          Map.entry('S', "SS"),
          Map.entry('f', "US"),
          Map.entry('p', "AM"),
          Map.entry('r', "HH12:MI:SS AM"),
          Map.entry('T', "HH24:MI:SS"),
          Map.entry('M', "FMMonth"),
          Map.entry('b', "Mon"),
          Map.entry('W', "FMDay"),
          Map.entry('a', "Dy"),
          Map.entry('j', "DDD"),
          Map.entry('v', "IW"),
          Map.entry('x', "IYYY"));

  private final Items items;
  private final Kinds kinds;

  MySqlDates(Items items, Kinds kinds) {
    this.items = items;
    this.kinds = kinds;
  }

  /** A sum or difference; with an interval that of a moment. */
  Expression sum(Operator operator, Expression left, Expression right, Place place) {
    if (right instanceof Expression.Interval interval) {
      return moved(left, operator, interval, place);
    }
    return left instanceof Expression.Interval interval
        ? moved(right, operator, interval, place)
        : Sql.operation(place, operator, left, right);
  }

  /** A day that days are added to stays a day. */
  Expression moved(
      Expression moment, Operator operator, Expression.Interval interval, Place place) {
    boolean isText = Sql.text(moment).isPresent() || kinds.of(moment) == Kind.TEXT;
    Expression from = isText ? Sql.cast(Place.NONE, moment, Sql.type("TIMESTAMP")) : moment;
    Expression sum = Sql.operation(place, operator, from, length(interval));
    boolean isDay = kinds.of(moment) == Kind.DATE && DAY_UNITS.contains(interval.fields());
    return isDay ? Sql.cast(place, sum, Sql.type("DATE")) : sum;
  }

  /** {@code INTERVAL n unit} as PostgreSQL writes it. */
  Expression length(Expression.Interval interval) {
    Expression value = interval.value();
    String unit = interval.fields();
    Place place = interval.place();
    if (FIELDS.containsKey(unit)) {
      Optional<String> text = Sql.text(value);
      if (text.isEmpty()) {
        items.block(ActionCode.NO_RULE, place, "INTERVAL of a computed " + unit);
        return interval;
      }
      return new Expression.Interval(value, FIELDS.get(unit), place);
    }
    Optional<String> number = Sql.digits(value).or(() -> Sql.text(value)).map(String::strip);
    if (PLAIN_UNITS.contains(unit) && number.isPresent()) {
      return new Expression.Interval(Sql.string(number.get()), unit, place);
    }
    String one =
        switch (unit) {
          case "WEEK" -> "7 DAY";
          case "QUARTER" -> "3 MONTH";
          case "MICROSECOND" -> "0.000001 SECOND";
          default -> PLAIN_UNITS.contains(unit) ? "1 " + unit : "";
        };
    if (one.isEmpty()) {
      items.block(ActionCode.NO_RULE, place, "INTERVAL of " + unit);
      return interval;
    }
    String[] parts = one.split(" ", 2);
    Expression unitOnce = new Expression.Interval(Sql.string(parts[0]), parts[1], Place.NONE);
    Expression times = number.map(Sql::number).orElse(value);
    return Sql.operation(place, Operator.MULTIPLY, times, unitOnce);
  }

  /** The mask of DATE_FORMAT in TO_CHAR's words; empty, with an item, where there are none. */
  Optional<Expression> mask(Expression mask) {
    Optional<String> text = Sql.text(mask);
    if (text.isEmpty()) {
      items.block(ActionCode.MASK, mask.place(), "in a variable");
      return Optional.empty();
    }
    StringBuilder changed = new StringBuilder();
    StringBuilder words = new StringBuilder();
    String from = text.get();
    for (int at = 0; at < from.length(); at++) {
      char c = from.charAt(at);
      if (c == '%' && at + 1 < from.length() && from.charAt(at + 1) != '%') {
        at++;
        String element = MASKS.get(from.charAt(at));
        if (element == null) {
          items.block(ActionCode.MASK, mask.place(), "%" + from.charAt(at));
          return Optional.empty();
        }
        quote(words, changed);
        changed.append(element);
      } else {
        at += c == '%' ? 1 : 0;
        words.append(c);
      }
    }
    quote(words, changed);
    return Optional.of(new Literal(LiteralKind.STRING, changed.toString(), mask.place()));
  }

  /** Words between elements stand in quotes, where they have letters that might be some. */
  private static void quote(StringBuilder words, StringBuilder mask) {
    boolean hasLetters = words.chars().anyMatch(Character::isLetter);
    mask.append(hasLetters ? "\"" + words.toString().replace("\"", "\\\"") + "\"" : words);
    words.setLength(0);
  }

  /** A number that is a day: 20240131. */
  Expression ofDigits(Expression value) {
    return Sql.digits(value)
        .filter(it -> it.length() == 8 || it.length() == 14)
        .map(it -> (Expression) new Literal(LiteralKind.STRING, spaced(it), value.place()))
        .orElse(value);
  }

  private static String spaced(String digits) {
    String day =
        digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6, 8);
    return digits.length() == 8
        ? day
        : day
            + " "
            + digits.substring(8, 10)
            + ":"
            + digits.substring(10, 12)
            + ":"
            + digits.substring(12);
  }

  /** The digits of a day or a moment as a number. */
  Expression digits(Expression value, Kind kind, Place place) {
    String mask = kind == Kind.DATE ? "YYYYMMDD" : "YYYYMMDDHH24MISS";
    return Sql.cast(
        place, Sql.call(Place.NONE, "TO_CHAR", value, Sql.string(mask)), Sql.type("BIGINT"));
  }

  /** A field of a moment as a whole number. */
  Expression field(String field, Expression moment, Place place) {
    Expression from =
        kinds.of(moment) == Kind.TEXT
            ? Sql.cast(Place.NONE, moment, Sql.type("TIMESTAMP"))
            : moment;
    Expression part =
        new Expression.KeywordCall(
            org.godwit.sql.Name.of("EXTRACT"),
            java.util.List.of(
                new Expression.Word(field, Place.NONE),
                new Expression.Word("FROM", Place.NONE),
                from),
            Place.NONE);
    boolean isSecond = field.equals("SECOND");
    Expression whole = isSecond ? Sql.call(Place.NONE, "FLOOR", part) : part;
    return Sql.cast(place, whole, Sql.type("INTEGER"));
  }

  /** The moment's day. */
  Expression day(Expression moment, Place place) {
    return kinds.of(moment) == Kind.DATE ? moment : Sql.cast(place, moment, Sql.type("DATE"));
  }
}
