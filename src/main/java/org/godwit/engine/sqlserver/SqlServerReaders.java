package org.godwit.engine.sqlserver;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.godwit.catalog.Column;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ColumnReader;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** How each of SQL Server's types is taken from its driver. */
final class SqlServerReaders {
  private SqlServerReaders() {}

  static ColumnReader of(Column column, ByteBudget budget) {
    return switch (SqlServerType.of(column)) {
      case TINYINT, SMALLINT, INT, BIGINT -> ColumnReader.whole();
      case BIT -> ColumnReader.truth();
      case DECIMAL, MONEY, SMALLMONEY -> ColumnReader.decimal();
      case FLOAT -> ColumnReader.real();
      case REAL -> ColumnReader.single();
      case DATE ->
          (row, place, into) -> {
            String text = row.getString(place);
            if (text == null) {
              into.setNull();
            } else {
              into.setDay(LocalDate.parse(text).toEpochDay());
            }
          };
      case DATETIME, SMALLDATETIME, DATETIME2, DATETIMEOFFSET ->
          (row, place, into) -> {
            String text = row.getString(place);
            if (text == null) {
              into.setNull();
            } else {
              into.setMoment(LocalDateTime.parse(text));
            }
          };
      case TIME ->
          (row, place, into) -> {
            String text = row.getString(place);
            if (text == null) {
              into.setNull();
            } else {
              into.setTimeOfDay(LocalTime.parse(text));
            }
          };
      case CHAR, NCHAR -> ColumnReader.filledText();
      case UNIQUEIDENTIFIER, SQL_VARIANT, HIERARCHYID -> ColumnReader.text();
      case VARCHAR, NVARCHAR ->
          isLong(column) ? ColumnReader.longText(budget) : ColumnReader.text();
      case TEXT, NTEXT, XML, JSON -> ColumnReader.longText(budget);
      case BINARY, ROWVERSION -> ColumnReader.bytes();
      case VARBINARY -> isLong(column) ? ColumnReader.longBytes(budget) : ColumnReader.bytes();
      case IMAGE, GEOMETRY, GEOGRAPHY -> ColumnReader.longBytes(budget);
      case OTHER ->
          throw new EngineException(
              Failure.UNSUPPORTED,
              "column %s is of type %s, which isn't read; leave the column out by a remove-column rule, or read a view that brings it to a plain type"
                  .formatted(column.name(), column.nativeType()));
    };
  }

  private static boolean isLong(Column column) {
    return column.nativeType().endsWith("(max)");
  }
}
