package org.godwit.task.plan;

import static org.godwit.catalog.DataType.UNBOUNDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.ValuePolicy;
import org.godwit.mapping.MappedColumn.FromSource;
import org.godwit.task.load.LoadTable;

/**
 * A column whose values may be longer than what arrives.
 *
 * @param source the column that is read
 * @param target the column that is written
 * @param unit what is measured
 * @param length the longest that arrives whole
 * @param outcome what becomes of longer ones
 */
public record LengthLimit(Column source, Column target, Unit unit, long length, Outcome outcome) {

  /** What a length is measured in. */
  public enum Unit {
    BYTES,
    CHARACTERS
  }

  /** What becomes of a value over the limit. */
  public enum Outcome {
    /** Its beginning arrives (limited LOB mode). */
    CUT,
    /** Its row does not arrive. */
    REJECTED
  }

  /**
   * The columns of a table whose type or LOB mode lets values be too long; computed ones are left
   * out, as the source has no values of them.
   *
   * @param lobBytesMax what the table's LOBs are cut to, {@link ValuePolicy#WHOLE} for never
   */
  public static List<LengthLimit> of(LoadTable table, long lobBytesMax) {
    List<LengthLimit> limits = new ArrayList<>();
    table
        .mapped()
        .columns()
        .forEach(
            column -> {
              if (column instanceof FromSource(Column source, Column mapped, long _)) {
                table
                    .target()
                    .column(mapped.name())
                    .filter(target -> !target.isComputed())
                    .flatMap(target -> of(source, target, lobBytesMax))
                    .ifPresent(limits::add);
              }
            });
    return limits;
  }

  private static Optional<LengthLimit> of(Column from, Column to, long lob) {
    return switch (to.type()) {
      case DataType.Text(int length, boolean _) when length == UNBOUNDED ->
          isTextOver(from, lob) ? bytes(from, to, lob, Outcome.CUT) : Optional.empty();
      case DataType.Text(int length, boolean _) ->
          isTextOver(from, length)
              ? Optional.of(new LengthLimit(from, to, Unit.CHARACTERS, length, Outcome.REJECTED))
              : Optional.empty();
      case DataType.Json _ -> // half a document is none
          isTextOver(from, lob) ? bytes(from, to, lob, Outcome.REJECTED) : Optional.empty();
      case DataType.Binary(int length, boolean _) -> binary(from, to, length, lob);
      default -> Optional.empty();
    };
  }

  /** What is first cut at the limit of LOBs must then fit the column. */
  private static Optional<LengthLimit> binary(Column from, Column to, int length, long lob) {
    long most = length == UNBOUNDED ? ValuePolicy.WHOLE : length;
    if (isTextOver(from, most)) {
      return bytes(from, to, most, Outcome.REJECTED);
    }
    if (isBytesOver(from, Math.min(most, lob))) {
      return lob <= most
          ? bytes(from, to, lob, Outcome.CUT)
          : bytes(from, to, most, Outcome.REJECTED);
    }
    return Optional.empty();
  }

  private static Optional<LengthLimit> bytes(Column from, Column to, long most, Outcome outcome) {
    return Optional.of(new LengthLimit(from, to, Unit.BYTES, most, outcome));
  }

  private static boolean isTextOver(Column column, long most) {
    return switch (column.type()) {
      case DataType.Text(int length, boolean _) -> exceeds(length, most);
      case DataType.Json _ -> most != ValuePolicy.WHOLE;
      default -> false;
    };
  }

  private static boolean isBytesOver(Column column, long most) {
    return switch (column.type()) {
      case DataType.Binary(int length, boolean _) -> exceeds(length, most);
      case DataType.Geometry _ -> most != ValuePolicy.WHOLE;
      default -> false;
    };
  }

  private static boolean exceeds(int length, long most) {
    return most != ValuePolicy.WHOLE && (length == UNBOUNDED || length > most);
  }
}
