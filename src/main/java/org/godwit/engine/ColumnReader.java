package org.godwit.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How a column's value is taken from a JDBC driver; one a column, made for one reading. Columns are
 * read from left to right and each once, because some drivers stream them.
 */
@FunctionalInterface
public interface ColumnReader {

  /**
   * Reads the value of the present row.
   *
   * @param place of the column in the result, from 1
   */
  void read(ResultSet row, int place, ReadValue into) throws SQLException, IOException;

  /** Gives back the memory of the value that was read last. */
  default void release() {}

  /** A whole number of up to 64 bits. */
  static ColumnReader whole() {
    return (row, place, into) -> {
      long value = row.getLong(place);
      if (row.wasNull()) {
        into.setNull();
      } else {
        into.setWhole(value);
      }
    };
  }

  /** A boolean. */
  static ColumnReader truth() {
    return (row, place, into) -> {
      boolean value = row.getBoolean(place);
      if (row.wasNull()) {
        into.setNull();
      } else {
        into.setWhole(value ? 1 : 0);
      }
    };
  }

  /** An IEEE 754 number of 32 bits. */
  static ColumnReader single() {
    return (row, place, into) -> {
      float value = row.getFloat(place);
      if (row.wasNull()) {
        into.setNull();
      } else {
        into.setReal(value);
      }
    };
  }

  /** An IEEE 754 number of 64 bits. */
  static ColumnReader real() {
    return (row, place, into) -> {
      double value = row.getDouble(place);
      if (row.wasNull()) {
        into.setNull();
      } else {
        into.setReal(value);
      }
    };
  }

  /** An exact number. */
  static ColumnReader decimal() {
    return (row, place, into) -> {
      BigDecimal value = row.getBigDecimal(place);
      if (value == null) {
        into.setNull();
      } else {
        into.setDecimal(value);
      }
    };
  }

  /** Characters that are bounded by their column's length. */
  static ColumnReader text() {
    return (row, place, into) -> {
      String value = row.getString(place);
      if (value == null) {
        into.setNull();
      } else {
        into.setText(value);
      }
    };
  }

  /** Characters without the blanks at the end that fill a CHAR up. */
  static ColumnReader filledText() {
    return (row, place, into) -> {
      String value = row.getString(place);
      if (value == null) {
        into.setNull();
        return;
      }
      int end = value.length();
      while (end > 0 && value.charAt(end - 1) == ' ') {
        end--;
      }
      into.setText(value.substring(0, end));
    };
  }

  /** Bytes that are bounded by their column's length. */
  static ColumnReader bytes() {
    return (row, place, into) -> {
      byte[] value = row.getBytes(place);
      if (value == null) {
        into.setNull();
      } else {
        into.setBytes(value, value.length);
      }
    };
  }

  /** Characters of any length, read piece by piece; what is large is taken from the budget. */
  static ColumnReader longText(ByteBudget budget) {
    return new LongText(budget);
  }

  /** Bytes of any length, read piece by piece; what is large is taken from the budget. */
  static ColumnReader longBytes(ByteBudget budget) {
    return new LongBytes(budget);
  }

  /** A value that grows while it arrives. */
  final class Growing extends RowBuffer {
    /** Values up to this size cost the budget nothing. */
    static final int FIRST_SIZE = 16 * 1024;

    /** How much is asked of the driver at a time, in characters or bytes. */
    static final int PIECE = 32 * 1024;

    Growing(ByteBudget budget) {
      super(FIRST_SIZE, budget);
    }
  }

  /** See {@link ColumnReader#longBytes}. */
  final class LongBytes implements ColumnReader {
    private final Growing value;
    private final byte[] piece = new byte[Growing.PIECE];

    private LongBytes(ByteBudget budget) {
      value = new Growing(budget);
    }

    @Override
    public void read(ResultSet row, int place, ReadValue into) throws SQLException, IOException {
      try (InputStream in = row.getBinaryStream(place)) {
        if (in == null) {
          into.setNull();
          return;
        }
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          value.put(piece, 0, read);
        }
        into.setBytes(value.array(), value.position());
      }
    }

    @Override
    public void release() {
      value.clear();
    }
  }

  /** See {@link ColumnReader#longText}. */
  final class LongText implements ColumnReader {
    private final Growing value;
    private final CharBuffer characters = CharBuffer.allocate(Growing.PIECE);
    private final ByteBuffer bytes = ByteBuffer.allocate(Growing.PIECE);
    private final CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private LongText(ByteBudget budget) {
      value = new Growing(budget);
    }

    @Override
    public void read(ResultSet row, int place, ReadValue into) throws SQLException, IOException {
      try (Reader in = row.getCharacterStream(place)) {
        if (in == null) {
          into.setNull();
        } else if (encode(in)) {
          into.setUtf8(value.array(), value.position());
        } else {
          into.setError(
              "the text holds half of a surrogate pair, which is no character and which UTF-8 can't hold");
        }
      }
    }

    private boolean encode(Reader in) throws IOException {
      encoder.reset();
      characters.clear();
      boolean isAtEnd = false;
      while (!isAtEnd) {
        isAtEnd = in.read(characters) < 0;
        characters.flip();
        if (!drain(isAtEnd)) {
          return false;
        }
        characters.compact(); // half of a pair waits for the other half
      }
      return true;
    }

    private boolean drain(boolean isAtEnd) {
      CoderResult result;
      do {
        bytes.clear();
        result = encoder.encode(characters, bytes, isAtEnd);
        value.put(bytes.array(), 0, bytes.position());
      } while (result.isOverflow());
      return !result.isError();
    }

    @Override
    public void release() {
      value.clear();
    }
  }
}
