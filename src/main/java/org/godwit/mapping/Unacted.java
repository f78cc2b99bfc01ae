package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;

/** Lists what a mapping asks for and doesn't get. */
final class Unacted {
  private Unacted() {}

  static List<NotActedOn> of(TableMapping mapping) {
    List<NotActedOn> found = new ArrayList<>();
    for (String key : mapping.otherKeys().names()) {
      found.add(
          new NotActedOn(
              Rule.NONE,
              key,
              "The key \"" + key + "\" of the mapping is unknown; it is kept and has no effect."));
    }
    for (Rule rule : mapping.rules()) {
      ofRule(rule, found);
      for (String key : rule.otherKeys().names()) {
        found.add(
            new NotActedOn(
                rule.id(), key, "Rule " + rule.id() + ": " + key + " is kept and has no effect."));
      }
    }
    return found;
  }

  private static void ofRule(Rule rule, List<NotActedOn> found) {
    switch (rule) {
      case TransformationRule transformation -> ofTransformation(transformation, found);
      case SelectionRule _, TableSettingsRule _, ValidationRule _ -> {}
      case KeptRule kept ->
          found.add(
              new NotActedOn(
                  kept.id(),
                  "rule-type",
                  "Rule "
                      + kept.id()
                      + ": rules of the type "
                      + kept.ruleType()
                      + " are for targets that Godwit doesn't write; it is kept and not needed."));
    }
  }

  private static void ofTransformation(TransformationRule rule, List<NotActedOn> found) {
    if (rule.target() == RuleTarget.TABLE_TABLESPACE
        || rule.target() == RuleTarget.INDEX_TABLESPACE) {
      found.add(
          new NotActedOn(
              rule.id(),
              "rule-target",
              "Rule "
                  + rule.id()
                  + ": tablespaces are DMS's from Oracle to Oracle; tables and indexes are made in the"
                  + " target's default one."));
    }
    switch (rule.action()) {
      case Transformation.AddBeforeImageColumns _ ->
          found.add(
              new NotActedOn(
                  rule.id(),
                  "rule-action",
                  "Rule "
                      + rule.id()
                      + ": columns for the values before a change aren't built; they are not made, and"
                      + " the rule has no effect."));
      case Transformation.AddColumn(String _, String _, RuleType type) -> ofType(rule, type, found);
      case Transformation.ChangeDataType(RuleType type) -> ofType(rule, type, found);
      case Transformation.Naming _,
          Transformation.Masking _,
          Transformation.RemoveColumn _,
          Transformation.IncludeColumn _,
          Transformation.DefinePrimaryKey _ -> {}
    }
  }

  private static void ofType(TransformationRule rule, RuleType type, List<NotActedOn> found) {
    if (!type.encoding().isEmpty()) {
      found.add(
          new NotActedOn(
              rule.id(),
              "data-type.encoding",
              "Rule "
                  + rule.id()
                  + ": text travels as Unicode and the target says how it stores it; encoding is kept"
                  + " and not needed."));
    }
  }
}
