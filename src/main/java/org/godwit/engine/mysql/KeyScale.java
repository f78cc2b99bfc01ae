package org.godwit.engine.mysql;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Int;
import org.godwit.catalog.DataType.Timestamp;
import org.godwit.catalog.Table;

/**
 * The first column of a primary key as a line of whole numbers, which can be cut anywhere: integers
 * as they are, days, or seconds.
 *
 * @param column its name
 * @param kind how numbers become values
 */
record KeyScale(String column, Kind kind) {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** Stands for zero and impossible dates; a TIMESTAMP can't be compared with anything before. */
  private static final LocalDateTime LOWEST = LocalDateTime.of(1970, 1, 2, 0, 0);

  /** What the numbers count. */
  enum Kind {
    UNITS,
    DAYS,
    SECONDS
  }

  /** Empty where the table has no key that can be cut so. */
  static Optional<KeyScale> of(Table table) {
    return table.keyColumns().stream().findFirst().flatMap(table::column).flatMap(KeyScale::of);
  }

  private static Optional<KeyScale> of(Column column) {
    return switch (column.type()) {
      case Int _ -> Optional.of(new KeyScale(column.name(), Kind.UNITS));
      case DataType.Date _ -> Optional.of(new KeyScale(column.name(), Kind.DAYS));
      case Timestamp _ -> Optional.of(new KeyScale(column.name(), Kind.SECONDS));
      default -> Optional.empty();
    };
  }

  /** The number of a value as the server writes it; a zero or impossible date is the lowest. */
  BigInteger numberOf(String text) {
    if (kind == Kind.UNITS) {
      return new BigInteger(text);
    }
    boolean isNoDay = text.startsWith("0000") || text.substring(0, 10).contains("-00");
    LocalDateTime moment =
        isNoDay
            ? LOWEST
            : LocalDateTime.parse(
                (text.length() == 10 ? text + " 00:00:00" : text.substring(0, 19)), SECONDS);
    return BigInteger.valueOf(
        kind == Kind.DAYS
            ? moment.toLocalDate().toEpochDay()
            : moment.toEpochSecond(ZoneOffset.UTC));
  }

  /** The value of a number, as a literal. */
  String literalOf(BigInteger number) {
    return switch (kind) {
      case UNITS -> number.toString();
      case DAYS -> "'" + LocalDate.ofEpochDay(number.longValueExact()) + "'";
      case SECONDS ->
          "'"
              + LocalDateTime.ofEpochSecond(number.longValueExact(), 0, ZoneOffset.UTC)
                  .format(SECONDS)
              + "'";
    };
  }
}
