package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.DEFAULTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.IDENTITIES;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SEQUENCES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** A column of a table: its type, its default, what computes it, and whether it takes NULL. */
final class ColumnDdl {
  /** {@code START WITH: 1, INCREMENT BY: 1, …} */
  private static final Pattern OPTION = Pattern.compile("([A-Z_ ]+): ?([^,]+)(?:, ?|$)");

  private final ConstraintDdl constraints;
  private final Map<ColumnName, String> defaults = new HashMap<>();
  private final Map<ColumnName, Row> identities = new HashMap<>();
  private final Map<Key, List<Row>> sequences;

  private record ColumnName(String owner, String table, String column) {
    static ColumnName of(Row row) {
      return new ColumnName(row.text("OWNER"), row.text("TABLE_NAME"), row.text("COLUMN_NAME"));
    }
  }

  ColumnDdl(DictionaryRows rows, ConstraintDdl constraints) {
    this.constraints = constraints;
    rows.of(DEFAULTS).forEach(it -> defaults.put(ColumnName.of(it), it.text("DATA_DEFAULT")));
    rows.of(IDENTITIES).forEach(it -> identities.put(ColumnName.of(it), it));
    this.sequences = rows.by(SEQUENCES, "SEQUENCE_OWNER", "SEQUENCE_NAME");
  }

  /** {@code "ID" NUMBER(9) DEFAULT 0 NOT NULL}. */
  String of(Row column) {
    ColumnName name = ColumnName.of(column);
    StringBuilder text = new StringBuilder(Words.quoted(name.column()));
    text.append(' ').append(type(column));
    if (column.is("HIDDEN_COLUMN", "YES")) {
      text.append(" INVISIBLE");
    }
    text.append(value(column, name));
    constraints.notNull(new Key(name.owner(), name.table()), name.column()).ifPresent(text::append);
    return text.toString();
  }

  private String value(Row column, ColumnName name) {
    Row identity = identities.get(name);
    boolean isOnNull = column.is("DEFAULT_ON_NULL", "YES");
    if (identity != null) {
      return identity(identity, isOnNull);
    }
    String value = Words.expression(defaults.getOrDefault(name, ""));
    if (value.isEmpty()) {
      return "";
    }
    return column.is("VIRTUAL_COLUMN", "YES")
        ? " GENERATED ALWAYS AS (" + value + ") VIRTUAL"
        : " DEFAULT " + (isOnNull ? "ON NULL " : "") + value;
  }

  private String identity(Row identity, boolean isOnNull) {
    Map<String, String> options = new HashMap<>();
    Matcher option = OPTION.matcher(identity.text("IDENTITY_OPTIONS"));
    while (option.find()) {
      options.put(option.group(1).strip(), option.group(2).strip());
    }
    Optional<String> next =
        sequences
            .getOrDefault(
                new Key(identity.text("OWNER"), identity.text("SEQUENCE_NAME")), List.of())
            .stream()
            .map(it -> it.word("LAST_NUMBER"))
            .findFirst();
    String all =
        SequenceOptions.of(
            next.orElse(options.getOrDefault("START WITH", "1")),
            options.getOrDefault("INCREMENT BY", "1"),
            options.getOrDefault("MIN_VALUE", ""),
            options.getOrDefault("MAX_VALUE", ""),
            options.getOrDefault("CACHE_SIZE", ""));
    if (options.getOrDefault("CYCLE_FLAG", "N").equals("Y")) {
      all += " CYCLE";
    }
    if (options.getOrDefault("ORDER_FLAG", "N").equals("Y")) {
      all += " ORDER";
    }
    return " GENERATED %s%s AS IDENTITY%s"
        .formatted(
            identity.word("GENERATION_TYPE"),
            isOnNull ? " ON NULL" : "",
            all.isEmpty() ? "" : " (" + all.strip() + ")");
  }

  /** Whether types of that owner are found without naming the owner. */
  static boolean isOracles(String owner) {
    return owner.isEmpty() || owner.equals("SYS") || owner.equals("PUBLIC");
  }

  /** {@code VARCHAR2(30 CHAR)}. */
  static String type(Row column) {
    String type = column.text("DATA_TYPE");
    String owner = column.text("DATA_TYPE_OWNER");
    if (!isOracles(owner)) {
      String name = Words.quoted(owner, type);
      return column.is("DATA_TYPE_MOD", "REF") ? "REF " + name : name;
    }
    String precision = column.word("DATA_PRECISION");
    String scale = column.word("DATA_SCALE");
    return switch (type) {
      case "NUMBER" -> number(precision, scale);
      case "FLOAT" -> precision.isEmpty() ? type : "FLOAT(" + precision + ")";
      case "VARCHAR2", "CHAR" -> {
        boolean isLetters = column.is("CHAR_USED", "C");
        yield isLetters
            ? "%s(%s CHAR)".formatted(type, column.word("CHAR_LENGTH"))
            : "%s(%s BYTE)".formatted(type, column.word("DATA_LENGTH"));
      }
      case "NVARCHAR2", "NCHAR" -> "%s(%s)".formatted(type, column.word("CHAR_LENGTH"));
      case "RAW", "UROWID" -> "%s(%s)".formatted(type, column.word("DATA_LENGTH"));
      default -> type;
    };
  }

  private static String number(String precision, String scale) {
    if (precision.isEmpty()) {
      return scale.equals("0") ? "INTEGER" : "NUMBER";
    }
    return scale.isEmpty() || scale.equals("0")
        ? "NUMBER(" + precision + ")"
        : "NUMBER(%s,%s)".formatted(precision, scale);
  }
}
