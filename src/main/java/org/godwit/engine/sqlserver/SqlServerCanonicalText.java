package org.godwit.engine.sqlserver;

import java.util.List;
import java.util.Optional;
import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;
import org.godwit.engine.CanonicalForm;
import org.godwit.engine.CanonicalText;

/** SQL Server's rendering, 2019 and later: MD5 over UTF-8 needs its UTF-8 collations. */
final class SqlServerCanonicalText implements CanonicalText {
  /** Columns of different collations stand in one text, and are compared by their characters. */
  private static final String BINARY = " COLLATE Latin1_General_100_BIN2";

  @Override
  public List<String> session() {
    return List.of(SqlServerConnector.SESSION);
  }

  @Override
  public Optional<String> value(CanonicalColumn column) {
    String x = column.reference();
    SqlServerType type = SqlServerType.of(column.column());
    return switch (column.form()) {
      case CanonicalForm.WholeNumber() -> Optional.of("CONVERT(nvarchar(60), " + x + ")");
      case CanonicalForm.Decimal(boolean trimmed) -> Optional.of(decimal(column, trimmed));
      case CanonicalForm.Real() -> Optional.of(real(x));
      case CanonicalForm.Bool() ->
          Optional.of("CASE WHEN %1$s <> 0 THEN N'1' WHEN %1$s = 0 THEN N'0' END".formatted(x));
      case CanonicalForm.Text(boolean trimmed, _) -> text(column, trimmed);
      case CanonicalForm.Bytes() ->
          type.isBytes() && !column.alterations().cutsValues()
              ? Optional.of(bytes(column))
              : Optional.empty();
      case CanonicalForm.Date() -> Optional.of("CONVERT(nvarchar(10), " + x + ", 23)");
      case CanonicalForm.Timestamp() -> Optional.of(SqlServerTimes.timestamp(column));
      case CanonicalForm.Time() -> Optional.of(SqlServerTimes.time(column));
      case CanonicalForm.Json(_) -> text(column, false);
      case CanonicalForm.Uuid() ->
          Optional.of(
              type.isBytes()
                  ? "LOWER(CONVERT(nvarchar(32), " + x + ", 2))"
                  : "LOWER(REPLACE(CONVERT(nvarchar(100), " + x + "), N'-', N''))");
      case CanonicalForm.Inet() -> Optional.of("LOWER(CONVERT(nvarchar(100), " + x + "))");
      case CanonicalForm.Bits() -> Optional.empty();
    };
  }

  private static String decimal(CanonicalColumn column, boolean trimmed) {
    String x =
        switch (SqlServerType.of(column.column())) {
          case MONEY, SMALLMONEY -> "CONVERT(decimal(19, 4), " + column.reference() + ")";
          default -> column.reference();
        };
    boolean hasFraction =
        column.column().type() instanceof DataType.Decimal(_, int scale) && scale > 0;
    String number =
        column.alterations().rounds()
            ? "ROUND(" + x + ", " + column.alterations().fractionDigits() + ")"
            : x;
    String text = "CONVERT(nvarchar(60), " + number + ")";
    return trimmed && hasFraction ? SqlServerTimes.withoutZeros(text) : text;
  }

  /**
   * 15 digits if they give the number back, else 17. What the other server writes otherwise is
   * compared one by one.
   */
  private static String real(String x) {
    String wide = "CAST(" + x + " AS float)";
    return "CASE WHEN TRY_CONVERT(float, FORMAT(%1$s, 'G15', 'en-US')) = %1$s THEN FORMAT(%1$s, 'G15', 'en-US') ELSE FORMAT(%1$s, 'G17', 'en-US') END"
        .formatted(wide);
  }

  /** What a load does to lengths and characters of text is not rendered here. */
  private static Optional<String> text(CanonicalColumn column, boolean trimmed) {
    SqlServerType type = SqlServerType.of(column.column());
    boolean isChanged =
        column.alterations().cutsLobs()
            || column.alterations().cutsValues()
            || !column.alterations().characters().isEmpty();
    if (isChanged || type == SqlServerType.OTHER || type.isBytes()) {
      return Optional.empty();
    }
    if (type == SqlServerType.TIME) {
      return Optional.of(SqlServerTimes.time(column));
    }
    String text =
        "CONVERT(nvarchar(max), %s)%s"
            .formatted(type.selected(column.reference(), column.column()), BINARY);
    if (column.alterations().nulCharactersRemoved()) {
      text = "REPLACE(" + text + ", NCHAR(0)" + BINARY + ", N'')";
    }
    boolean isFilled = type == SqlServerType.CHAR || type == SqlServerType.NCHAR;
    return Optional.of(trimmed || isFilled ? "RTRIM(" + text + ")" : text);
  }

  private static String bytes(CanonicalColumn column) {
    String bytes =
        "CONVERT(varbinary(max), %s)"
            .formatted(
                SqlServerType.of(column.column()).selected(column.reference(), column.column()));
    return column.alterations().cutsLobs()
        ? "SUBSTRING(" + bytes + ", 1, " + column.alterations().lobBytesMax() + ")"
        : bytes;
  }

  @Override
  public Optional<String> altered(CanonicalColumn column) {
    String x = column.reference();
    if (column.alterations().rounds()) {
      return Optional.of(
          column.column().type() instanceof DataType.Decimal
              ? "%1$s <> ROUND(%1$s, %2$d)".formatted(x, column.alterations().fractionDigits())
              : SqlServerTimes.isRounded(column));
    }
    return switch (column.form()) {
      case CanonicalForm.Text(_, _) when column.alterations().nulCharactersRemoved() ->
          Optional.of(
              "CHARINDEX(NCHAR(0)%2$s, CONVERT(nvarchar(max), %1$s)%2$s) > 0".formatted(x, BINARY));
      case CanonicalForm.Bytes() when column.alterations().cutsLobs() ->
          Optional.of("DATALENGTH(" + x + ") > " + column.alterations().lobBytesMax());
      default -> Optional.empty();
    };
  }

  @Override
  public String member(String value, CanonicalForm form) {
    return switch (form) {
      case CanonicalForm.Bytes() -> "COALESCE(" + hash(value) + ", N'~')";
      case CanonicalForm.Json(_) -> "COALESCE(" + md5(value) + ", N'~')";
      case CanonicalForm.Text(_, boolean isLong) ->
          isLong
              ? "COALESCE(" + md5(value) + ", N'~')"
              : "COALESCE(CONVERT(nvarchar(10), %s) + N':' + %s, N'~')"
                  .formatted(SqlServerDialect.characters(value), value);
      default -> "COALESCE(" + value + ", N'~')";
    };
  }

  /** Texts that are not of type max would be cut at 8,000 bytes without a word. */
  @Override
  public String join(List<String> members) {
    return "(CAST(N'' AS nvarchar(max))"
        + BINARY
        + " + "
        + String.join(" + N'|' + ", members)
        + ")";
  }

  @Override
  public String shown(String value, CanonicalForm form, int charactersMax) {
    return form instanceof CanonicalForm.Bytes
        ? "CONVERT(nvarchar(max), SUBSTRING(%s, 1, %d), 2)".formatted(value, charactersMax / 2)
        : "LEFT(%s, %d)".formatted(value, charactersMax);
  }

  @Override
  public String md5(String value) {
    return hash("CAST((" + value + ")" + SqlServerDialect.UTF8 + " AS varchar(max))");
  }

  private static String hash(String bytes) {
    return "LOWER(CONVERT(nvarchar(32), HASHBYTES('MD5', " + bytes + "), 2))";
  }

  /** As a decimal, because a sum of whole numbers of 60 bits leaves the 64 of a bigint. */
  @Override
  public String number(String md5, int part) {
    return "CONVERT(decimal(38, 0), CONVERT(bigint, CONVERT(varbinary(8), N'0' + %s(%s, 15), 2)))"
        .formatted(part == 0 ? "LEFT" : "RIGHT", md5);
  }

  @Override
  public String bits(String number, long mask) {
    return "(CONVERT(bigint, " + number + ") & " + mask + ")";
  }

  @Override
  public String fence() {
    return "";
  }
}
