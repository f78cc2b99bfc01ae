package org.godwit.mapping;

import org.godwit.json.OtherKeys;

/**
 * Says how validation shall see columns ({@code override-validation-function}).
 *
 * @param locator which columns
 * @param sourceFunction an expression of the source's SQL that stands for the column there
 * @param targetFunction the same for the target
 */
public record ValidationRule(
    long id,
    String name,
    Locator locator,
    String sourceFunction,
    String targetFunction,
    OtherKeys otherKeys)
    implements Rule {
  /** What stands for the column, in its server's quotes. */
  public static final String COLUMN = "${column-name}";
}
