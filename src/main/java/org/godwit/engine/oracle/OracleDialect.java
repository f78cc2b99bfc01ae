package org.godwit.engine.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.MomentText;
import org.godwit.engine.StandardCondition;

/** How Oracle writes SQL, as of one moment or as of now. */
final class OracleDialect implements Dialect {
  private static final int IDENTIFIER_BYTES_MAX = 128;
  private static final Pattern LENGTH =
      Pattern.compile("(-?)(\\d{1,3}):(\\d\\d)(?::(\\d\\d)(\\.\\d+)?)?");

  /** What stands behind a table's name. */
  private final String asOf;

  /** The present. */
  OracleDialect() {
    this("");
  }

  private OracleDialect(String asOf) {
    this.asOf = asOf;
  }

  /** Rows as they were at a system change number. */
  static OracleDialect asOf(Scn scn) {
    return new OracleDialect(" AS OF SCN " + scn.number());
  }

  /** Oracle has no name with a double quote in it, and no way to write one. */
  @Override
  public String quote(String identifier) {
    if (identifier.indexOf('"') >= 0) {
      throw new EngineException(
          Failure.CONFIGURATION, "Oracle has no name with a double quote: " + identifier);
    }
    return '"' + identifier + '"';
  }

  @Override
  public String rowsOf(Table table) {
    return rowsOf(table, "");
  }

  /** The rows of a partition, or all where none is named. */
  String rowsOf(Table table, String partition) {
    return quote(table.name()) + (partition.isEmpty() ? "" : " " + partition) + asOf;
  }

  @Override
  public String bytesOf(Column column) {
    String name = quote(column.name());
    return switch (OracleType.of(column)) {
      case CLOB, NCLOB, BLOB, BFILE -> "DBMS_LOB.GETLENGTH(" + name + ")";
      case RAW -> "UTL_RAW.LENGTH(" + name + ")";
      case NCHAR, NVARCHAR2 -> "LENGTHB(TO_CHAR(" + name + "))";
      case XML, JSON -> "DBMS_LOB.GETLENGTH(" + OracleType.of(column).selected(name) + ")";
      default -> "LENGTHB(" + name + ")";
    };
  }

  @Override
  public String charactersOf(Column column) {
    String name = quote(column.name());
    return switch (OracleType.of(column)) {
      case CLOB, NCLOB -> "DBMS_LOB.GETLENGTH(" + name + ")";
      case NCHAR, NVARCHAR2 -> "LENGTH4(TO_CHAR(" + name + "))";
      case XML, JSON -> "DBMS_LOB.GETLENGTH(" + OracleType.of(column).selected(name) + ")";
      default -> "LENGTH(" + name + ")";
    };
  }

  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public String moment(Column column, String text) {
    Optional<MomentText> found = MomentText.of(text);
    if (found.isEmpty()) {
      return literal(text);
    }
    MomentText moment = found.get();
    String whole = moment.joined(" ");
    boolean isZoned = column.type() instanceof DataType.Timestamp(_, boolean zoned) && zoned;
    if (isZoned) {
      return "TIMESTAMP '" + whole + " +00:00'";
    }
    return OracleType.of(column) == OracleType.DATE && moment.fraction().isEmpty()
        ? "TO_DATE('" + whole + "', 'YYYY-MM-DD HH24:MI:SS')"
        : "TIMESTAMP '" + whole + "'";
  }

  @Override
  public String time(Column column, String text) {
    Matcher parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      return literal(text);
    }
    int hours = Integer.parseInt(parts.group(2));
    return "TO_DSINTERVAL('%s%d %02d:%s:%s%s')"
        .formatted(
            parts.group(1),
            hours / 24,
            hours % 24,
            parts.group(3),
            parts.group(4) == null ? "00" : parts.group(4),
            parts.group(5) == null ? "" : parts.group(5));
  }

  @Override
  public String first(int rows, String select) {
    return select + " FETCH FIRST " + rows + " ROWS ONLY";
  }

  @Override
  public int identifierLengthMax() {
    return IDENTIFIER_BYTES_MAX;
  }

  @Override
  public int identifierLength(String identifier) {
    return identifier.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Optional<String> toStandard(
      String expression, Table table, UnaryOperator<String> columnName) {
    return StandardCondition.translate(
        expression, StandardCondition.Names.DOUBLE_QUOTED, true, table, columnName);
  }
}
