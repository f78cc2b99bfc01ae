package org.godwit.engine;

import java.util.ArrayList;
import java.util.List;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;

/** What a connection test has found so far. */
public final class ConnectionChecks {
  private final List<Check> found = new ArrayList<>();

  /** All in order. */
  public List<Check> found() {
    return List.copyOf(found);
  }

  /** Adds a finding. */
  public void add(Check check) {
    found.add(check);
  }

  /** What will do. */
  public void pass(String name, String details) {
    add(new Check(name, Result.PASSED, details, ""));
  }

  /** What may not; the fix is SQL, empty for none. */
  public void warn(String name, String details, String fix) {
    add(new Check(name, Result.WARNING, details, fix));
  }

  /** What won't; the fix is SQL, empty for none. */
  public void fail(String name, String details, String fix) {
    add(new Check(name, Result.FAILED, details, fix));
  }

  /** What may not; the fix is SQL, as is what takes it back. */
  public void warn(String name, String details, String fix, String undo) {
    add(new Check(name, Result.WARNING, details, fix, undo));
  }

  /** What won't; the fix is SQL, as is what takes it back. */
  public void fail(String name, String details, String fix, String undo) {
    add(new Check(name, Result.FAILED, details, fix, undo));
  }
}
