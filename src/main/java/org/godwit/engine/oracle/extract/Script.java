package org.godwit.engine.oracle.extract;

import java.util.Set;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;

/** Statements one behind the other, and what objects of the dictionary they account for. */
final class Script {
  /** What conversion makes an action item of; {@code docs/oracle-schemas.md} tells of it. */
  static final String NOT_EXTRACTED = "REMARK NOT EXTRACTED: ";

  private final StringBuilder text = new StringBuilder();
  private final Set<Accounted> accounted;

  /** An object as ALL_OBJECTS has it. */
  record Accounted(String type, Key key) {}

  Script(Set<Accounted> accounted) {
    this.accounted = accounted;
  }

  /** Adds the statement that makes an object. */
  void add(String type, Key key, String statement) {
    explains(type, key);
    text.append(statement);
  }

  /** Says that an object is made by something else. */
  void explains(String type, Key key) {
    accounted.add(new Accounted(type, key));
  }

  /** Adds a statement that makes none. */
  void add(String statement) {
    text.append(statement);
  }

  /** Says what isn't in it, and why. */
  void notExtracted(String what) {
    text.append(NOT_EXTRACTED).append(what.replaceAll("\\s+", " ")).append('\n');
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
