package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of an object.
 *
 * @param load what a server said of it
 * @param check what was found in its routines
 * @param routines which ones it calls and leaves out
 * @param statements in the order in which they run; none where nothing is made of it
 */
public record ConvertedObject(
    SchemaObject source,
    Proof proof,
    Load load,
    Check check,
    List<TargetStatement> statements,
    List<ActionItem> items,
    RoutineCalls routines) {

  /** What tells it from others. */
  public ObjectId id() {
    return source.id();
  }

  /** The same with what a server said of it. */
  ConvertedObject tried(Verdict verdict) {
    if (statements.isEmpty()) {
      return this;
    }
    List<ActionItem> all = new ArrayList<>(items);
    all.addAll(verdict.refused());
    all.addAll(verdict.faults());
    boolean isRefused = !verdict.refused().isEmpty();
    boolean isFaulty = !verdict.faults().isEmpty();
    Proof proved =
        isRefused || isFaulty ? Proof.PARTIAL : proof == Proof.RENDERED ? Proof.COMPILED : proof;
    Check checked =
        isFaulty
            ? Check.FAULTY
            : !isRefused && verdict.isLookedInto() ? Check.CLEAN : Check.UNKNOWN;
    return new ConvertedObject(
        source,
        proved,
        isRefused ? Load.REFUSED : Load.LOADED,
        checked,
        statements,
        List.copyOf(all),
        routines);
  }
}
