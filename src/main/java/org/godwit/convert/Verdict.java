package org.godwit.convert;

import java.util.List;

/**
 * What a server said of one object.
 *
 * @param refused what it didn't take
 * @param faults what would fail when a routine of it runs
 * @param isLookedInto whether the bodies of its routines were looked into; true where it has none
 */
public record Verdict(List<ActionItem> refused, List<ActionItem> faults, boolean isLookedInto) {}
