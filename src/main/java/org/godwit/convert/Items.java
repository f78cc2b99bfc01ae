package org.godwit.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.godwit.sql.Place;

/** Collects the action items of one piece of the source. */
public final class Items {
  private final SourceFile file;
  private final int line;
  private final Set<ActionItem> all = new LinkedHashSet<>();
  private final List<Block> blocks = new ArrayList<>();

  /** A place without which the part can't be written; no two are equal. */
  static final class Block {
    private final Place place;
    private final String message;

    private Block(Place place, String message) {
      this.place = place;
      this.message = message;
    }

    Place place() {
      return place;
    }

    String message() {
      return message;
    }
  }

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
    blocks.add(new Block(at, code.message(arguments)));
  }

  /** The places without which the part can't be written. */
  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** Takes the items of an attempt, also what it stumbled over. */
  void take(Items attempt) {
    all.addAll(attempt.all);
    blocks.addAll(attempt.blocks);
  }

  /** Takes the items of a part that was left out or written; doesn't block. */
  public void addAll(Items part) {
    all.addAll(part.all);
  }

  /** Whether the part can't be written. */
  public boolean isBlocked() {
    return !blocks.isEmpty();
  }

  /** The items so far. */
  public List<ActionItem> all() {
    return List.copyOf(all);
  }
}
