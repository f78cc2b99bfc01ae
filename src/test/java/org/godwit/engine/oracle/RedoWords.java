package org.godwit.engine.oracle;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import oracle.sql.DATE;
import oracle.sql.TIMESTAMP;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.jspecify.annotations.Nullable;

/** Values as a driver gives them, as texts, and in statements as LogMiner writes them. */
final class RedoWords {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private RedoWords() {}

  /** As the driver does. */
  static @Nullable Object ofDriver(@Nullable Object value) {
    if (value instanceof LocalDateTime moment) {
      byte[] stored = {
        (byte) (100 + moment.getYear() / 100),
        (byte) (100 + moment.getYear() % 100),
        (byte) moment.getMonthValue(),
        (byte) moment.getDayOfMonth(),
        (byte) (moment.getHour() + 1),
        (byte) (moment.getMinute() + 1),
        (byte) (moment.getSecond() + 1)
      };
      if (moment.get(ChronoField.NANO_OF_SECOND) == 0) {
        return new DATE(stored);
      }
      byte[] fine = Arrays.copyOf(stored, 11);
      for (int i = 0; i < 4; i++) {
        fine[7 + i] = (byte) (moment.get(ChronoField.NANO_OF_SECOND) >> (24 - 8 * i));
      }
      return new TIMESTAMP(fine);
    }
    return value;
  }

  /** For comparing. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case LocalDateTime moment ->
          moment.get(ChronoField.NANO_OF_SECOND) == 0
              ? SECONDS.format(moment)
              : SECONDS.format(moment)
                  + ".%06d".formatted(moment.get(ChronoField.NANO_OF_SECOND) / 1000);
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  static String insert(Table table, Object[] row) {
    StringBuilder names = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String comma = i == 0 ? "" : ",";
      names.append(comma).append('"').append(table.columns().get(i).name()).append('"');
      values.append(comma).append(literal(table.columns().get(i), row[i]));
    }
    return "insert into %s(%s) values (%s);".formatted(quoted(table), names, values);
  }

  static String delete(Table table, Object[] row) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      conditions.add(condition(table.columns().get(i), row[i]));
    }
    return "delete from %s where %s;".formatted(quoted(table), String.join(" and ", conditions));
  }

  /** Beside what was changed the log has the columns of log groups. */
  static String update(Table table, Object[] before, Object[] after, Set<String> logged) {
    List<String> set = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < before.length; i++) {
      Column column = table.columns().get(i);
      boolean isChanged = !Objects.equals(before[i], after[i]);
      if (isChanged) {
        set.add("\"%s\" = %s".formatted(column.name(), literal(column, after[i])));
      }
      if (isChanged || logged.contains(column.name())) {
        conditions.add(condition(column, before[i]));
      }
    }
    return "update %s set %s where %s;"
        .formatted(quoted(table), String.join(", ", set), String.join(" and ", conditions));
  }

  private static String quoted(Table table) {
    return "\"SHOP\".\"" + table.name().table() + "\"";
  }

  private static String condition(Column column, @Nullable Object value) {
    return "\"%s\" %s"
        .formatted(column.name(), value == null ? "IS NULL" : "= " + literal(column, value));
  }

  /** As LogMiner writes it in a session that is set as Godwit's is. */
  private static String literal(Column column, @Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case byte[] bytes -> "HEXTORAW('" + HexFormat.of().formatHex(bytes) + "')";
      case LocalDateTime moment -> {
        String text = " " + text(moment);
        yield OracleType.of(column) == OracleType.DATE
            ? "TO_DATE('" + text + "', 'SYYYY-MM-DD HH24:MI:SS')"
            : "TO_TIMESTAMP('" + text + "')";
      }
      case String text when OracleType.of(column) == OracleType.NVARCHAR2 -> {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
          char c = text.charAt(i);
          escaped.append(
              c == '\'' ? "''" : c < 128 && c != '\\' ? c + "" : "\\%04X".formatted((int) c));
        }
        yield "UNISTR('" + escaped + "')";
      }
      default -> "'" + text(value).replace("'", "''") + "'";
    };
  }
}
