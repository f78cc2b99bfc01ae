package org.godwit.task.validate;

import java.util.Arrays;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;

/**
 * A column's type on both sides, values that are equal by the type table, and one that isn't.
 *
 * @param values literals of both sides, {@code source => target}, or one that both understand
 * @param different a target literal that equals none of them
 */
record TypeCase(String name, Side source, Side target, List<Values> values, String different) {

  /** A type as the engine writes it and in shared terms. */
  record Side(String sql, DataType type) {
    Column column(String name) {
      return Column.of(name, type, sql, true);
    }
  }

  /** Two literals of one value. */
  record Values(String source, String target) {
    static Values of(String text) {
      String[] sides = text.split(" => ", 2);
      return new Values(sides[0], sides[sides.length - 1]);
    }
  }

  static Side side(String sql, DataType type) {
    return new Side(sql, type);
  }

  static TypeCase of(Side source, Side target, String different, String... values) {
    String name = (source.sql() + " to " + target.sql()).replaceAll("\\(.*?'.*?\\)", "");
    return new TypeCase(
        name, source, target, Arrays.stream(values).map(Values::of).toList(), different);
  }

  @Override
  public String toString() {
    return name;
  }
}
