package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.engine.Dialect;

/** How PostgreSQL writes SQL. Everything is quoted, so that no name is folded or reserved. */
final class PostgresDialect implements Dialect {
  private static final int NAME_BYTES_MAX = 63; // NAMEDATALEN - 1

  @Override
  public String quote(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name can't hold the character U+0000");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Without the rows of tables that inherit from it; partitions hold rows of their parent. */
  @Override
  public String rowsOf(Table table) {
    return (table.kind() == TableKind.TABLE ? "ONLY " : "") + quote(table.name());
  }

  /** A database in UTF-8 knows the length of a stored text without fetching it. */
  @Override
  public String bytesOf(Column column) {
    String name = quote(column.name());
    return switch (column.type()) {
      case DataType.Binary _ -> "octet_length(%s)".formatted(name);
      default ->
          """
          CASE WHEN getdatabaseencoding() = 'UTF8' THEN octet_length(%1$s::text) \
          ELSE octet_length(convert_to(%1$s::text, 'UTF8')) END"""
              .formatted(name);
    };
  }

  @Override
  public String charactersOf(Column column) {
    return "char_length(%s::text)".formatted(quote(column.name()));
  }

  @Override
  public String literal(String text) {
    String doubled = text.replace("'", "''");
    // The E form means the same under any standard_conforming_strings.
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  @Override
  public String bytes(String hex) {
    return literal("\\x" + hex) + "::bytea";
  }

  @Override
  public int identifierLengthMax() {
    return NAME_BYTES_MAX;
  }

  @Override
  public int identifierLength(String identifier) {
    return identifier.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Optional<String> toStandard(
      String expression, Table table, UnaryOperator<String> columnName) {
    return new PostgresExpression(expression, table, columnName).standard();
  }

  @Override
  public boolean takesAsWrittenBy(Dialect source) {
    return source instanceof PostgresDialect;
  }
}
