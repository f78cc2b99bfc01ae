package org.godwit.engine;

/** A place in a source's log of changes. Each engine has its own type, which refuses nonsense. */
public interface Position {
  /** As the engine's own tools write it. */
  String text();

  /** The place in the log alone, without what else {@link #text} says to find it again. */
  default String place() {
    return text();
  }
}
