package org.godwit.engine.mysql;

import org.godwit.engine.mysql.StandardSql.Type;

/**
 * Which values may be compared on the target as they are on the source.
 *
 * @param isCheck whether a check is translated. MySQL's usual collations take upper and lower case
 *     for the same. In a check the target's stricter comparison refuses a row and everybody sees
 *     it; elsewhere it would change a value in silence.
 */
record Comparisons(boolean isCheck) {

  StandardSql compare(StandardSql left, String operator, StandardSql right) {
    boolean isEquality = operator.equals("=") || operator.equals("<>") || operator.startsWith("IS");
    StandardSql one = left.asValue();
    StandardSql other = right.asValue();
    if (one.is(Type.LITERAL)) {
      one = one.literalFor(other.type());
    }
    if (other.is(Type.LITERAL)) {
      other = other.literalFor(one.type());
    }
    if (!areComparable(one, other, isEquality)) {
      throw new Untranslatable();
    }
    return StandardSql.of(
        Type.BOOLEAN, "(" + one.text() + " " + operator + " " + other.text() + ")");
  }

  private boolean areComparable(StandardSql left, StandardSql right, boolean isEquality) {
    if (left.is(Type.NULL) || right.is(Type.NULL)) {
      return true;
    }
    if (left.isText() && right.isText()) {
      return isEquality && areSameText(left, right);
    }
    if (left.isNumber() && right.isNumber()) {
      return true;
    }
    boolean isLeftDay = left.is(Type.DATE) || left.is(Type.TIMESTAMP);
    boolean isRightDay = right.is(Type.DATE) || right.is(Type.TIMESTAMP) || right.is(Type.LITERAL);
    return (isLeftDay && isRightDay)
        || (left.is(Type.LITERAL) && (right.is(Type.DATE) || right.is(Type.TIMESTAMP)))
        || (left.is(Type.INSTANT) && right.is(Type.INSTANT));
  }

  /** Whether the two sides are equal on the target wherever they are on the source. */
  boolean areSameText(StandardSql left, StandardSql right) {
    return isCheck
        || hasNoCase(left)
        || hasNoCase(right)
        || left.is(Type.LABEL)
        || right.is(Type.LABEL);
  }

  private static boolean hasNoCase(StandardSql sql) {
    return sql.is(Type.LITERAL) && sql.text().codePoints().noneMatch(Character::isLetter);
  }
}
