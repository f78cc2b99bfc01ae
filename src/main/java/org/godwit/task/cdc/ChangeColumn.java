package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;
import org.godwit.mapping.MappedColumn;
import org.godwit.mapping.expression.Expression;
import org.godwit.task.load.LoadColumn;

/**
 * A column of the target and what its values are made of.
 *
 * @param moved how a value comes there
 * @param inputs places in the source's row that it is made of
 * @param expression that makes it; empty where it is a value of the source
 */
record ChangeColumn(LoadColumn moved, List<Integer> inputs, Optional<Expression> expression) {
  ChangeColumn {
    inputs = List.copyOf(inputs);
  }

  /** One of the columns that changes give. */
  static ChangeColumn of(LoadColumn moved, MappedColumn mapped, List<Column> read) {
    List<Integer> inputs = new ArrayList<>();
    Optional<Expression> expression =
        switch (mapped) {
          case MappedColumn.FromSource _ -> {
            inputs.add(moved.sourceColumn());
            yield Optional.empty();
          }
          case MappedColumn.FromExpression computed -> {
            for (String name : computed.expression().columns()) {
              IntStream.range(0, read.size())
                  .filter(i -> read.get(i).name().equals(name))
                  .forEach(inputs::add);
            }
            yield Optional.of(computed.expression());
          }
        };
    return new ChangeColumn(moved, inputs, expression);
  }

  /** Whether the row has all that the value is made of. */
  boolean isWhole(ChangeRow row) {
    for (int input : inputs) {
      if (row.isAbsent(input)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it stays as it is where the row lacks what it is made of: that is, nothing else. */
  boolean staysWithoutInputs() {
    return inputs.size() == 1 && expression.filter(it -> !it.isSteady()).isEmpty();
  }

  /** Whether it takes whole numbers as they are, of a table that is read with these columns. */
  boolean takesWholeNumbers(List<Column> read) {
    return expression.isEmpty()
        && moved.target().type() instanceof DataType.Int
        && read.get(moved.sourceColumn()).type() instanceof DataType.Int;
  }

  /** Whether both rows surely have the same number in it; of {@link #takesWholeNumbers} alone. */
  boolean isSame(ChangeRow before, ChangeRow after) {
    int from = moved.sourceColumn();
    if (before.isAbsent(from)
        || after.isAbsent(from)
        || before.isNull(from)
        || after.isNull(from)) {
      return false;
    }
    byte[] was = before.text(from).copy();
    Bytes is = after.text(from);
    return Arrays.equals(was, 0, was.length, is.array(), is.offset(), is.offset() + is.length());
  }

  boolean isSteady() {
    return expression.filter(it -> !it.isSteady()).isEmpty();
  }

  /** Whether it says of a row that it was deleted. */
  boolean indicatesDeletes() {
    return expression.filter(Expression::indicatesDeletes).isPresent();
  }

  /** Whether it says what was done to the row. */
  boolean hasChange() {
    return expression.filter(Expression::hasChange).isPresent();
  }

  /** Whether an update may leave a value of the type out of PostgreSQL's log. */
  static boolean mayBeLeftOut(DataType type) {
    return switch (type) {
      case DataType.Bool _,
          DataType.Int _,
          DataType.Real _,
          DataType.Date _,
          DataType.TimeOfDay _,
          DataType.TimeSpan _,
          DataType.Timestamp _,
          DataType.Year _,
          DataType.Enumeration _,
          DataType.Uuid _ ->
          false;
      default -> true;
    };
  }
}
