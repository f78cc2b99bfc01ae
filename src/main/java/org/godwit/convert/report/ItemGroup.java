package org.godwit.convert.report;

import java.math.BigDecimal;
import java.util.List;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ActionItem;

/**
 * All occurrences of one action item.
 *
 * @param learning hours, once
 * @param each hours of an occurrence
 */
public record ItemGroup(
    ActionCode code, List<Occurrence> occurrences, BigDecimal learning, BigDecimal each) {

  /** One place of the source. */
  public record Occurrence(AssessedObject object, ActionItem item) {}

  /** Hours for all of them. */
  public BigDecimal hours() {
    return learning.add(each.multiply(BigDecimal.valueOf(occurrences.size())));
  }

  /** Objects that it concerns. */
  public long objects() {
    return occurrences.stream()
        .map(it -> it.object().server() + " " + it.object().object().id())
        .distinct()
        .count();
  }
}
