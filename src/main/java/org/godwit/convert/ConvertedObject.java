package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of an object.
 *
 * @param load what a server said of it
 * @param statements in the order in which they run; none where nothing is made of it
 */
public record ConvertedObject(
    SchemaObject source,
    Proof proof,
    Load load,
    List<TargetStatement> statements,
    List<ActionItem> items) {

  /** What tells it from others. */
  public ObjectId id() {
    return source.id();
  }

  /** The same with what a server said of it; nothing where it took all. */
  ConvertedObject tried(List<ActionItem> refused) {
    if (statements.isEmpty()) {
      return this;
    }
    List<ActionItem> all = new ArrayList<>(items);
    all.addAll(refused);
    Proof proved =
        !refused.isEmpty() ? Proof.PARTIAL : proof == Proof.RENDERED ? Proof.COMPILED : proof;
    return new ConvertedObject(
        source,
        proved,
        refused.isEmpty() ? Load.LOADED : Load.REFUSED,
        statements,
        List.copyOf(all));
  }
}
