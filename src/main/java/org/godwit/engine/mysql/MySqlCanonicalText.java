package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.catalog.DataType;
import org.godwit.engine.Alterations;
import org.godwit.engine.CanonicalColumn;
import org.godwit.engine.CanonicalForm;
import org.godwit.engine.CanonicalText;

/**
 * The rendering of MySQL 8 and MariaDB 10.4, brought to PostgreSQL's spelling where the two differ.
 */
final class MySqlCanonicalText implements CanonicalText {

  @Override
  public List<String> session() {
    return List.of(
        "SET SESSION time_zone = '+00:00'",
        // CHAR comes without its padding; a zero date may be looked at.
        "SET SESSION sql_mode = ''",
        // The derived table of hashes of one slice stays in memory.
        "SET SESSION tmp_table_size = 67108864",
        "SET SESSION max_heap_table_size = 67108864");
  }

  @Override
  public Optional<String> value(CanonicalColumn column) {
    String x = column.reference();
    DataType type = column.column().type();
    return switch (column.form()) {
      case CanonicalForm.WholeNumber() -> Optional.of(wholeNumber(column));
      case CanonicalForm.Decimal(boolean trimmed) -> Optional.of(decimal(column, trimmed));
      case CanonicalForm.Real() -> Optional.of(MySqlFloats.text(column));
      case CanonicalForm.Bool() ->
          Optional.of("IF(%1$s IS NULL, NULL, IF(%1$s + 0 <> 0, '1', '0'))".formatted(x));
      case CanonicalForm.Text(boolean trimmed, _) -> Optional.of(freeText(column, trimmed));
      case CanonicalForm.Bytes() -> bytes(column);
      case CanonicalForm.Bits() ->
          switch (type) {
            case DataType.Bits(int length, _) ->
                Optional.of("LPAD(BIN(%s + 0), %d, '0')".formatted(x, length));
            case DataType.Text _ -> Optional.of(text(x));
            default -> Optional.empty();
          };
      case CanonicalForm.Date() -> Optional.of(MySqlDates.calendar(column, text(x)));
      case CanonicalForm.Timestamp() ->
          Optional.of(MySqlDates.calendar(column, timestamp(column, type)));
      case CanonicalForm.Time() ->
          type instanceof DataType.TimeSpan(int scale)
              ? Optional.of(fraction(text(x), scale))
              : Optional.empty();
      case CanonicalForm.Json(boolean byValue) -> Optional.of(json(column, byValue));
      case CanonicalForm.Uuid() ->
          Optional.of(
              type instanceof DataType.Binary
                  ? "LOWER(HEX(%s))".formatted(x)
                  : "LOWER(REPLACE(%s, '-', ''))".formatted(text(x)));
      case CanonicalForm.Inet() -> Optional.of("LOWER(%s)".formatted(text(x)));
    };
  }

  private static String text(String x) {
    return "CAST(%s AS CHAR CHARACTER SET utf8mb4)".formatted(x);
  }

  /** ZEROFILL shows its zeros in text, YEAR its four digits and BIT its bytes; a sum shows none. */
  private static String wholeNumber(CanonicalColumn column) {
    boolean isPlain = column.column().type() instanceof DataType.Int && !isZeroFilled(column);
    return text(isPlain ? column.reference() : column.reference() + " + 0");
  }

  private static String decimal(CanonicalColumn column, boolean trimmed) {
    String number = isZeroFilled(column) ? column.reference() + " + 0" : column.reference();
    if (column.alterations().rounds()) {
      int digits = column.alterations().fractionDigits();
      // A rounded -0.00 is 0.
      return fraction(text("ROUND(%s, %d) + 0".formatted(column.reference(), digits)), digits);
    }
    return trimmed && column.column().type() instanceof DataType.Decimal(_, int scale)
        ? fraction(text(number), scale)
        : text(number);
  }

  private static boolean isZeroFilled(CanonicalColumn column) {
    return column.column().nativeType().toLowerCase(Locale.ROOT).contains("zerofill");
  }

  private static String timestamp(CanonicalColumn column, DataType type) {
    String x = column.reference();
    if (column.alterations().rounds()) {
      int digits = column.alterations().fractionDigits();
      return fraction(MySqlDates.rounded(x, digits), digits);
    }
    return switch (type) {
      case DataType.Timestamp(int scale, _) -> fraction(text(x), scale);
      case DataType.Date _ -> "CONCAT(%s, ' 00:00:00')".formatted(x);
      default -> text(x);
    };
  }

  /** Without the zeros at the end of the fraction, and the point if nothing is left behind it. */
  private static String fraction(String text, int scale) {
    return scale == 0 ? text : "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM %s))".formatted(text);
  }

  private static String utf8(CanonicalColumn column) {
    return "CONVERT(%s USING utf8mb4)".formatted(column.reference());
  }

  private static String json(CanonicalColumn column, boolean byValue) {
    return byValue && column.alterations().nulCharactersRemoved()
        ? MySqlJson.withoutNul(utf8(column))
        : utf8(column);
  }

  private static String freeText(CanonicalColumn column, boolean trimmed) {
    String text = MySqlCharacters.replaced(utf8(column), column.alterations());
    if (column.alterations().nulCharactersRemoved()) {
      text = "REPLACE(%s, CHAR(0 USING utf8mb4), '')".formatted(text);
    }
    if (column.alterations().cutsLobs()) {
      text = MySqlLobs.cutText(text, column.alterations().lobBytesMax());
    }
    if (column.alterations().cutsValues()) {
      text = "LEFT(%s, %d)".formatted(text, column.alterations().lengthMax());
    }
    return trimmed ? "TRIM(TRAILING ' ' FROM %s)".formatted(text) : text;
  }

  /**
   * A geometry is four bytes of SRID and then its well-known binary form; MySQL 8's ST_AsBinary
   * would put latitude first for some SRIDs.
   */
  private static Optional<String> bytes(CanonicalColumn column) {
    return switch (column.column().type()) {
      case DataType.Geometry _ ->
          Optional.of("SUBSTRING(CAST(%s AS BINARY), 5)".formatted(column.reference()));
      case DataType.Binary _ ->
          Optional.of(
              column.alterations().cutsLobs() || column.alterations().cutsValues()
                  ? "LEFT(%s, %d)"
                      .formatted(
                          column.reference(),
                          Math.min(
                              column.alterations().lobBytesMax(), column.alterations().lengthMax()))
                  : column.reference());
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> altered(CanonicalColumn column) {
    return switch (column.form()) {
      case CanonicalForm.Date(), CanonicalForm.Timestamp() -> MySqlDates.altered(column);
      case CanonicalForm.Decimal(_) ->
          column.alterations().rounds()
              ? Optional.of(
                  "%1$s <> ROUND(%1$s, %2$d)"
                      .formatted(column.reference(), column.alterations().fractionDigits()))
              : Optional.empty();
      case CanonicalForm.Text(_, _) -> alteredText(column);
      case CanonicalForm.Json(boolean byValue) ->
          byValue && column.alterations().nulCharactersRemoved()
              ? Optional.of(MySqlJson.holdsNul(utf8(column)))
              : Optional.empty();
      case CanonicalForm.Bytes() ->
          column.alterations().cutsLobs() || column.alterations().cutsValues()
              ? Optional.of(MySqlLobs.isLonger(column.reference(), column.alterations()))
              : Optional.empty();
      case CanonicalForm.WholeNumber(),
          CanonicalForm.Real(),
          CanonicalForm.Bool(),
          CanonicalForm.Bits(),
          CanonicalForm.Time(),
          CanonicalForm.Uuid(),
          CanonicalForm.Inet() ->
          Optional.empty();
    };
  }

  private static Optional<String> alteredText(CanonicalColumn column) {
    Alterations alterations = column.alterations();
    String text = MySqlCharacters.replaced(utf8(column), alterations);
    List<String> any = new ArrayList<>(MySqlCharacters.held(utf8(column), alterations));
    if (alterations.nulCharactersRemoved()) {
      any.add("INSTR(%s, CHAR(0 USING utf8mb4)) > 0".formatted(text));
    }
    if (alterations.cutsLobs()) {
      any.add("LENGTH(%s) > %d".formatted(text, alterations.lobBytesMax()));
    }
    if (alterations.cutsValues()) {
      any.add("CHAR_LENGTH(%s) > %d".formatted(text, alterations.lengthMax()));
    }
    return any.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" OR ", any) + ")");
  }

  @Override
  public String member(String value, CanonicalForm form) {
    return switch (form) {
      case CanonicalForm.Bytes(), CanonicalForm.Json(_) ->
          "COALESCE(MD5(%s), '~')".formatted(value);
      case CanonicalForm.Text(_, boolean isLong) ->
          isLong
              ? "COALESCE(MD5(%s), '~')".formatted(value)
              : "COALESCE(CONCAT(CHAR_LENGTH(%1$s), ':', %1$s), '~')".formatted(value);
      case CanonicalForm.WholeNumber(),
          CanonicalForm.Decimal(_),
          CanonicalForm.Real(),
          CanonicalForm.Bool(),
          CanonicalForm.Bits(),
          CanonicalForm.Date(),
          CanonicalForm.Timestamp(),
          CanonicalForm.Time(),
          CanonicalForm.Uuid(),
          CanonicalForm.Inet() ->
          "COALESCE(%s, '~')".formatted(value);
    };
  }

  @Override
  public String join(List<String> members) {
    return members.size() == 1
        ? members.getFirst()
        : "CONCAT_WS('|', %s)".formatted(String.join(", ", members));
  }

  @Override
  public String shown(String value, CanonicalForm form, int charactersMax) {
    return form instanceof CanonicalForm.Bytes
        ? "HEX(LEFT(%s, %d))".formatted(value, charactersMax / 2)
        : "LEFT(%s, %d)".formatted(value, charactersMax);
  }

  @Override
  public String md5(String value) {
    return "MD5(%s)".formatted(value);
  }

  @Override
  public String number(String md5, int part) {
    return "CAST(CONV(%s(%s, 15), 16, 10) AS UNSIGNED)"
        .formatted(part == 0 ? "LEFT" : "RIGHT", md5);
  }

  @Override
  public String fence() {
    return " LIMIT 18446744073709551615";
  }
}
