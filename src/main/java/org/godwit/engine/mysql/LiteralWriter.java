package org.godwit.engine.mysql;

import java.sql.Connection;
import java.util.List;
import org.godwit.engine.ByteBudget;

/** Writes values as they stand in a statement. */
abstract class LiteralWriter extends RowWriter {
  LiteralWriter(
      Connection connection,
      List<WrittenColumn> columns,
      String doing,
      Mode mode,
      RowBytes buffer) {
    super(connection, columns, doing, mode, buffer);
  }

  LiteralWriter(
      Connection connection,
      List<WrittenColumn> columns,
      String doing,
      Mode mode,
      ByteBudget budget) {
    super(connection, columns, doing, mode, budget);
  }

  @Override
  final void putNothing() {
    buffer.putAscii("NULL");
  }

  @Override
  final void putQuote() {
    buffer.putByte('\'');
  }

  /** In Godwit's sessions backslashes escape. */
  @Override
  final void putCharacters(byte[] utf8, int offset, int length) {
    buffer.ensure(2L * length + 2);
    buffer.putSure('\'');
    for (int i = offset; i < offset + length; i++) {
      if (utf8[i] == '\'' || utf8[i] == '\\') {
        buffer.putSure(utf8[i]);
      }
      buffer.putSure(utf8[i]);
    }
    buffer.putSure('\'');
  }

  @Override
  final void putBinary(byte[] first, byte[] second, int offset, int length) {
    buffer.putAscii("x'");
    buffer.putHex(first, 0, first.length);
    buffer.putHex(second, offset, length);
    buffer.putByte('\'');
  }
}
