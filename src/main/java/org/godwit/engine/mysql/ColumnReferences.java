package org.godwit.engine.mysql;

import java.util.function.UnaryOperator;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.mysql.ExpressionTokens.Token.Kind;
import org.godwit.engine.mysql.StandardSql.Type;

/**
 * Columns of the table that an expression belongs to.
 *
 * @param columnName gives a column's name on the target
 */
record ColumnReferences(Table table, UnaryOperator<String> columnName) {

  /** The column; names of its schema and table in front are dropped. */
  StandardSql reference(ExpressionTokens tokens, String firstName) {
    String name = firstName;
    while (tokens.takeIf(".")) {
      if (tokens.peek().kind() != Kind.NAME && tokens.peek().kind() != Kind.WORD) {
        throw new Untranslatable();
      }
      name = tokens.take().text();
    }
    String wanted = name;
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(wanted))
        .findFirst()
        .map(
            column ->
                StandardSql.of(
                    typeOf(column.type()),
                    "\"" + columnName.apply(column.name()).replace("\"", "\"\"") + "\""))
        .orElseThrow(Untranslatable::new);
  }

  private static Type typeOf(DataType type) {
    return switch (type) {
      case DataType.Bool _ -> Type.BOOLEAN;
      // The whole range of an unsigned bigint fits no integer of the target's.
      case DataType.Int(int bits, boolean unsigned) ->
          bits == 64 && unsigned ? Type.DECIMAL : Type.INTEGER;
      case DataType.Year _ -> Type.INTEGER;
      case DataType.Decimal _ -> Type.DECIMAL;
      case DataType.Real _ -> Type.REAL;
      case DataType.Text _ -> Type.TEXT;
      case DataType.Enumeration _ -> Type.LABEL;
      case DataType.Date _ -> Type.DATE;
      case DataType.Timestamp(_, boolean zoned) -> zoned ? Type.INSTANT : Type.TIMESTAMP;
      case DataType.Json _ -> Type.JSON;
      case DataType.Uuid _ -> Type.UUID;
      default -> Type.OTHER;
    };
  }
}
