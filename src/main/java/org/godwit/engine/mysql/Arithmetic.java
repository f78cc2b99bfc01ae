package org.godwit.engine.mysql;

import org.godwit.engine.mysql.StandardSql.Type;

/**
 * MySQL's arithmetic: whole numbers in 64 bits, division by zero is NULL. Its {@code /} of exact
 * numbers gives four digits more than the dividend has, which no target does.
 */
final class Arithmetic {
  private Arithmetic() {}

  static StandardSql calculate(StandardSql left, String operator, StandardSql right) {
    StandardSql one = left.asWideNumber();
    StandardSql other = right.asWideNumber();
    return switch (operator) {
      case "+", "-", "*" -> both(one, operator, other);
      case "/" -> {
        if (!one.is(Type.REAL) && !other.is(Type.REAL)) {
          throw new Untranslatable();
        }
        yield both(one, "/", unlessZero(other));
      }
      case "div" -> {
        if (!one.is(Type.INTEGER) || !other.is(Type.INTEGER)) {
          throw new Untranslatable();
        }
        yield both(one, "/", unlessZero(other));
      }
      case "%", "mod" -> {
        if (one.is(Type.REAL) || other.is(Type.REAL)) {
          throw new Untranslatable();
        }
        yield both(one, "%", unlessZero(other));
      }
      default -> throw new Untranslatable();
    };
  }

  private static StandardSql both(StandardSql left, String operator, StandardSql right) {
    Type type =
        left.is(Type.REAL) || right.is(Type.REAL)
            ? Type.REAL
            : left.is(Type.DECIMAL) || right.is(Type.DECIMAL) ? Type.DECIMAL : Type.INTEGER;
    return StandardSql.of(type, "(" + left.text() + " " + operator + " " + right.text() + ")");
  }

  private static StandardSql unlessZero(StandardSql divisor) {
    boolean isSafe = divisor.isConstant() && divisor.text().chars().anyMatch(c -> c != '0');
    return isSafe ? divisor : StandardSql.of(divisor.type(), "NULLIF(" + divisor.text() + ", 0)");
  }
}
