package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.DataType;
import org.godwit.engine.Alterations;
import org.godwit.engine.CanonicalColumn;
import org.godwit.engine.CanonicalForm;
import org.godwit.engine.CanonicalText;

/** PostgreSQL's rendering, 13 and later: mostly its own output functions under fixed settings. */
final class PostgresCanonicalText implements CanonicalText {

  @Override
  public List<String> session() {
    return List.of(
        "SET TimeZone = 'UTC'",
        "SET DateStyle = 'ISO, YMD'",
        "SET IntervalStyle = 'postgres'",
        "SET extra_float_digits = 1",
        "SET bytea_output = 'hex'",
        "SET lc_monetary = 'C'",
        "SET xmloption = 'content'",
        // Compiling some dozens of expressions costs more than it saves on one slice.
        "SET jit = off");
  }

  @Override
  public Optional<String> value(CanonicalColumn column) {
    String x = column.reference();
    DataType type = column.column().type();
    return switch (column.form()) {
      case CanonicalForm.WholeNumber() -> wholeNumber(x, type);
      case CanonicalForm.Decimal(boolean trimmed) ->
          Optional.of(decimal(rounded(column), type, trimmed));
      case CanonicalForm.Real() -> Optional.of(number(x));
      case CanonicalForm.Bool() -> Optional.of(bool(x, type));
      case CanonicalForm.Text(boolean trimmed, _) -> Optional.of(freeText(column, trimmed));
      case CanonicalForm.Bytes() ->
          type instanceof DataType.Binary ? Optional.of(cutBytes(column)) : Optional.empty();
      case CanonicalForm.Timestamp() -> Optional.of(timestamp(rounded(column), type));
      case CanonicalForm.Json(_) -> Optional.of(cut(column, x + "::text"));
      case CanonicalForm.Uuid() -> Optional.of(uuid(x, type));
      case CanonicalForm.Inet() -> Optional.of(inet(x, type));
      case CanonicalForm.Bits(), CanonicalForm.Date(), CanonicalForm.Time() ->
          Optional.of(x + "::text");
    };
  }

  private static Optional<String> wholeNumber(String x, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> Optional.of(x + "::int::text");
      case DataType.Bits _ -> Optional.empty();
      default -> Optional.of(x + "::text");
    };
  }

  private static String decimal(String x, DataType type, boolean trimmed) {
    return trimmed && type instanceof DataType.Decimal
        ? "trim_scale(%s)::text".formatted(x)
        : x + "::text";
  }

  /** With MySQL's exponents: no plus sign, no zero in front. */
  private static String number(String x) {
    return "replace(replace((%s)::float8::text, 'e+', 'e'), 'e-0', 'e-')".formatted(x);
  }

  private static String bool(String x, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> x + "::int::text";
      case DataType.Bits _ ->
          "CASE WHEN position('1' in %1$s::text) > 0 THEN '1' WHEN %1$s IS NOT NULL THEN '0' END"
              .formatted(x);
      default -> "CASE WHEN %1$s <> 0 THEN '1' WHEN %1$s = 0 THEN '0' END".formatted(x);
    };
  }

  private static String timestamp(String x, DataType type) {
    return switch (type) {
      case DataType.Date _ -> x + "::timestamp::text";
      case DataType.Timestamp(_, boolean zoned) when zoned ->
          "(%s AT TIME ZONE 'UTC')::text".formatted(x);
      default -> x + "::text";
    };
  }

  private static String uuid(String x, DataType type) {
    return type instanceof DataType.Binary
        ? "encode(%s, 'hex')".formatted(x)
        : "lower(replace(%s::text, '-', ''))".formatted(x);
  }

  private static String inet(String x, DataType type) {
    return type instanceof DataType.Inet
        ? "CASE WHEN masklen(%1$s) = CASE family(%1$s) WHEN 4 THEN 32 ELSE 128 END THEN host(%1$s) ELSE %1$s::text END"
            .formatted(x)
        : "lower(%s::text)".formatted(x);
  }

  /** With the rounding of a shorter type, as this server does it itself. */
  private static String rounded(CanonicalColumn column) {
    String x = column.reference();
    if (!column.alterations().rounds()) {
      return x;
    }
    int digits = column.alterations().fractionDigits();
    return switch (column.column().type()) {
      case DataType.Decimal _ -> "round(%s, %d)".formatted(x, digits);
      case DataType.Timestamp(_, boolean zoned) ->
          "%s::%s(%d)".formatted(x, zoned ? "timestamptz" : "timestamp", digits);
      default -> x;
    };
  }

  private static String freeText(CanonicalColumn column, boolean trimmed) {
    String text = cut(column, replaced(column));
    if (column.alterations().cutsValues()) {
      text = "left(%s, %d)".formatted(text, column.alterations().lengthMax());
    }
    return trimmed ? "rtrim(%s, ' ')".formatted(text) : text;
  }

  /** With characters replaced: translate removes those that have no other at their place. */
  private static String replaced(CanonicalColumn column) {
    String text = column.reference() + "::text";
    Map<Integer, Integer> characters = column.alterations().characters();
    if (characters.isEmpty()) {
      return text;
    }
    StringBuilder from = new StringBuilder();
    StringBuilder to = new StringBuilder();
    StringBuilder removed = new StringBuilder();
    characters.forEach(
        (old, other) -> {
          // PostgreSQL has no text with the character 0.
          if (old != 0 && other != 0) {
            from.appendCodePoint(old);
            to.appendCodePoint(other);
          } else if (old != 0) {
            removed.appendCodePoint(old);
          }
        });
    PostgresDialect dialect = new PostgresDialect();
    return "translate(%s, %s, %s)"
        .formatted(
            text, dialect.literal(from.append(removed).toString()), dialect.literal(to.toString()));
  }

  @Override
  public Optional<String> altered(CanonicalColumn column) {
    Alterations alterations = column.alterations();
    List<String> any = new ArrayList<>();
    if (alterations.rounds()) {
      any.add("%s <> %s".formatted(column.reference(), rounded(column)));
    }
    boolean isBytes = column.form() instanceof CanonicalForm.Bytes;
    if (alterations.cutsLobs()) {
      String bytes =
          isBytes ? column.reference() : "convert_to(%s, 'UTF8')".formatted(replaced(column));
      any.add("octet_length(%s) > %d".formatted(bytes, alterations.lobBytesMax()));
    }
    if (alterations.cutsValues()) {
      String length = isBytes ? "octet_length(%s)" : "char_length(%s)";
      any.add(
          (length + " > %d")
              .formatted(isBytes ? column.reference() : replaced(column), alterations.lengthMax()));
    }
    if (!alterations.characters().isEmpty()) {
      any.add("%s::text <> %s".formatted(column.reference(), replaced(column)));
    }
    return any.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" OR ", any) + ")");
  }

  private static String cutBytes(CanonicalColumn column) {
    int most = Math.min(intOf(column.alterations()), column.alterations().lengthMax());
    return column.alterations().cutsLobs() || column.alterations().cutsValues()
        ? "substring(%s from 1 for %d)".formatted(column.reference(), most)
        : column.reference();
  }

  /** The longest run of whole characters within the limit of bytes. */
  private static String cut(CanonicalColumn column, String text) {
    if (!column.alterations().cutsLobs()) {
      return text;
    }
    int most = intOf(column.alterations());
    String bytes = "convert_to(%s, 'UTF8')".formatted(text);
    StringBuilder end = new StringBuilder("CASE");
    for (int back = 0; back < 3; back++) {
      end.append(
          " WHEN get_byte(%s, %d) & 192 <> 128 THEN %d".formatted(bytes, most - back, most - back));
    }
    return "CASE WHEN octet_length(%1$s) <= %2$d THEN %3$s ELSE convert_from(substring(%1$s from 1 for %4$s ELSE %5$d END), 'UTF8') END"
        .formatted(bytes, most, text, end, Math.max(most - 3, 0));
  }

  private static int intOf(Alterations alterations) {
    return Math.clamp(alterations.lobBytesMax(), 0, Integer.MAX_VALUE - 8);
  }

  @Override
  public String member(String value, CanonicalForm form) {
    return switch (form) {
      case CanonicalForm.Bytes() -> "coalesce(md5(%s), '~')".formatted(value);
      case CanonicalForm.Json(_) -> "coalesce(%s, '~')".formatted(md5(value));
      case CanonicalForm.Text(_, boolean isLong) ->
          isLong
              ? "coalesce(%s, '~')".formatted(md5(value))
              : "coalesce(char_length(%1$s) || ':' || %1$s, '~')".formatted(value);
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
          "coalesce(%s, '~')".formatted(value);
    };
  }

  /** Bars, because {@code concat_ws} takes a hundred arguments at most. */
  @Override
  public String join(List<String> members) {
    return String.join(" || '|' || ", members);
  }

  @Override
  public String shown(String value, CanonicalForm form, int charactersMax) {
    return form instanceof CanonicalForm.Bytes
        ? "upper(encode(substring(%s from 1 for %d), 'hex'))".formatted(value, charactersMax / 2)
        : "left(%s, %d)".formatted(value, charactersMax);
  }

  @Override
  public String md5(String value) {
    return "md5(convert_to(%s, 'UTF8'))".formatted(value);
  }

  @Override
  public String number(String md5, int part) {
    return "('x' || %s(%s, 15))::bit(60)::bigint".formatted(part == 0 ? "left" : "right", md5);
  }

  @Override
  public String fence() {
    return " OFFSET 0";
  }
}
