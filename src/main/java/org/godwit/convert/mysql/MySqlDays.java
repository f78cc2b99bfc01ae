package org.godwit.convert.mysql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/** Functions of days and times. */
final class MySqlDays {
  private final Items items;
  private final Kinds kinds;
  private final MySqlDates dates;

  MySqlDays(Items items, Kinds kinds, MySqlDates dates) {
    this.items = items;
    this.kinds = kinds;
    this.dates = dates;
  }

  Expression parsed(Expression text, Expression mask, Place place) {
    boolean hasTime = Sql.text(mask).filter(it -> it.matches(".*%[HkhIlisSfprT].*")).isPresent();
    return dates
        .mask(mask)
        .<Expression>map(
            it ->
                hasTime
                    ? Sql.cast(
                        place,
                        Sql.call(Place.NONE, "TO_TIMESTAMP", text, it),
                        Sql.type("TIMESTAMP"))
                    : Sql.call(place, "TO_DATE", text, it))
        .orElse(text);
  }

  Expression added(Operator operator, Expression one, Expression two, Place place) {
    Expression.Interval length =
        two instanceof Expression.Interval it
            ? it
            : new Expression.Interval(two, "DAY", Place.NONE);
    return dates.moved(one, operator, length, place);
  }

  Expression moment(Expression value) {
    return kinds.of(value) == Kind.TEXT
        ? Sql.cast(Place.NONE, value, Sql.type("TIMESTAMP"))
        : value;
  }

  /** The call of a function of days and times; empty where it is none. */
  Optional<Expression> converted(String name, List<Expression> all, Place place) {
    Expression first = all.getFirst();
    return Optional.ofNullable(
        switch (name) {
          case "NOW", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "SYSDATE" ->
              Sql.call(place, "LOCALTIMESTAMP", first);
          case "DATE" -> dates.day(first, place);
          case "TIME" ->
              Sql.cast(
                  place,
                  Sql.cast(Place.NONE, moment(first), Sql.type("TIME")),
                  Sql.type("INTERVAL"));
          case "TIMESTAMP" ->
              all.size() == 1 ? Sql.cast(place, first, Sql.type("TIMESTAMP")) : null;
          case "YEAR", "MONTH", "QUARTER", "HOUR", "MINUTE", "SECOND" ->
              dates.field(name, first, place);
          case "DAY", "DAYOFMONTH" -> dates.field("DAY", first, place);
          case "DAYOFYEAR" -> dates.field("DOY", first, place);
          case "DAYOFWEEK" ->
              Sql.operation(
                  place, Operator.ADD, dates.field("DOW", first, Place.NONE), Sql.number("1"));
          case "WEEKDAY" ->
              Sql.operation(
                  place,
                  Operator.SUBTRACT,
                  dates.field("ISODOW", first, Place.NONE),
                  Sql.number("1"));
          case "TO_DAYS" -> days(first, place);
          case "WEEKOFYEAR" -> dates.field("WEEK", first, place);
          case "MONTHNAME" -> Sql.call(place, "TO_CHAR", moment(first), Sql.string("FMMonth"));
          case "DAYNAME" -> Sql.call(place, "TO_CHAR", moment(first), Sql.string("FMDay"));
          case "LAST_DAY" -> lastDay(first, place);
          case "UNIX_TIMESTAMP" -> epoch(moment(first), place);
          case "FROM_UNIXTIME" ->
              all.size() == 1
                  ? Sql.cast(
                      place,
                      Sql.call(Place.NONE, "TO_TIMESTAMP", first),
                      Sql.type("TIMESTAMP", "0"))
                  : null;
          case "TIMESTAMPADD" -> timestampAdd(all, place);
          case "TIMESTAMPDIFF" -> timestampDiff(all, place);
          default -> null;
        });
  }

  /** Days since the year 0, of which the source's calendar has 366 before the year 1. */
  private Expression days(Expression moment, Place place) {
    Expression first = Sql.cast(Place.NONE, Sql.string("0001-01-01"), Sql.type("DATE"));
    Expression since =
        Sql.operation(Place.NONE, Operator.SUBTRACT, dates.day(moment, Place.NONE), first);
    return Sql.operation(place, Operator.ADD, since, Sql.number("366"));
  }

  private Expression lastDay(Expression first, Place place) {
    Expression month = Sql.call(Place.NONE, "DATE_TRUNC", Sql.string("month"), moment(first));
    Expression next =
        Sql.operation(
            Place.NONE,
            Operator.ADD,
            month,
            new Expression.Interval(Sql.string("1 month -1 day"), "", Place.NONE));
    return Sql.cast(place, next, Sql.type("DATE"));
  }

  static Expression epoch(Expression moment, Place place) {
    Expression seconds =
        new Expression.KeywordCall(
            org.godwit.sql.Name.of("EXTRACT"),
            List.of(
                new Expression.Word("EPOCH", Place.NONE),
                new Expression.Word("FROM", Place.NONE),
                moment),
            Place.NONE);
    return Sql.cast(place, Sql.call(Place.NONE, "FLOOR", seconds), Sql.type("BIGINT"));
  }

  static String unit(Expression unit) {
    return unit instanceof Expression.Reference(var name, _)
        ? name.last().text().toUpperCase(Locale.ROOT)
        : "";
  }

  private Expression timestampAdd(List<Expression> all, Place place) {
    return dates.moved(
        all.getLast(),
        Operator.ADD,
        new Expression.Interval(all.get(1), unit(all.getFirst()), Place.NONE),
        place);
  }

  /** Whole units between two moments; months and years by the calendar. */
  private Expression timestampDiff(List<Expression> all, Place place) {
    Expression from = moment(all.get(1));
    Expression to = moment(all.getLast());
    String unit = unit(all.getFirst());
    String seconds =
        switch (unit) {
          case "SECOND" -> "1";
          case "MINUTE" -> "60";
          case "HOUR" -> "3600";
          case "DAY" -> "86400";
          case "WEEK" -> "604800";
          default -> "";
        };
    if (seconds.isEmpty()) {
      boolean isCalendar = unit.equals("YEAR") || unit.equals("MONTH");
      if (!isCalendar) {
        items.block(ActionCode.NO_RULE, place, "TIMESTAMPDIFF of " + unit);
        return to;
      }
      Expression age = Sql.call(Place.NONE, "AGE", to, from);
      Expression years = dates.field("YEAR", age, place);
      return unit.equals("YEAR")
          ? years
          : Sql.operation(
              place,
              Operator.ADD,
              Sql.operation(Place.NONE, Operator.MULTIPLY, years, Sql.number("12")),
              dates.field("MONTH", age, Place.NONE));
    }
    Expression span =
        Sql.operation(
            Place.NONE,
            Operator.SUBTRACT,
            Sql.cast(Place.NONE, to, Sql.type("TIMESTAMP")),
            Sql.cast(Place.NONE, from, Sql.type("TIMESTAMP")));
    Expression epoch =
        new Expression.KeywordCall(
            org.godwit.sql.Name.of("EXTRACT"),
            List.of(
                new Expression.Word("EPOCH", Place.NONE),
                new Expression.Word("FROM", Place.NONE),
                span),
            Place.NONE);
    Expression count = Sql.operation(Place.NONE, Operator.DIVIDE, epoch, Sql.number(seconds));
    return Sql.cast(place, Sql.call(Place.NONE, "TRUNC", count), Sql.type("BIGINT"));
  }
}
