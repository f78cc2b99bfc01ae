package org.godwit.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.godwit.json.OtherKeys;

/**
 * A rule that the document keeps and that Godwit doesn't act on yet: object-mapping,
 * post-processing, validation.
 *
 * @param ruleType as the document writes it
 * @param body the whole rule; not to be changed
 */
public record KeptRule(long id, String name, String ruleType, ObjectNode body) implements Rule {
  @Override
  public OtherKeys otherKeys() {
    return OtherKeys.NONE;
  }
}
