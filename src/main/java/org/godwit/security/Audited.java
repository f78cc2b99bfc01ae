package org.godwit.security;

import org.jspecify.annotations.Nullable;

/**
 * What was done to what.
 *
 * @param action noun and verb, such as {@code project.rename}
 * @param kind the subject's kind, such as {@code project}
 * @param id the subject's id as its page has it
 * @param subject the subject's name as it was then
 * @param projectId the project it belongs to; null for what belongs to none
 */
public record Audited(
    String action, String kind, String id, String subject, @Nullable Long projectId) {
  /** For what belongs to no project. */
  public static Audited of(String action, String kind, String id, String subject) {
    return new Audited(action, kind, id, subject, null);
  }

  /** For what belongs to a project. */
  public static Audited in(long projectId, String action, String kind, Object id, String subject) {
    return new Audited(action, kind, String.valueOf(id), subject, projectId);
  }
}
