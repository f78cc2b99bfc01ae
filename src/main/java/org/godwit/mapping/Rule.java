package org.godwit.mapping;

import org.godwit.json.OtherKeys;

/** One rule of a table mapping. Where rules compete, the one with the lower id wins. */
public sealed interface Rule
    permits SelectionRule, TransformationRule, TableSettingsRule, ValidationRule, KeptRule {

  /** Stands for a rule's id where no rule is concerned. */
  long NONE = -1;

  /** The number that names it in messages, unique in its mapping. */
  long id();

  /** What a person calls it; need not be unique. */
  String name();

  /** Keys that Godwit doesn't know. */
  OtherKeys otherKeys();
}
