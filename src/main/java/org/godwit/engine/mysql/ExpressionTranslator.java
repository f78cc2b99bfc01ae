package org.godwit.engine.mysql;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Table;

final class ExpressionTranslator {
  ExpressionTranslator(String expression, Table table, UnaryOperator<String> columnName) {}

  Optional<String> translate() {
    return Optional.empty();
  }
}
