package org.godwit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.debezium.antlr.CaseChangingCharStream;
import io.debezium.ddl.parser.oracle.generated.PlSqlLexer;
import io.debezium.ddl.parser.oracle.generated.PlSqlParser;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * Other projects' grammars as a second opinion on statements that no server here can take. They say
 * that a statement is well-formed, not that a server would run it.
 */
public final class Grammar {
  private Grammar() {}

  /** By the grammar of Debezium's Oracle connector. */
  public static void assertOracle(String sql) {
    // The quick prediction looks at less context and takes half the time; what it doesn't
    // understand the thorough one may.
    if (!oracleErrors(sql, PredictionMode.SLL).isEmpty()) {
      assertThat(oracleErrors(sql, PredictionMode.LL)).as(sql).isEmpty();
    }
  }

  /** Whether the grammar of Debezium's Oracle connector takes it for a statement. */
  public static boolean acceptsOracle(String sql) {
    return oracleErrors(sql, PredictionMode.SLL).isEmpty()
        || oracleErrors(sql, PredictionMode.LL).isEmpty();
  }

  private static List<String> oracleErrors(String sql, PredictionMode mode) {
    List<String> errors = new ArrayList<>();
    BaseErrorListener listener =
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              Object symbol,
              int line,
              int column,
              String message,
              RecognitionException cause) {
            errors.add(column + ": " + message);
          }
        };
    PlSqlLexer lexer =
        new PlSqlLexer(new CaseChangingCharStream(CharStreams.fromString(sql + ";"), true));
    PlSqlParser parser = new PlSqlParser(new CommonTokenStream(lexer));
    lexer.removeErrorListeners();
    lexer.addErrorListener(listener);
    parser.removeErrorListeners();
    parser.addErrorListener(listener);
    parser.getInterpreter().setPredictionMode(mode);
    parser.sql_script();
    return errors;
  }

  /** By JSqlParser, with names in square brackets. */
  public static void assertSqlServer(String sql) {
    assertThatCode(
            () -> CCJSqlParserUtil.parse(sql, parser -> parser.withSquareBracketQuotation(true)))
        .as(sql)
        .doesNotThrowAnyException();
  }
}
