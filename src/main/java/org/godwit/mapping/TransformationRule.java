package org.godwit.mapping;

import org.godwit.json.OtherKeys;

/**
 * Says what an object of the source becomes on the target.
 *
 * @param target the kind of object
 * @param locator which ones
 * @param action what becomes of them
 */
public record TransformationRule(
    long id,
    String name,
    RuleTarget target,
    Locator locator,
    Transformation action,
    OtherKeys otherKeys)
    implements Rule {

  /** A rule with its id as its name. */
  public static TransformationRule of(
      long id, RuleTarget target, Locator locator, Transformation action) {
    return new TransformationRule(id, Long.toString(id), target, locator, action, OtherKeys.NONE);
  }
}
