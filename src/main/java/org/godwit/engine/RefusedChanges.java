package org.godwit.engine;

/** Decides what becomes of changes of one table that can't be applied. */
public interface RefusedChanges {

  /** What a refused change leads to. */
  enum Verdict {
    /** It is left out, those behind it are applied. */
    LEAVE_OUT,
    /** It and all changes of the table behind it are left out. */
    LEAVE_TABLE_OUT
  }

  /**
   * Decides. The transaction stands as if the change had not been tried, and may be written to.
   *
   * @throws EngineException where the transaction shall not be committed
   */
  Verdict judge(RefusedChange change);

  /** Whether a new row whose key is taken comes in the place of the one that has it. */
  boolean replacesRows();

  /** Whether a row that should be changed and isn't there comes as a new one. */
  boolean insertsMissing();

  /** A change was applied in one of these ways. The transaction may be written to. */
  void putRight(RefusedChange change);

  /** A change of a table that is left out was left out. */
  void leftOut(ChangeKind kind);
}
