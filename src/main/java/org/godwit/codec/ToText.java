package org.godwit.codec;

import java.nio.charset.StandardCharsets;
import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Binary;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Bool;
import org.godwit.catalog.DataType.Geometry;
import org.godwit.catalog.DataType.Json;
import org.godwit.catalog.DataType.Text;
import org.godwit.codec.ValuePolicy.NulCharacters;
import org.jspecify.annotations.Nullable;

/** Codecs into characters. They are not asked for NULL. */
final class ToText {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);

  private ToText() {}

  /** How a value is had as UTF-8. */
  @FunctionalInterface
  private interface Words {
    Bytes of(Row row, int column);
  }

  static @Nullable Codec text(Pair pair, Text to) {
    Words words = words(pair);
    if (words == null) {
      return null;
    }
    boolean mayHoldNul = mayHoldNul(pair) && pair.policy().nulCharacters() != NulCharacters.KEEP;
    long bytesMax =
        to.length() == DataType.UNBOUNDED ? pair.policy().lobBytesMax() : ValuePolicy.WHOLE;
    int charactersMax = fitsAlways(pair, to) ? DataType.UNBOUNDED : to.length();
    return (row, c, sink, tally, t) -> {
      Bytes text = words.of(row, c);
      if (mayHoldNul && Utf8.holdsNul(text)) {
        text = withoutNul(pair, text, tally, t);
      }
      if (text.length() > bytesMax) {
        text = new Bytes().set(text.array(), text.offset(), Utf8.cut(text, bytesMax));
        tally.count(t, ValueChange.TRUNCATED);
      }
      if (charactersMax != DataType.UNBOUNDED && text.length() > charactersMax) {
        text = within(pair, text, charactersMax, tally, t);
      }
      sink.putText(text);
    };
  }

  /** Only characters that come from a person can hold U+0000. */
  private static boolean mayHoldNul(Pair pair) {
    return switch (pair.from()) {
      case Text _, DataType.Enumeration _, DataType.LabelSet _, DataType.Native _ -> true;
      default -> false;
    };
  }

  private static boolean fitsAlways(Pair pair, Text to) {
    return to.length() == DataType.UNBOUNDED
        || (pair.from() instanceof Text(int length, _)
            && length != DataType.UNBOUNDED
            && length <= to.length());
  }

  private static @Nullable Words words(Pair pair) {
    return switch (pair.from()) {
      case Bool _ -> (row, c) -> Bytes.of(row.getLong(c) == 0 ? FALSE : TRUE);
      case Bits(int length, boolean varying) ->
          varying ? Row::text : (row, c) -> zerosAndOnes(row.bytes(c), length);
      case Binary _, Geometry _ -> null;
      default -> Row::text;
    };
  }

  private static Bytes zerosAndOnes(Bytes bits, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      int bit = length - 1 - i;
      int index = bits.length() - 1 - bit / 8;
      text[i] = (byte) (index >= 0 && (bits.at(index) >> (bit % 8) & 1) != 0 ? '1' : '0');
    }
    return Bytes.of(text);
  }

  private static Bytes withoutNul(Pair pair, Bytes text, Tally tally, int tallyColumn) {
    if (pair.policy().nulCharacters() == NulCharacters.ERROR) {
      throw pair.error(
          "holds the character U+0000, which the target can't store in %s; choose the policy that removes it, or change the data type to bytes"
              .formatted(pair.target().name()));
    }
    tally.count(tallyColumn, ValueChange.CHARACTER_REPLACED);
    return Utf8.withoutNul(text);
  }

  private static Bytes within(Pair pair, Bytes text, int max, Tally tally, int tallyColumn) {
    int end = Utf8.offsetOf(text, max);
    if (end == text.length()) {
      return text;
    }
    boolean mayCut = pair.policy().truncation() == ValuePolicy.Truncation.CUT;
    for (int i = end; i < text.length() && !mayCut; i++) {
      if (text.at(i) != ' ') {
        throw pair.tooLong(
            "value has %d characters, more than %s %s takes"
                .formatted(
                    Utf8.characters(text), pair.target().name(), pair.target().nativeType()));
      }
    }
    tally.count(tallyColumn, ValueChange.TRUNCATED);
    return new Bytes().set(text.array(), text.offset(), end);
  }

  /** Labels, addresses, and whatever the target reads from text by itself. */
  static @Nullable Codec word(Pair pair) {
    if (pair.from() instanceof Geometry && pair.target().type() instanceof DataType.Native) {
      return (row, c, sink, _, _) -> sink.putText(Utf8.hex(row.bytes(c)));
    }
    return text(pair, Text.unbounded());
  }

  static @Nullable Codec json(Pair pair, Json to) {
    if (!(pair.from() instanceof Json || pair.from() instanceof Text)) {
      return null;
    }
    boolean normalised = to.normalised();
    boolean mayNotHoldNul = normalised && pair.policy().nulCharacters() != NulCharacters.KEEP;
    long bytesMax = pair.policy().lobBytesMax();
    boolean remove = pair.policy().nulCharacters() == NulCharacters.REMOVE;
    return (row, c, sink, tally, t) -> {
      Bytes json = row.text(c);
      if (json.length() > bytesMax) {
        throw pair.error(
            "the document has %d bytes, over the limit for LOBs of %d; cut JSON is no JSON, so raise the limit"
                .formatted(json.length(), bytesMax));
      }
      // The type json keeps the escape as it is written; jsonb has to store the character.
      if (mayNotHoldNul && JsonNul.isIn(json)) {
        if (!remove) {
          throw pair.error(
              "the document holds the character U+0000 as \\u0000, which jsonb can't store; choose the policy that removes it, or change the data type to json");
        }
        tally.count(t, ValueChange.CHARACTER_REPLACED);
        json = JsonNul.removed(json);
      }
      sink.putJson(json, normalised);
    };
  }
}
