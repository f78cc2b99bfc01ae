package org.godwit.sql;

import java.util.List;

/**
 * A written statement.
 *
 * @param text as a server takes it
 * @param marks where nodes of it stand in their source, in the order of the text
 */
public record Rendered(String text, List<Mark> marks) {

  /**
   * A node that was written.
   *
   * @param offset in the text, in characters
   * @param source in its source, in characters
   */
  public record Mark(int offset, int source) {}

  /** The same with more text behind it. */
  public Rendered with(String more) {
    return new Rendered(text + more, marks);
  }

  /** The place in the source of what stands at a place of the text; -1 where that isn't known. */
  public int sourceOf(int offset) {
    int found = -1;
    for (Mark mark : marks) {
      if (mark.offset() > offset) {
        return found;
      }
      found = mark.source();
    }
    return found;
  }
}
