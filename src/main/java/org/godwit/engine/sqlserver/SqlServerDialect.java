package org.godwit.engine.sqlserver;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;
import org.godwit.engine.MomentText;
import org.godwit.engine.StandardCondition;

/** How SQL Server writes SQL. */
final class SqlServerDialect implements Dialect {
  /** Characters beyond 16 bits count once; bytes are those of UTF-8 (SQL Server 2019). */
  static final String CHARACTERS = " COLLATE Latin1_General_100_CI_AS_SC";

  static final String UTF8 = " COLLATE Latin1_General_100_BIN2_UTF8";
  private static final int IDENTIFIER_MAX = 128;

  @Override
  public String quote(String identifier) {
    return "[" + identifier.replace("]", "]]") + "]";
  }

  @Override
  public String bytesOf(Column column) {
    SqlServerType type = SqlServerType.of(column);
    String value = type.selected(quote(column.name()), column);
    return type.isBytes()
        ? "DATALENGTH(" + value + ")"
        : "DATALENGTH(CAST(CONVERT(nvarchar(max), %s)%s AS varchar(max)))".formatted(value, UTF8);
  }

  @Override
  public String charactersOf(Column column) {
    return characters(SqlServerType.of(column).selected(quote(column.name()), column));
  }

  /** LEN leaves blanks at the end out; a dot behind them keeps them in. */
  static String characters(String text) {
    return "(LEN((CONVERT(nvarchar(max), " + text + ") + N'.')" + CHARACTERS + ") - 1)";
  }

  @Override
  public String literal(String text) {
    return "N'" + text.replace("'", "''") + "'";
  }

  @Override
  public String truth(boolean value) {
    return value ? "1" : "0";
  }

  /** With a T between day and time no language reads it otherwise. */
  @Override
  public String moment(Column column, String text) {
    Optional<MomentText> found = MomentText.of(text);
    if (found.isEmpty()) {
      return literal(text);
    }
    MomentText moment = found.get();
    String whole = moment.joined("T");
    boolean isZoned = column.type() instanceof DataType.Timestamp(_, boolean zoned) && zoned;
    return switch (SqlServerType.of(column)) {
      case DATE -> "CONVERT(date, N'" + moment.day() + "', 23)";
      case DATETIME, SMALLDATETIME ->
          moment.fraction().length() > 4
              ? "CONVERT(datetime2(7), N'" + whole + "', 126)"
              : "CONVERT(datetime, N'" + whole + "', 126)";
      default ->
          isZoned
              ? "CONVERT(datetimeoffset(7), N'" + whole + "+00:00', 127)"
              : "CONVERT(datetime2(7), N'" + whole + "', 126)";
    };
  }

  @Override
  public String time(Column column, String text) {
    return "CONVERT(time(7), " + literal(text) + ", 121)";
  }

  @Override
  public String first(int rows, String select) {
    return select + " ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
  }

  @Override
  public int identifierLengthMax() {
    return IDENTIFIER_MAX;
  }

  @Override
  public int identifierLength(String identifier) {
    return identifier.length();
  }

  /** Most collations hold a for A, so a comparison of texts has no translation. */
  @Override
  public Optional<String> toStandard(
      String expression, Table table, UnaryOperator<String> columnName) {
    return StandardCondition.translate(
        expression, StandardCondition.Names.BRACKETED, false, table, columnName);
  }
}
