package org.godwit.task.validate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Table;

/** Runs a validation between two test databases. */
final class Validations {
  private static final int CONNECTIONS = 3;

  private Validations() {}

  /** Compares tables whose columns stand in the same order. */
  static ValidationResult run(
      TestSide source, TestSide target, Table here, Table there, ValidationSettings settings)
      throws SQLException, InterruptedException {
    return run(source, target, pair(here, there, ""), settings, ValidationListener.NONE);
  }

  static ValidationResult run(
      TestSide source,
      TestSide target,
      ValidationPair pair,
      ValidationSettings settings,
      ValidationListener listener)
      throws SQLException, InterruptedException {
    try (TestSide.Open sources = source.open(CONNECTIONS);
        TestSide.Open targets = target.open(CONNECTIONS)) {
      return new TableValidation(
              source.dialect(),
              source.canonical(),
              target.dialect(),
              target.canonical(),
              settings,
              SourcePace.FREE)
          .run(pair, sources.connections(), targets.connections(), listener);
    }
  }

  static ValidationPair pair(Table here, Table there, String where) {
    List<ColumnPair> columns = new ArrayList<>();
    for (int i = 0; i < here.columns().size(); i++) {
      columns.add(new ColumnPair(here.columns().get(i), there.columns().get(i)));
    }
    return new ValidationPair(here, there, columns, List.of(), where);
  }
}
