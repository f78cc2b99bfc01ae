package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;

/** How MySQL and MariaDB write SQL. */
final class MySqlDialect implements Dialect {
  private static final int IDENTIFIER_LENGTH_MAX = 64;

  @Override
  public String quote(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  @Override
  public String bytesOf(Column column) {
    String name = quote(column.name());
    return switch (column.type()) {
      case DataType.Binary _, DataType.Bits _ -> "LENGTH(%s)".formatted(name);
      case DataType.Geometry _ -> "LENGTH(ST_AsBinary(%s))".formatted(name);
      default -> "LENGTH(CONVERT(%s USING utf8mb4))".formatted(name);
    };
  }

  @Override
  public String charactersOf(Column column) {
    return "CHAR_LENGTH(CONVERT(%s USING utf8mb4))".formatted(quote(column.name()));
  }

  /** Without backslashes a literal reads the same in every mode; with one it goes as bytes. */
  @Override
  public String literal(String text) {
    return text.indexOf('\\') < 0
        ? "'" + text.replace("'", "''") + "'"
        : "_utf8mb4 0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int identifierLengthMax() {
    return IDENTIFIER_LENGTH_MAX;
  }

  @Override
  public int identifierLength(String identifier) {
    return identifier.codePointCount(0, identifier.length());
  }

  @Override
  public Optional<String> toStandard(
      String expression, Table table, UnaryOperator<String> columnName) {
    return ExpressionTranslator.translate(expression, table, columnName);
  }
}
