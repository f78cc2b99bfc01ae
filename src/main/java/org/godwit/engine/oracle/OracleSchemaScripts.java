package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.SchemaScripts;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.oracle.extract.DictionaryQuery;
import org.godwit.engine.oracle.extract.DictionaryRows;
import org.godwit.engine.oracle.extract.ExtractionFile;
import org.godwit.engine.oracle.extract.ExtractionScript;
import org.godwit.engine.oracle.extract.SchemaDdl;
import org.godwit.engine.oracle.extract.Schemas;

/** Reads schemas by the data dictionary, over a connection or from what SQL*Plus spooled. */
final class OracleSchemaScripts implements SchemaScripts {
  /** A dictionary of a hundred thousand objects takes minutes for one of these queries. */
  private static final int QUERY_SECONDS_MAX = 1800;

  private static final int ROWS_AT_ONCE = 1000;

  @Override
  public void check(String schemas) {
    Schemas.parse(schemas);
  }

  @Override
  public String extraction(String schemas) {
    return ExtractionScript.of(Schemas.parse(schemas));
  }

  @Override
  public Optional<Map<String, String>> ofExtraction(String file, String text) {
    return ExtractionFile.read(file, text).map(SchemaDdl::of);
  }

  @Override
  public Map<String, String> read(Connection connection, String schemas, long charactersMax) {
    return SchemaDdl.of(rows(connection, schemas, charactersMax));
  }

  /** The dictionary as of one moment: a change of definitions meanwhile isn't seen in parts. */
  static DictionaryRows rows(Connection connection, String schemas, long charactersMax) {
    Schemas wanted = Schemas.parse(schemas);
    DictionaryRows rows = new DictionaryRows(charactersMax);
    try {
      connection.setAutoCommit(false);
      ShortQuery.run(connection, OracleSnapshotSource.READ_ONLY);
      for (DictionaryQuery query : DictionaryQuery.values()) {
        for (List<DictionaryQuery.Statement> part : query.parts(wanted)) {
          ask(connection, query, part, rows);
        }
      }
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw OracleErrors.explain(
          e, "reading the data dictionary", OracleEngine.ID, "of this endpoint");
    }
    return rows;
  }

  /** Takes the answer to the first statement that the user may ask. */
  private static void ask(
      Connection connection,
      DictionaryQuery query,
      List<DictionaryQuery.Statement> forms,
      DictionaryRows rows)
      throws SQLException {
    for (DictionaryQuery.Statement form : forms) {
      try (Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(QUERY_SECONDS_MAX);
        statement.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet row = statement.executeQuery(form.sql())) {
          rows.answered(query, form.views());
          take(query, row, rows);
          return;
        }
      } catch (SQLException e) {
        int number = OracleErrors.numberOf(e).orElse(0);
        if (!OracleErrors.isNotAllowed(number)) {
          throw e;
        }
        rows.refused(query, number);
      }
    }
  }

  private static void take(DictionaryQuery query, ResultSet row, DictionaryRows rows)
      throws SQLException {
    int columns = query.columns().size();
    while (row.next()) {
      List<String> values = new ArrayList<>(columns);
      for (int at = 1; at <= columns; at++) {
        String value = row.getString(at);
        values.add(value == null ? "" : value);
      }
      rows.add(query, values);
    }
  }
}
