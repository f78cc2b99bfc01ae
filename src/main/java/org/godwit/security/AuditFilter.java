package org.godwit.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit to read; what is empty or null does not narrow.
 *
 * @param text part of the actor's or the subject's name, or of the action
 * @param kind the subject's kind, such as {@code user}
 * @param from not before this moment
 * @param until before this moment
 */
public record AuditFilter(
    String text, String kind, @Nullable Instant from, @Nullable Instant until) {}
