package org.godwit.engine.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import oracle.jdbc.OracleResultSet;
import oracle.sql.DATE;
import oracle.sql.TIMESTAMP;
import org.godwit.catalog.Column;
import org.godwit.codec.Row;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ColumnReader;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ReadValue;

/** How each of Oracle's types is taken from its driver. */
final class OracleReaders {
  /** Century, year, month, day, hour, minute, second; a timestamp's nanoseconds behind them. */
  private static final int MOMENT_BYTES = 7;

  private static final int EXCESS = 100;
  private static final BigDecimal MICROS_A_SECOND = BigDecimal.valueOf(1_000_000);

  private OracleReaders() {}

  static ColumnReader of(Column column, ByteBudget budget) {
    return switch (OracleType.of(column)) {
      case NUMBER ->
          column.type() instanceof org.godwit.catalog.DataType.Int
              ? ColumnReader.whole()
              : ColumnReader.decimal();
      case FLOAT -> ColumnReader.decimal();
      case BINARY_FLOAT -> ColumnReader.single();
      case BINARY_DOUBLE -> ColumnReader.real();
      case BOOLEAN -> ColumnReader.truth();
      case CHAR, NCHAR -> ColumnReader.filledText();
      case VARCHAR2, NVARCHAR2, ROWID, UROWID, INTERVAL_YM -> ColumnReader.text();
      case LONG, CLOB, NCLOB, XML, JSON -> ColumnReader.longText(budget);
      case RAW -> ColumnReader.bytes();
      case LONG_RAW, BLOB, BFILE, GEOMETRY -> ColumnReader.longBytes(budget);
      case DATE ->
          (row, place, into) -> {
            DATE value = row.unwrap(OracleResultSet.class).getDATE(place);
            moment(value == null ? null : value.getBytes(), into);
          };
      case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_LTZ ->
          (row, place, into) -> {
            TIMESTAMP value = row.unwrap(OracleResultSet.class).getTIMESTAMP(place);
            moment(value == null ? null : value.getBytes(), into);
          };
      case INTERVAL_DS ->
          (row, place, into) -> {
            BigDecimal seconds = row.getBigDecimal(place);
            if (seconds == null) {
              into.setNull();
            } else {
              length(seconds, into);
            }
          };
      case OTHER ->
          throw new EngineException(
              Failure.UNSUPPORTED,
              "column %s is of type %s, which isn't read; leave the column out by a remove-column rule, or read a view that brings it to a plain type"
                  .formatted(column.name(), column.nativeType()));
    };
  }

  /**
   * A moment by the fields that Oracle stores, whatever zone this JVM is in. Before October 1582
   * they are those of the Julian calendar, of which some days are in no other.
   */
  static void moment(byte @org.jspecify.annotations.Nullable [] stored, ReadValue into) {
    if (stored == null) {
      into.setNull();
      return;
    }
    int year = ((stored[0] & 0xFF) - EXCESS) * 100 + (stored[1] & 0xFF) - EXCESS;
    int nanos =
        stored.length > MOMENT_BYTES ? ByteBuffer.wrap(stored, MOMENT_BYTES, 4).getInt() : 0;
    try {
      into.setMoment(
          LocalDateTime.of(
              year < 0 ? year + 1 : year, // no year 0 lies between 1 BC and AD 1
              stored[2],
              stored[3],
              stored[4] - 1,
              stored[5] - 1,
              stored[6] - 1,
              nanos));
    } catch (DateTimeException _) {
      into.setMoment(Row.IMPOSSIBLE_DATE, 0);
    }
  }

  /** A length of time of so many seconds. */
  static void length(BigDecimal seconds, ReadValue into) {
    BigDecimal micros = seconds.multiply(MICROS_A_SECOND);
    BigDecimal whole = micros.setScale(0, RoundingMode.HALF_UP);
    into.setLength(whole.longValueExact(), whole.compareTo(micros));
  }
}
