package org.godwit.engine.oracle;

import java.util.List;
import java.util.Optional;
import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;
import org.godwit.engine.CanonicalForm;
import org.godwit.engine.CanonicalText;

/**
 * Oracle's rendering. An empty string is NULL here, so what may be empty is told from NULL by the
 * column. What STANDARD_HASH doesn't take, LOBs, is hashed by DBMS_CRYPTO, which wants a grant.
 */
final class OracleCanonicalText implements CanonicalText {
  private static final String MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

  /** What a VARCHAR2 holds for certain; texts of a row beyond are hashed in groups. */
  private static final int ROW_BYTES_MAX = 4_000;

  @Override
  public List<String> session() {
    return List.of(OracleConnector.SESSION);
  }

  @Override
  public int rowBytesMax() {
    return ROW_BYTES_MAX;
  }

  @Override
  public Optional<String> value(CanonicalColumn column) {
    String x = column.reference();
    OracleType type = OracleType.of(column.column());
    return switch (column.form()) {
      case CanonicalForm.WholeNumber() -> Optional.of(OracleNumbers.whole(x, type));
      case CanonicalForm.Decimal(boolean trimmed) ->
          Optional.of(OracleNumbers.decimal(column, trimmed));
      case CanonicalForm.Real() -> Optional.of(OracleNumbers.real(x, type));
      case CanonicalForm.Bool() -> Optional.of(OracleNumbers.truth(x, type));
      case CanonicalForm.Text(boolean trimmed, _) -> text(column, trimmed);
      case CanonicalForm.Bytes() -> bytes(column, x, type);
      case CanonicalForm.Timestamp() -> Optional.of(OracleTimes.timestamp(column));
      case CanonicalForm.Time() -> Optional.of(OracleTimes.length(column));
      case CanonicalForm.Json(_) -> text(column, false);
      case CanonicalForm.Uuid() ->
          Optional.of(
              type == OracleType.RAW
                  ? "LOWER(RAWTOHEX(" + x + "))"
                  : "LOWER(REPLACE(" + x + ", '-'))");
      case CanonicalForm.Inet() -> Optional.of("LOWER(" + x + ")");
      case CanonicalForm.Bits(), CanonicalForm.Date() -> Optional.empty();
    };
  }

  /** LONG can stand in no expression; a LOB can't be cut at a number of bytes of UTF-8. */
  private static Optional<String> text(CanonicalColumn column, boolean trimmed) {
    OracleType type = OracleType.of(column.column());
    boolean isLob = isLob(type);
    if (type == OracleType.LONG
        || type == OracleType.OTHER
        || changesLength(column)
        || (isLob && column.alterations().cutsLobs())) {
      return Optional.empty();
    }
    if (type == OracleType.INTERVAL_DS) {
      return Optional.of(OracleTimes.length(column));
    }
    String text =
        switch (type) {
          case NCHAR, NVARCHAR2 -> "TO_CHAR(" + column.reference() + ")";
          case NCLOB -> "TO_CLOB(" + column.reference() + ")";
          default -> type.selected(column.reference());
        };
    if (column.alterations().nulCharactersRemoved()) {
      text = "REPLACE(" + text + ", CHR(0))";
    }
    boolean isFilled = type == OracleType.CHAR || type == OracleType.NCHAR;
    return Optional.of(trimmed || isFilled ? "RTRIM(" + text + ", ' ')" : text);
  }

  /** What a load does to lengths and characters is not rendered here. */
  private static boolean changesLength(CanonicalColumn column) {
    return column.alterations().cutsValues() || !column.alterations().characters().isEmpty();
  }

  private static boolean isLob(OracleType type) {
    return switch (type) {
      case CLOB, NCLOB, XML, JSON -> true;
      default -> false;
    };
  }

  private static Optional<String> bytes(CanonicalColumn column, String x, OracleType type) {
    if (column.alterations().cutsValues()) {
      return Optional.empty();
    }
    return switch (type) {
      case RAW -> Optional.of("TO_BLOB(" + x + ")");
      case BLOB, BFILE, GEOMETRY ->
          column.alterations().cutsLobs() ? Optional.empty() : Optional.of(type.selected(x));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> altered(CanonicalColumn column) {
    String x = column.reference();
    if (column.alterations().rounds()) {
      return Optional.of(
          switch (column.column().type()) {
            case DataType.Decimal _ ->
                "%1$s <> ROUND(%1$s, %2$d)".formatted(x, column.alterations().fractionDigits());
            case DataType.Timestamp _, DataType.TimeSpan _ -> OracleTimes.isRounded(column);
            default ->
                throw new IllegalArgumentException(
                    column.column().nativeType() + " has no fraction to round");
          });
    }
    boolean mayHoldNul =
        column.form() instanceof CanonicalForm.Text && column.alterations().nulCharactersRemoved();
    return mayHoldNul ? Optional.of("INSTR(" + x + ", CHR(0)) > 0") : Optional.empty();
  }

  @Override
  public String member(CanonicalColumn column, String value) {
    String isNull = "CASE WHEN " + column.reference() + " IS NULL THEN '~' ";
    OracleType type = OracleType.of(column.column());
    return switch (column.form()) {
      case CanonicalForm.Bytes() ->
          isNull
              + (type == OracleType.RAW
                  ? "ELSE LOWER(RAWTOHEX(STANDARD_HASH(" + column.reference() + ", 'MD5'))) END"
                  : lobHash(value));
      case CanonicalForm.Json(_) -> isNull + lobHash(value);
      case CanonicalForm.Text(_, boolean isLong) ->
          isNull
              + (!isLong
                  ? "ELSE NVL(LENGTH4(%1$s), 0) || ':' || %1$s END".formatted(value)
                  : isLob(type)
                      ? lobHash(value)
                      : "WHEN %s IS NULL THEN '%s' ELSE %s END"
                          .formatted(value, MD5_OF_NOTHING, md5(value)));
      default -> member(value, column.form());
    };
  }

  /** An empty LOB isn't NULL, and DBMS_CRYPTO takes none. */
  private static String lobHash(String value) {
    return "WHEN NVL(DBMS_LOB.GETLENGTH(%1$s), 0) = 0 THEN '%2$s' ELSE LOWER(RAWTOHEX(DBMS_CRYPTO.HASH(%1$s, 2))) END"
        .formatted(value, MD5_OF_NOTHING);
  }

  @Override
  public String member(String value, CanonicalForm form) {
    return "NVL(" + value + ", '~')";
  }

  @Override
  public String join(List<String> members) {
    return String.join(" || '|' || ", members);
  }

  @Override
  public String shown(String value, CanonicalForm form, int charactersMax) {
    return switch (form) {
      case CanonicalForm.Bytes() ->
          "RAWTOHEX(DBMS_LOB.SUBSTR(%s, %d, 1))".formatted(value, charactersMax / 2);
      // A CLOB can't be told apart (DISTINCT); what is shown of it is short enough for a text.
      case CanonicalForm.Text(_, boolean isLong) when isLong ->
          "TO_CHAR(SUBSTR(%s, 1, %d))".formatted(value, charactersMax);
      default -> "SUBSTR(%s, 1, %d)".formatted(value, charactersMax);
    };
  }

  @Override
  public String md5(String value) {
    return "LOWER(RAWTOHEX(STANDARD_HASH(CONVERT(" + value + ", 'AL32UTF8'), 'MD5')))";
  }

  @Override
  public String number(String md5, int part) {
    return "TO_NUMBER(SUBSTR(%s, %s), 'XXXXXXXXXXXXXXX')"
        .formatted(md5, part == 0 ? "1, 15" : "-15");
  }

  @Override
  public String bits(String number, long mask) {
    return "BITAND(" + number + ", " + mask + ")";
  }

  @Override
  public String fence() {
    return " OFFSET 0 ROWS";
  }
}
