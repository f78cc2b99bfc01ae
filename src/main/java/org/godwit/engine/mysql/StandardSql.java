package org.godwit.engine.mysql;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A part of a translated expression.
 *
 * @param text standard SQL, in parentheses where it needs them
 * @param type of its value on the target
 */
record StandardSql(String text, Type type) {
  private static final Pattern DATE = Pattern.compile("'\\d{4}-\\d\\d-\\d\\d'");
  private static final Pattern TIMESTAMP =
      Pattern.compile("'\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)?'");
  private static final Pattern NUMBER = Pattern.compile("'-?\\d+(?:\\.\\d+)?'");

  /** What kind of value it is. */
  enum Type {
    BOOLEAN,
    INTEGER,
    DECIMAL,
    REAL,
    TEXT,
    /** Text of an enumeration: compared by its labels, which have one spelling. */
    LABEL,
    /** A string constant, whose type the other side decides. */
    LITERAL,
    DATE,
    /** Without a zone. */
    TIMESTAMP,
    /** An instant. */
    INSTANT,
    JSON,
    UUID,
    NULL,
    OTHER
  }

  private static final Set<Type> NUMBERS = Set.of(Type.INTEGER, Type.DECIMAL, Type.REAL);
  private static final Set<Type> TEXTS = Set.of(Type.TEXT, Type.LABEL, Type.LITERAL);

  static StandardSql of(Type type, String text) {
    return new StandardSql(text, type);
  }

  boolean isNumber() {
    return NUMBERS.contains(type);
  }

  boolean isText() {
    return TEXTS.contains(type);
  }

  boolean is(Type other) {
    return type == other;
  }

  /** Whether it is a whole number written out. */
  boolean isConstant() {
    return is(Type.INTEGER) && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** As a condition: MySQL takes any number for one. */
  StandardSql asCondition() {
    return switch (type) {
      case BOOLEAN -> this;
      case INTEGER, DECIMAL, REAL -> of(Type.BOOLEAN, "(" + text + " <> 0)");
      default -> throw new Untranslatable();
    };
  }

  /** As a value: MySQL's conditions are 1, 0 and NULL. */
  StandardSql asValue() {
    return is(Type.BOOLEAN) ? of(Type.INTEGER, "CAST(" + text + " AS integer)") : this;
  }

  StandardSql asNumber() {
    StandardSql value = asValue();
    if (value.isNumber()) {
      return value;
    }
    throw new Untranslatable();
  }

  /** MySQL counts whole numbers in 64 bits, the target in as many as the operands have. */
  StandardSql asWideNumber() {
    StandardSql number = asNumber();
    return number.is(Type.INTEGER) && !number.isConstant()
        ? of(Type.INTEGER, "CAST(" + number.text + " AS bigint)")
        : number;
  }

  /** Characters that both sides write the same. */
  StandardSql asText() {
    StandardSql value = asValue();
    return switch (value.type) {
      case TEXT, LABEL, LITERAL, NULL -> value;
      case INTEGER, DECIMAL, DATE, UUID -> of(Type.TEXT, "CAST(" + value.text + " AS text)");
      default -> throw new Untranslatable();
    };
  }

  StandardSql asDateOrTimestamp() {
    if (is(Type.DATE) || is(Type.TIMESTAMP)) {
      return this;
    }
    throw new Untranslatable();
  }

  /** This constant as what the other side is, where it reads as such. */
  StandardSql literalFor(Type other) {
    boolean isReadable =
        switch (other) {
          case DATE -> DATE.matcher(text).matches();
          case TIMESTAMP -> TIMESTAMP.matcher(text).matches();
          case INTEGER, DECIMAL, REAL -> NUMBER.matcher(text).matches();
          case TEXT, LABEL, LITERAL -> true;
          default -> false;
        };
    if (!isReadable) {
      throw new Untranslatable();
    }
    return NUMBERS.contains(other) ? of(Type.DECIMAL, text.substring(1, text.length() - 1)) : this;
  }
}
