package org.godwit.engine.oracle;

/**
 * A row of {@code V$LOGMNR_CONTENTS}, put together where it came in pieces.
 *
 * @param operation its code there
 * @param transaction {@code XID} in hexadecimal digits
 * @param time by the server's clock and zone
 * @param address {@code ROW_ID}
 * @param isUndone whether it takes an earlier row of its transaction back
 * @param isExecutable whether its statement is whole ({@code STATUS})
 * @param record the place of the redo record, and the statement's number in it
 * @param statement {@code SQL_REDO}, empty for none
 */
record RedoRow(
    long scn,
    int operation,
    String transaction,
    String time,
    String container,
    String owner,
    String table,
    String address,
    boolean isUndone,
    boolean isExecutable,
    String record,
    String statement,
    String info) {
  static final int INSERT = 1;
  static final int DELETE = 2;
  static final int UPDATE = 3;
  static final int DDL = 5;
  static final int START = 6;
  static final int COMMIT = 7;
  static final int MISSING_SCN = 34;
  static final int ROLLBACK = 36;

  /** Values of more than 4,000 bytes, in pieces. */
  static final int EXTENDED_STRING_BEGIN = 91;

  static final int EXTENDED_STRING_WRITE = 92;
  static final int EXTENDED_STRING_END = 93;
  static final int UNSUPPORTED = 255;

  private static final int SLOT_DIGITS = 8;
  private static final String NO_SEQUENCE = "FFFFFFFF";

  /** What tells it from any other row of the same number. */
  String identity() {
    return record + ' ' + operation + ' ' + transaction;
  }

  boolean isChange() {
    return operation == INSERT || operation == DELETE || operation == UPDATE;
  }

  /** The undo segment and slot, which one open transaction has. */
  static String slotOf(String transaction) {
    return transaction.length() > SLOT_DIGITS ? transaction.substring(0, SLOT_DIGITS) : transaction;
  }

  /** Whether LogMiner knew the slot alone, as where the transaction began in an earlier window. */
  static boolean isOfSlotAlone(String transaction) {
    return transaction.endsWith(NO_SEQUENCE);
  }
}
