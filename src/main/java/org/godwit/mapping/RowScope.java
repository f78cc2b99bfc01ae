package org.godwit.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Row;
import org.godwit.mapping.expression.ExpressionProblem;
import org.godwit.mapping.expression.Header;
import org.godwit.mapping.expression.MaskingKey;
import org.godwit.mapping.expression.Metadata;
import org.godwit.mapping.expression.Scope;
import org.jspecify.annotations.Nullable;

/** What expressions see of a source row. */
final class RowScope implements Scope {
  private final MappedTable table;
  private final Row row;
  private final Surroundings surroundings;
  private final Optional<MaskingKey> key;
  private final Map<String, Place> places;
  private boolean hasReplaced;

  /** Where a row has a source column. */
  record Place(int index, DataType type) {}

  RowScope(
      MappedTable table,
      Row row,
      Map<String, Place> places,
      Surroundings surroundings,
      Optional<MaskingKey> key) {
    this.table = table;
    this.row = row;
    this.places = places;
    this.surroundings = surroundings;
    this.key = key;
  }

  /** Where rows have the source columns that are read of a table. */
  static Map<String, Place> places(MappedTable table) {
    Map<String, Place> places = new HashMap<>();
    for (Column column : table.columnsToRead()) {
      places.put(column.name(), new Place(places.size(), column.type()));
    }
    return places;
  }

  @Override
  public @Nullable Object column(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new ExpressionProblem("the column " + name + " isn't read");
    }
    return row.isNull(place.index()) ? null : value(place.index(), place.type());
  }

  private Object value(int place, DataType type) {
    return switch (type) {
      case DataType.Bool _, DataType.Year _ -> row.getLong(place);
      case DataType.Int(int bits, boolean unsigned) ->
          bits < Long.SIZE || !unsigned
              ? (Object) row.getLong(place)
              : new BigDecimal(row.text(place).utf8());
      case DataType.Decimal _ -> decimal(row.text(place).utf8());
      case DataType.Real _ -> row.getDouble(place);
      case DataType.Bits(int length, boolean _) when length > 0 && length <= Long.SIZE ->
          row.getLong(place);
      case DataType.Bits _, DataType.Binary _, DataType.Geometry _ -> row.bytes(place).copy();
      case DataType.Text _ -> replaced(row.text(place).utf8());
      case DataType.Date _,
          DataType.TimeOfDay _,
          DataType.TimeSpan _,
          DataType.Timestamp _,
          DataType.Enumeration _,
          DataType.LabelSet _,
          DataType.Json _,
          DataType.Uuid _,
          DataType.Inet _,
          DataType.Native _ ->
          row.text(place).utf8();
    };
  }

  private String replaced(String text) {
    String result = surroundings.characters().replaced(text);
    hasReplaced |= !result.equals(text);
    return result;
  }

  /** Whether characters of a value that was asked for were replaced. */
  boolean hasReplaced() {
    return hasReplaced;
  }

  /** PostgreSQL's NaN and infinities are no decimals, they are kept as text. */
  private static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  @Override
  public String header(Header header) {
    return surroundings.occasion().header(header, now());
  }

  @Override
  public String metadata(Metadata metadata) {
    return switch (metadata) {
      case SOURCE_SCHEMA -> table.source().name().schema();
      case SOURCE_TABLE -> table.source().name().table();
      case MODIFIED_SCHEMA -> table.target().name().schema();
      case MODIFIED_TABLE -> table.target().name().table();
      case SOURCE_COLUMN, SOURCE_COLUMN_DATATYPE ->
          throw new ExpressionProblem("$" + metadata.variable() + " has no meaning here");
    };
  }

  @Override
  public Instant now() {
    return surroundings.clock().instant();
  }

  @Override
  public MaskingKey maskingKey() {
    return key.orElseThrow(() -> new ExpressionProblem("the rule names no masking key"));
  }

  @Override
  public RandomGenerator random() {
    return surroundings.random();
  }
}
