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
 */
record RenderedColumn(String name, CanonicalColumn column, String value) {

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
