package org.godwit.engine.oracle.sql;

import org.godwit.sql.Place;
import org.godwit.sql.Statement;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/**
 * Leaves out what can't be read within a unit, so that the rest of it can: a statement with all
 * that it holds, a declaration with its body.
 */
final class PlSqlRecovery {
  /** In one unit. More say that it is something else, and looking on would take too long. */
  private static final int PROBLEMS_MAX = 200;

  private final TokenStream in;
  private int problems;
  private boolean bodyBegan;

  PlSqlRecovery(TokenStream in) {
    this.in = in;
  }

  /** Another unit begins. */
  void begin() {
    problems = 0;
  }

  /**
   * Skips the statement that begins here.
   *
   * @throws SyntaxProblem where its end can't be found
   */
  Statement.Unknown skipStatement(SyntaxProblem problem) {
    count(problem);
    Place place = in.open();
    int open = 0;
    boolean isFirst = true;
    while (true) {
      Token token = in.current();
      refuseEnd(token, problem);
      if (token.is("END") || token.is("$END")) {
        if (open == 0) {
          break;
        }
        open--;
        skipEnd();
        continue;
      }
      if (open == 0 && !isFirst && endsList(token)) {
        break;
      }
      isFirst = false;
      in.take();
      if (opens(token)) {
        open++;
      } else if (open == 0 && token.is(";")) {
        break;
      }
    }
    return unknown(problem, place);
  }

  /** Skips the declaration that begins here; a routine with its body. */
  Statement.Unknown skipDeclaration(SyntaxProblem problem) {
    count(problem);
    Place place = in.open();
    boolean isRoutine = isRoutine();
    boolean hasBody = false;
    int open = 0;
    while (true) {
      Token token = in.current();
      refuseEnd(token, problem);
      if (token.is("END") || token.is("$END")) {
        if (open == 0) {
          break;
        }
        open--;
        skipEnd();
        continue;
      }
      in.take();
      hasBody |= isRoutine && (token.is("IS") || token.is("AS")) && !isCallSpecification();
      if (opens(token)) {
        open++;
      } else if (open == 0 && token.is(";") && (!hasBody || isBodyEnded())) {
        break;
      }
    }
    return unknown(problem, place);
  }

  private boolean isRoutine() {
    bodyBegan = false;
    int at = 0;
    while (at < 6 && in.ahead(at).kind() == Kind.WORD) {
      if (in.ahead(at).is("PROCEDURE") || in.ahead(at).is("FUNCTION")) {
        return true;
      }
      at++;
    }
    return false;
  }

  private boolean isCallSpecification() {
    return in.at("LANGUAGE") || in.at("EXTERNAL");
  }

  /** Behind a semicolon outside of all blocks: its own block ended if no other begins. */
  private boolean isBodyEnded() {
    return bodyBegan && !in.at("BEGIN");
  }

  private boolean opens(Token token) {
    if (token.kind() != Kind.WORD) {
      return false;
    }
    bodyBegan |= token.is("BEGIN");
    return switch (token.text()) {
      case "BEGIN", "IF", "LOOP", "CASE", "$IF" -> true;
      default -> false;
    };
  }

  private void skipEnd() {
    boolean isEnd = in.take().is("END");
    if (isEnd && (in.at("IF") || in.at("LOOP") || in.at("CASE"))) {
      in.take();
    }
  }

  private static boolean endsList(Token token) {
    return token.is("ELSE") || token.is("ELSIF") || token.is("EXCEPTION");
  }

  /** What goes to the end of the unit can't be left out: the unit is. */
  private static void refuseEnd(Token token, SyntaxProblem problem) {
    if (OracleParser.isEnd(token)) {
      throw problem;
    }
  }

  private void count(SyntaxProblem problem) {
    if (++problems > PROBLEMS_MAX) {
      throw problem;
    }
  }

  private Statement.Unknown unknown(SyntaxProblem problem, Place place) {
    if (in.position() == 0 || in.previous().end() <= place.start()) {
      throw problem;
    }
    in.closeItem(place);
    String text = in.text().substring(place.start(), place.end());
    return new Statement.Unknown(text, problem.reason(), problem.position(), place);
  }
}
