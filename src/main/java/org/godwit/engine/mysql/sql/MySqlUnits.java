package org.godwit.engine.mysql.sql;

import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Finds where a statement ends without looking into it. */
final class MySqlUnits {
  private MySqlUnits() {}

  /**
   * Takes all up to the delimiter. A semicolon within a stored program's BEGIN … END is none,
   * though a script without DELIMITER says so.
   */
  static void skip(TokenStream in) {
    boolean isUnit = isUnit(in);
    int open = 0;
    while (true) {
      Token token = in.current();
      if (token.kind() == Kind.END || token.kind() == Kind.BROKEN) {
        return;
      }
      if (token.kind() == Kind.TERMINATOR && (open <= 0 || !isUnit || !token.text().equals(";"))) {
        return;
      }
      in.take();
      open += opened(in, token);
    }
  }

  /** Looks back as far as the statement goes. */
  private static boolean isUnit(TokenStream in) {
    int from = in.position();
    for (int at = -from; at < 12; at++) {
      Token token = in.ahead(at);
      if (token.is("PROCEDURE") || token.is("FUNCTION") || token.is("TRIGGER")) {
        return true;
      }
      if (token.is("EVENT") || token.is("PACKAGE")) {
        return true;
      }
      if (token.kind() == Kind.END || token.is("TABLE") || token.is("(")) {
        return false;
      }
    }
    return false;
  }

  private static int opened(TokenStream in, Token token) {
    return switch (token.kind() == Kind.WORD ? token.text() : "") {
      case "BEGIN", "CASE" -> isBehindEnd(in) ? 0 : 1;
      case "END" -> isOfAnother(in.current()) ? 0 : -1;
      default -> 0;
    };
  }

  /** {@code END CASE} was counted with its END. */
  private static boolean isBehindEnd(TokenStream in) {
    return in.position() > 1 && in.ahead(-2).is("END");
  }

  /** What BEGIN doesn't open, END doesn't close: {@code END IF}, {@code END LOOP}. */
  private static boolean isOfAnother(Token next) {
    return next.is("IF") || next.is("LOOP") || next.is("WHILE") || next.is("REPEAT");
  }
}
