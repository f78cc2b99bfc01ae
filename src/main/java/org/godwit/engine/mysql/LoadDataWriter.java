package org.godwit.engine.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Failure;
import org.godwit.engine.TargetTable;

/**
 * Writes rows by {@code LOAD DATA LOCAL INFILE} out of the buffer, one statement a buffer.
 *
 * <p>With LOCAL a server turns errors into warnings: it skips a row, or stores another value. So a
 * statement counts as refused when it leaves a warning or stores fewer rows than it was given;
 * notes are off in the session, because they concern digits that the codec has counted.
 *
 * <p>Bytes go as they are ({@code CHARACTER SET binary}); where the column isn't UTF-8, the server
 * converts from UTF-8.
 */
final class LoadDataWriter extends RowWriter {
  private final String sql;
  private long rowsSent;

  LoadDataWriter(
      Connection connection,
      TargetTable table,
      List<WrittenColumn> columns,
      String doing,
      ByteBudget budget) {
    super(connection, columns, doing, Mode.STREAM, budget);
    this.sql = sql(table, columns);
  }

  private static String sql(TargetTable table, List<WrittenColumn> columns) {
    MySqlDialect dialect = new MySqlDialect();
    List<String> fields = new ArrayList<>();
    List<String> conversions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = dialect.quote(columns.get(i).name());
      switch (columns.get(i).kind()) {
        case PLAIN, UTF8, BINARY, GEOMETRY -> fields.add(name);
        case OTHER_CHARACTERS, JSON -> {
          fields.add("@v" + i);
          conversions.add(name + " = CONVERT(@v" + i + " USING utf8mb4)");
        }
      }
    }
    return "LOAD DATA LOCAL INFILE 'godwit' INTO TABLE "
        + dialect.quote(table.table().name())
        + " CHARACTER SET binary FIELDS TERMINATED BY 0x09 ESCAPED BY 0x5C"
        + " LINES TERMINATED BY 0x0A ("
        + String.join(", ", fields)
        + ")"
        + (conversions.isEmpty() ? "" : " SET " + String.join(", ", conversions));
  }

  @Override
  void beginRow() {}

  @Override
  void separate() {
    buffer.putByte('\t');
  }

  @Override
  void endRow() {
    buffer.putByte('\n');
    rowsSent++;
  }

  @Override
  void putNothing() {
    buffer.putByte('\\');
    buffer.putByte('N');
  }

  @Override
  void putQuote() {}

  @Override
  void putCharacters(byte[] utf8, int offset, int length) {
    putEscaped(utf8, offset, length);
  }

  @Override
  void putBinary(byte[] first, byte[] second, int offset, int length) {
    putEscaped(first, 0, first.length);
    putEscaped(second, offset, length);
  }

  private void putEscaped(byte[] bytes, int offset, int length) {
    buffer.ensure(2L * length);
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      if (b > '\\' || b < 0 || (b > '\n' && b != '\\')) {
        buffer.putSure(b);
      } else {
        putEscaped(b);
      }
    }
  }

  private void putEscaped(byte b) {
    switch (b) {
      case '\\' -> {
        buffer.putSure('\\');
        buffer.putSure('\\');
      }
      case '\n' -> {
        buffer.putSure('\\');
        buffer.putSure('n');
      }
      case '\t' -> {
        buffer.putSure('\\');
        buffer.putSure('t');
      }
      case 0 -> {
        buffer.putSure('\\');
        buffer.putSure('0');
      }
      default -> buffer.putSure(b);
    }
  }

  @Override
  long send(Connection to, byte[] array, int from, int end) throws SQLException {
    long expected = rowsSent;
    rowsSent = 0;
    JdbcConnection driver = to.unwrap(JdbcConnection.class);
    RuntimeProperty<Boolean> fromStream =
        driver.getPropertySet().getBooleanProperty(PropertyKey.allowLoadLocalInfile);
    // Else a server may ask for nothing: it could name any file of this machine (see Connector).
    fromStream.setValue(true);
    try (Statement statement = to.createStatement()) {
      statement.setEscapeProcessing(false);
      statement
          .unwrap(JdbcStatement.class)
          .setLocalInfileInputStream(new ByteArrayInputStream(array, from, end - from));
      long stored = statement.executeLargeUpdate(sql);
      requireClean(statement.getWarnings(), stored, expected);
      return stored;
    } finally {
      fromStream.setValue(false);
    }
  }

  private void requireClean(SQLWarning warning, long stored, long expected) {
    if (warning != null) {
      Failure failure = MySqlErrors.kindOf(warning);
      throw refused(
          failure == Failure.UNKNOWN ? Failure.VALUE : failure,
          "%s (warning %d)".formatted(warning.getMessage(), warning.getErrorCode()));
    }
    if (stored != expected) {
      throw refused(
          Failure.CONSTRAINT, "the server took %d of %d rows".formatted(stored, expected));
    }
  }
}
