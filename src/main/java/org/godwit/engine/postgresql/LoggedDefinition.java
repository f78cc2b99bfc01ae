package org.godwit.engine.postgresql;

import java.util.List;
import java.util.Optional;
import org.godwit.catalog.TableName;

/**
 * What the event trigger has written into the log of what a statement did to a table.
 *
 * @param kind what happened
 * @param tag of the statement, such as ALTER TABLE
 * @param name that the table has now, or had last; of a partition's root for what befell a
 *     partition
 * @param oid of that table
 * @param state how the table is now, of {@link Kind#TABLE} alone
 */
record LoggedDefinition(Kind kind, String tag, TableName name, int oid, Optional<State> state) {
  /** The prefix of the messages. */
  static final String PREFIX = "godwit_ddl";

  /** What happened. */
  enum Kind {
    /** It was made or altered. */
    TABLE,
    DROPPED,
    /** Partitions that may hold rows came or went. */
    REPARTITIONED,
    /** Its rows were written anew, maybe with other values. */
    REWRITTEN
  }

  /**
   * How a table is behind a statement.
   *
   * @param isMade whether the statement made it
   * @param isPartition of another
   * @param identity its REPLICA IDENTITY, as the catalog has it
   */
  record State(boolean isMade, boolean isPartition, char identity, TableForm form) {}

  private static final int FORM_AT = 5;

  /** The statement, as messages show it. */
  String statement() {
    return tag + " " + name;
  }

  /**
   * Reads a message.
   *
   * @return empty for one of somebody else, who may use the prefix too, or a kind or form that this
   *     build doesn't know
   */
  static Optional<LoggedDefinition> read(LogicalMessage message) {
    if (!message.prefix().equals(PREFIX)) {
      return Optional.empty();
    }
    try {
      return parse(message.content().split("\n", FORM_AT + 1));
    } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
      return Optional.empty(); // anybody may write such messages into the log
    }
  }

  private static Optional<LoggedDefinition> parse(String[] lines) {
    String tag = lines[1];
    TableName name = new TableName(TableForm.unescaped(lines[2]), TableForm.unescaped(lines[3]));
    return switch (lines[0]) {
      case "table" -> {
        List<String> words = List.of(lines[4].split(" ", -1));
        TableForm form = TableForm.parse(lines[FORM_AT]);
        State state =
            new State(
                words.get(0).equals("1"), words.get(1).equals("1"), words.get(2).charAt(0), form);
        yield Optional.of(
            new LoggedDefinition(Kind.TABLE, tag, name, (int) form.oid(), Optional.of(state)));
      }
      case "dropped" -> other(Kind.DROPPED, tag, name, lines[4]);
      case "repartitioned" -> other(Kind.REPARTITIONED, tag, name, lines[4]);
      case "rewritten" -> other(Kind.REWRITTEN, tag, name, lines[4]);
      default -> Optional.empty();
    };
  }

  private static Optional<LoggedDefinition> other(
      Kind kind, String tag, TableName name, String oid) {
    return Optional.of(
        new LoggedDefinition(kind, tag, name, (int) Long.parseLong(oid), Optional.empty()));
  }
}
