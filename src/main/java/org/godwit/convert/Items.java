package org.godwit.convert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.godwit.sql.Place;

/** Collects the action items of one piece of the source. */
public final class Items {
  private final SourceFile file;
  private final int line;
  private final Set<ActionItem> all = new LinkedHashSet<>();
  private boolean isBlocked;

  /** Of a piece that begins at a line of a file; nodes that rules made are said to stand there. */
  public Items(SourceFile file, int line) {
    this.file = file;
    this.line = line;
  }

  SourceFile file() {
    return file;
  }

  int line() {
    return line;
  }

  /** An empty collector for a part that can be left out alone. */
  public Items part() {
    return new Items(file, line);
  }

  /** Something that a person should look at; what was written can be used. */
  public void add(ActionCode code, Place at, Object... arguments) {
    int where = at.end() == 0 ? line : file.lines().applyAsInt(at.start());
    all.add(new ActionItem(code, file.name(), where, code.message(arguments)));
  }

  /** Something without which the part can't be written. */
  public void block(ActionCode code, Place at, Object... arguments) {
    add(code, at, arguments);
    isBlocked = true;
  }

  /** Takes the items of a part that was left out or written; doesn't block. */
  public void addAll(Items part) {
    all.addAll(part.all);
  }

  /** Whether the part can't be written. */
  public boolean isBlocked() {
    return isBlocked;
  }

  /** The items so far. */
  public List<ActionItem> all() {
    return List.copyOf(all);
  }
}
