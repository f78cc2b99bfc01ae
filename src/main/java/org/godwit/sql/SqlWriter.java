package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lays out SQL: lines, indents, and comments where they are safe. */
public final class SqlWriter {
  private static final int WIDTH = 100;
  private static final String STEP = "  ";

  private final StringBuilder out = new StringBuilder();
  private final List<Rendered.Mark> marks = new ArrayList<>();
  private int lineStart;
  private int indent;
  private boolean breaks;

  /** All that was written. */
  public String text() {
    return out.toString();
  }

  /** All that was written, with where each node of it stands in its source. */
  public Rendered rendered() {
    return new Rendered(out.toString(), List.copyOf(marks));
  }

  /** Writes the text; blanks at its beginning fall away at the beginning of a line. */
  public SqlWriter text(String text) {
    String kept = text;
    if (breaks) {
      kept = text.stripLeading();
      if (kept.isEmpty()) {
        return this;
      }
      breaks = false;
      while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
        out.setLength(out.length() - 1);
      }
      if (!out.isEmpty()) {
        out.append('\n');
      }
      lineStart = out.length();
      out.append(STEP.repeat(indent));
    }
    out.append(kept);
    int newLine = kept.lastIndexOf('\n');
    if (newLine >= 0) {
      lineStart = out.length() - (kept.length() - newLine - 1);
    }
    return this;
  }

  /** What is written next begins a line. */
  public SqlWriter line() {
    breaks = true;
    return this;
  }

  /** An empty line before what is written next. */
  public SqlWriter emptyLine() {
    if (!out.isEmpty()) {
      if (out.charAt(out.length() - 1) != '\n') {
        out.append('\n');
      }
      breaks = true;
    }
    return this;
  }

  /** Runs with lines one step further in. */
  public void indented(Runnable body) {
    indent++;
    body.run();
    indent--;
  }

  /** Items with commas between them, on as many lines as they need. */
  public <T> void list(List<T> items, Consumer<? super T> write) {
    indent += 2;
    for (int at = 0; at < items.size(); at++) {
      write.accept(items.get(at));
      if (at < items.size() - 1) {
        text(",");
        if (out.length() - lineStart > WIDTH) {
          line();
        } else {
          text(" ");
        }
      }
    }
    indent -= 2;
  }

  /** Items with commas between them, each on its line; comments behind one stay behind it. */
  public <T extends Node> void lines(List<T> items, Consumer<? super T> write) {
    for (int at = 0; at < items.size(); at++) {
      line();
      T item = items.get(at);
      before(item);
      write.accept(item);
      if (at < items.size() - 1) {
        text(",");
      }
      after(item);
    }
  }

  /** The comments in front of the node, which is written next. */
  public void before(Node node) {
    for (Comment comment : node.place().before()) {
      boolean isOnItsLine = breaks || out.length() == lineStart;
      comment(comment);
      if (isOnItsLine) {
        line();
      } else {
        text(" ");
      }
    }
    Place place = node.place();
    if (place.end() > 0) {
      marks.add(new Rendered.Mark(out.length(), place.start()));
    }
  }

  /** The comments behind the node. */
  public void after(Node node) {
    for (Comment comment : node.place().after()) {
      if (comment.isTrailing()) {
        text(" ");
      } else {
        line();
      }
      comment(comment);
      line();
    }
  }

  /** One comment. */
  public void comment(Comment comment) {
    text(comment.text());
    if (comment.endsItsLine()) {
      line();
    }
  }
}
