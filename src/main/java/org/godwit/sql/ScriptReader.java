package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/**
 * Reads one script. Never fails: what can't be read is a {@link Statement.Unknown}, and the next
 * statement goes on.
 */
public interface ScriptReader {

  /** The next statement; empty at the end. The reader keeps none of them. */
  Optional<Statement> next();

  /** Comments behind the last statement. */
  List<Comment> lastWords();

  /** The line of a character of the script, from 1. */
  int line(int character);
}
