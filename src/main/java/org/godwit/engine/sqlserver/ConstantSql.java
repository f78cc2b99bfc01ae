package org.godwit.engine.sqlserver;

import java.util.HexFormat;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;

/** Values as constants of their column's type, which compare as the column does. */
final class ConstantSql {
  private static final int MICROS = 6;
  private static final SqlServerDialect DIALECT = new SqlServerDialect();

  private ConstantSql() {}

  /** Empty for types whose values here, or whose comparison there, aren't the column's own. */
  static Optional<String> ofNull(Column column) {
    return switch (SqlServerType.of(column)) {
      case TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          BIT,
          DECIMAL,
          MONEY,
          SMALLMONEY,
          FLOAT,
          REAL,
          DATE,
          DATETIME,
          SMALLDATETIME,
          BINARY,
          VARBINARY,
          UNIQUEIDENTIFIER ->
          Optional.of(cast("NULL", column));
      case DATETIME2, DATETIMEOFFSET, TIME ->
          digits(column) > MICROS ? Optional.empty() : Optional.of(cast("NULL", column));
      // Of text only the column's own collation tells, which the catalog isn't asked for.
      case CHAR,
          VARCHAR,
          NCHAR,
          NVARCHAR,
          TEXT,
          NTEXT,
          XML,
          JSON,
          IMAGE,
          ROWVERSION,
          SQL_VARIANT,
          HIERARCHYID,
          GEOMETRY,
          GEOGRAPHY,
          OTHER ->
          Optional.empty();
    };
  }

  private static int digits(Column column) {
    return switch (column.type()) {
      case DataType.Timestamp(int digits, _) -> digits;
      case DataType.TimeOfDay(int digits, _) -> digits;
      default -> 0;
    };
  }

  /** A value that is not NULL, of a type that {@link #ofNull} has. */
  static String of(Column column, ChangeRow row, int place) {
    return switch (column.type()) {
      case DataType.Binary _ -> cast("0x" + hex(row.bytes(place)), column);
      case DataType.Date _, DataType.Timestamp _ ->
          cast(DIALECT.moment(column, row.text(place).utf8()), column);
      case DataType.TimeOfDay _ -> cast(DIALECT.time(column, row.text(place).utf8()), column);
      default -> cast(DIALECT.literal(row.text(place).utf8()), column);
    };
  }

  private static String cast(String value, Column column) {
    return "CAST(" + value + " AS " + column.nativeType() + ")";
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.array(), bytes.offset(), bytes.offset() + bytes.length());
  }
}
