package org.godwit.mapping;

import org.godwit.engine.Dialect;

/**
 * What a preview must know beside mapping and tables.
 *
 * @param source the source engine's SQL
 * @param target the target engine's SQL
 * @param targetSchema the task's {@code TargetSchema}, empty for the source's schemas
 * @param lobBytesMax what LOBs are cut to, {@link Long#MAX_VALUE} for never
 * @param movesLobs whether LOB columns are moved ({@code SupportLobs})
 */
public record PreviewTarget(
    Dialect source, Dialect target, String targetSchema, long lobBytesMax, boolean movesLobs) {
  /** LOBs are moved whole and tables keep their schemas. */
  public PreviewTarget(Dialect source, Dialect target) {
    this(source, target, "", Long.MAX_VALUE, true);
  }

  /** Whether the target takes expressions and constraints as the source's server writes them. */
  boolean isTakenAsWritten() {
    return target.takesAsWrittenBy(source);
  }
}
