package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a node stands in its source, and the comments that belong to it.
 *
 * <p>All places are equal: two nodes are equal when they say the same, wherever they say it. So
 * rules compare expressions with {@code equals}, and a test compares whole trees.
 */
public final class Place {
  /** Of a node that a rule made from nothing. */
  public static final Place NONE = new Place(0, List.of());

  private final int start;
  private final List<Comment> before;
  private int end;
  private List<Comment> after = List.of();

  private Place(int start, List<Comment> before) {
    this.start = start;
    this.end = start;
    this.before = before;
  }

  /**
   * Of a node that was cut out of a text without tokens: its first character, and behind its last.
   */
  public static Place of(int start, int end) {
    return from(start, List.of()).endAt(end);
  }

  /** Of a node that begins there. */
  static Place from(int start, List<Comment> before) {
    return new Place(start, before);
  }

  /** Characters from the beginning of the source to the node's first. */
  public int start() {
    return start;
  }

  /** Characters from the beginning of the source to behind the node's last. */
  public int end() {
    return end;
  }

  /** Comments in front of the node. */
  public List<Comment> before() {
    return before;
  }

  /** Comments behind the node: on its last line, and what stands before the end of its list. */
  public List<Comment> after() {
    return after;
  }

  /** The same place with these comments in front of the node, and none behind it. */
  public Place commented(List<Comment> comments) {
    return from(start, List.copyOf(comments)).endAt(end);
  }

  /** Called by a parser that took text instead of tokens, before anybody else sees the node. */
  public Place endAtText(int end) {
    return endAt(end);
  }

  /** Called by the parser, before anybody else sees the node. */
  Place endAt(int end) {
    this.end = end;
    return this;
  }

  /** Called by the parser, before anybody else sees the node. */
  void addAfter(List<Comment> comments) {
    if (after.isEmpty()) {
      after = List.copyOf(comments);
    } else {
      List<Comment> all = new ArrayList<>(after);
      all.addAll(comments);
      after = List.copyOf(all);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return start + "-" + end;
  }
}
