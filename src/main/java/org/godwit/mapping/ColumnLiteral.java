package org.godwit.mapping;

import java.util.Locale;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;

/** Writes values that a rule gives for a column as the source's SQL, checked by its type. */
record ColumnLiteral(Dialect dialect, Place place, Column column) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?");

  /**
   * Where in the mapping a value stands.
   *
   * @param key of the rule
   */
  record Place(long ruleId, String key, Table table) {
    MappingException lacks(String column) {
      return refused(table.name() + " has no column " + column + "; upper and lower case differ");
    }

    MappingException refused(String rest) {
      return MappingException.ofRule(ruleId, key + ": " + rest + ".");
    }
  }

  /**
   * The value in the engine's words.
   *
   * @throws MappingException where it isn't one of the column's type
   */
  String of(String value) {
    return switch (column.type()) {
      case DataType.Int _, DataType.Decimal _, DataType.Real _, DataType.Year _ -> number(value);
      case DataType.Bool _ -> bool(value);
      case DataType.Date _, DataType.Timestamp _ -> timestamp(value);
      case DataType.TimeOfDay _, DataType.TimeSpan _ -> time(value);
      case DataType.Text _,
          DataType.Enumeration _,
          DataType.LabelSet _,
          DataType.Uuid _,
          DataType.Inet _ ->
          dialect.literal(value);
      case DataType.Binary _,
          DataType.Bits _,
          DataType.Json _,
          DataType.Geometry _,
          DataType.Native _ ->
          throw refused("can't be compared with a value, only with null and notnull");
    };
  }

  /**
   * A pattern of LIKE in the engine's words.
   *
   * @throws MappingException where the column holds no text
   */
  String ofPattern(String pattern) {
    if (column.type() instanceof DataType.Text) {
      return dialect.literal(pattern);
    }
    throw refused("holds no text, which like is for; use in, between or a where condition");
  }

  private String number(String value) {
    String text = value.strip();
    if (!NUMBER.matcher(text).matches()) {
      throw refused("holds numbers, and \"" + value + "\" is none; write digits and a point");
    }
    return text;
  }

  private String bool(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "t" -> dialect.truth(true);
      case "false", "0", "f" -> dialect.truth(false);
      default ->
          throw refused("is true or false, and \"" + value + "\" is neither; write true or false");
    };
  }

  private String timestamp(String value) {
    if (TimeText.micros(value.strip()).isPresent()) {
      return dialect.moment(column, value.strip());
    }
    throw refused(
        "holds dates, and \"" + value + "\" is none; write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS");
  }

  private String time(String value) {
    if (TimeText.span(value.strip()).isEmpty()) {
      throw refused("holds times, and \"" + value + "\" is none; write HH:MM:SS");
    }
    return dialect.time(column, value.strip());
  }

  private MappingException refused(String rest) {
    return place.refused(
        place.table().name() + "." + column.name() + " (" + column.nativeType() + ") " + rest);
  }
}
