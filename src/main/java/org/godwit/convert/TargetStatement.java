package org.godwit.convert;

import org.godwit.sql.Rendered;

/**
 * A statement of the target's engine.
 *
 * @param rendered with its semicolon and a new line
 * @param file that it comes from
 * @param firstLine of what it comes from, from 1
 */
public record TargetStatement(Stage stage, Rendered rendered, SourceFile file, int firstLine) {

  /** Its text. */
  public String sql() {
    return rendered.text();
  }

  /**
   * The line of the source, from 1, that a character of the text comes from; in front of all whose
   * place is known, that of the first.
   */
  public int line(int offset) {
    int source = rendered.sourceOf(offset);
    if (source < 0 && !rendered.marks().isEmpty()) {
      source = rendered.marks().getFirst().source();
    }
    return source < 0 ? firstLine : file.lines().applyAsInt(source);
  }
}
