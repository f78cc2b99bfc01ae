package org.godwit.convert;

import org.godwit.sql.Node;
import org.godwit.sql.Statement;

/** A statement with the file it stands in; names are the target's, all else is the source's. */
public record Piece(Statement statement, SourceFile file) {

  /** A collector for its items. */
  public Items items() {
    return new Items(file, line());
  }

  /** Its first line, from 1. */
  public int line() {
    return file.lines().applyAsInt(statement.place().start());
  }

  /** Just as the source has it. */
  public String text() {
    return textOf(statement);
  }

  /** A part of it just as the source has it. */
  public String textOf(Node part) {
    int end = Math.min(part.place().end(), file.text().length());
    return file.text().substring(Math.min(part.place().start(), end), end);
  }
}
