package org.godwit.engine.mysql;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * What XA calls a transaction (X/Open CAE "Distributed Transaction Processing: The XA
 * Specification", XID).
 *
 * @param format of the name; its maker's number
 * @param global the part that all branches share, in hexadecimal digits
 * @param branch the other part, likewise
 */
record PreparedId(long format, String global, String branch) {
  /** As both servers write it to their logs: {@code X'6162',X'',1}. */
  private static final Pattern LOGGED =
      Pattern.compile("X'([0-9A-F]*)'\\s*,\\s*X'([0-9A-F]*)'\\s*,\\s*(\\d+)");

  /** Behind whether the transaction is committed at once. */
  private static final int FORMAT_AT = 1;

  private static final int NAME_AT = FORMAT_AT + 3 * Integer.BYTES;

  /** Of an event that says that a transaction is prepared. */
  static PreparedId of(BinlogEvent prepare) {
    int global = (int) prepare.number(FORMAT_AT + Integer.BYTES, Integer.BYTES);
    int branch = (int) prepare.number(FORMAT_AT + 2 * Integer.BYTES, Integer.BYTES);
    int at = BinlogEvent.HEADER_BYTES + NAME_AT;
    HexFormat hex = HexFormat.of().withUpperCase();
    return new PreparedId(
        prepare.number(FORMAT_AT, Integer.BYTES),
        hex.formatHex(prepare.bytes(), at, at + global),
        hex.formatHex(prepare.bytes(), at + global, at + global + branch));
  }

  /**
   * Of a statement that ends one.
   *
   * @param event the statement's
   * @throws EngineException where it has no name that can be read
   */
  static PreparedId of(String sql, BinlogEvent event) {
    Matcher name = LOGGED.matcher(sql.toUpperCase(Locale.ROOT));
    if (!name.find()) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "the source's binary log has at %s a statement of XA that can't be read: %s"
              .formatted(event.place(), sql));
    }
    return new PreparedId(Long.parseLong(name.group(3)), name.group(1), name.group(2));
  }
}
