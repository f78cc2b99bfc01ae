package org.godwit.project;

/** What belongs to projects and may be at work. */
public interface ProjectPart {
  /**
   * Refuses where anything of the project is at work, and lets nothing begin before the transaction
   * ends that this is called in.
   *
   * @throws org.godwit.security.InvalidInput on {@code typed}
   */
  void requireIdle(long projectId);
}
