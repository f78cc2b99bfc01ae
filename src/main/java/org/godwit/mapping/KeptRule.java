package org.godwit.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.godwit.json.OtherKeys;

/**
 * A rule that the document keeps because it is for targets that Godwit doesn't write:
 * object-mapping, post-processing.
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
