package org.godwit.codec;

import org.godwit.catalog.Column;
import org.godwit.catalog.DataType.Binary;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Bool;
import org.godwit.catalog.DataType.Date;
import org.godwit.catalog.DataType.Decimal;
import org.godwit.catalog.DataType.Enumeration;
import org.godwit.catalog.DataType.Geometry;
import org.godwit.catalog.DataType.Inet;
import org.godwit.catalog.DataType.Int;
import org.godwit.catalog.DataType.Json;
import org.godwit.catalog.DataType.LabelSet;
import org.godwit.catalog.DataType.Native;
import org.godwit.catalog.DataType.Real;
import org.godwit.catalog.DataType.Text;
import org.godwit.catalog.DataType.TimeOfDay;
import org.godwit.catalog.DataType.TimeSpan;
import org.godwit.catalog.DataType.Timestamp;
import org.godwit.catalog.DataType.Uuid;
import org.godwit.catalog.DataType.Year;
import org.jspecify.annotations.Nullable;

/** Chooses how a column's values travel, once a column. */
public final class Codecs {

  /** Bytes pass as they are, between two ends of the same form. */
  public static final Codec RAW =
      (source, column, target, tally, tallyColumn) -> {
        if (source.isNull(column)) {
          target.putNull();
        } else {
          target.putRaw(source.raw(column));
        }
      };

  private Codecs() {}

  /**
   * The codec for a pair of columns.
   *
   * @param source as the source's catalog has it
   * @param target as the target has it or will have it
   * @param policy what may be done to values that the target can't store
   * @param sameWire whether both ends have the same form for the column's values, and no policy may
   *     alter them
   * @throws IncompatibleColumns where no value could be moved
   */
  public static Codec choose(Column source, Column target, ValuePolicy policy, boolean sameWire) {
    if (sameWire) {
      return ToTime.isShortened(source, target) ? ToTime.shortened(target) : RAW;
    }
    Pair pair = new Pair(source, target, policy);
    @Nullable Codec codec =
        switch (target.type()) {
          case Bool _ -> ToNumber.bool(pair);
          case Int to -> ToNumber.whole(pair, to);
          case Decimal to -> ToNumber.decimal(pair, to);
          case Real to -> ToNumber.real(pair, to);
          case Year _ -> ToNumber.year(pair);
          case Text to -> ToText.text(pair, to);
          case Enumeration _, LabelSet _, Inet _, Native _ -> ToText.word(pair);
          case Json to -> ToText.json(pair, to);
          case Binary to -> ToBytes.binary(pair, to.length());
          case Geometry _ -> ToBytes.geometry(pair);
          case Bits to -> ToBytes.bits(pair, to);
          case Uuid _ -> ToBytes.uuid(pair);
          case Date _ -> ToTime.date(pair);
          case Timestamp to -> ToTime.timestamp(pair, to);
          case TimeOfDay to -> ToTime.timeOfDay(pair, to);
          case TimeSpan to -> ToTime.timeSpan(pair, to);
        };
    if (codec == null) {
      throw new IncompatibleColumns(
          "column %s is %s on the source and %s is %s on the target, which can't hold its values; change the data type by a rule, drop the target table, or leave the column out"
              .formatted(source.name(), source.nativeType(), target.name(), target.nativeType()));
    }
    boolean mayHoldReplaced = source.type() instanceof Text && !policy.characters().isEmpty();
    return nullable(mayHoldReplaced ? ReplacedText.before(codec, policy.characters()) : codec);
  }

  private static Codec nullable(Codec codec) {
    return (source, column, target, tally, tallyColumn) -> {
      if (source.isNull(column)) {
        target.putNull();
      } else {
        codec.move(source, column, target, tally, tallyColumn);
      }
    };
  }
}
