package org.godwit.task.validate;

import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalColumn;
import org.godwit.engine.CanonicalForm;

/**
 * A compared column on one side.
 *
 * @param name its name on the target, by which people are told of it
 * @param column as it was asked for
 * @param value the SQL expression of its canonical value
 * @param bytesMax about the most bytes that it adds to the text of its row, the same on both sides
 */
record RenderedColumn(String name, CanonicalColumn column, String value, int bytesMax) {
  /** The longest number of Oracle has 64 characters, a timestamp or a UUID fewer, an MD5 32. */
  private static final int SHORT_BYTES = 65;

  /** {@code 500:} and as many characters of four bytes. */
  private static final int INLINE_TEXT_BYTES = 2_005;

  /** About the most bytes that a value in that form adds to the text of its row, with the bar. */
  static int bytesMax(CanonicalForm form, DataType source, DataType target) {
    boolean isInline =
        (form instanceof CanonicalForm.Text(_, boolean isLong) && !isLong)
            || form instanceof CanonicalForm.Bits;
    return isInline ? Math.max(inlineBytes(source), inlineBytes(target)) : SHORT_BYTES;
  }

  private static int inlineBytes(DataType type) {
    return type instanceof DataType.Text(int length, _) && length != DataType.UNBOUNDED
        ? Math.min(length * 4 + 5, INLINE_TEXT_BYTES)
        : INLINE_TEXT_BYTES;
  }

  CanonicalForm form() {
    return column.form();
  }

  String reference() {
    return column.reference();
  }

  /** Whether it is stored as a whole number, which every engine orders and compares alike. */
  boolean isInteger() {
    return column.form() instanceof CanonicalForm.WholeNumber
        && switch (column.column().type()) {
          case DataType.Int _ -> true;
          case DataType.Decimal(_, int scale) -> scale == 0;
          default -> false;
        };
  }
}
