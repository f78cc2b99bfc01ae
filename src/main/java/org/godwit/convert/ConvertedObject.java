package org.godwit.convert;

import java.util.List;

/**
 * What became of an object.
 *
 * @param statements in the order in which they run; none where nothing is made of it
 */
public record ConvertedObject(
    SchemaObject source, Proof proof, List<TargetStatement> statements, List<ActionItem> items) {

  /** What tells it from others. */
  public ObjectId id() {
    return source.id();
  }
}
