package org.godwit.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;

/**
 * SQL as PostgreSQL writes names. Of expressions it knows those whose names are in double quotes
 * and that call no function called {@code unknown}.
 */
final class PlainDialect implements Dialect {
  private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String bytesOf(Column column) {
    return "octet_length(%s)".formatted(quote(column.name()));
  }

  @Override
  public String charactersOf(Column column) {
    return "char_length(%s)".formatted(quote(column.name()));
  }

  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public int identifierLengthMax() {
    return 63;
  }

  @Override
  public int identifierLength(String identifier) {
    return identifier.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Optional<String> toStandard(
      String expression, Table table, UnaryOperator<String> columnName) {
    return expression.contains("unknown(")
        ? Optional.empty()
        : Optional.of(
            NAME.matcher(expression)
                .replaceAll(match -> '"' + columnName.apply(match.group(1)) + '"'));
  }
}
