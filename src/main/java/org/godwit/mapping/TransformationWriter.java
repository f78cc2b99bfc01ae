package org.godwit.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what a transformation rule does. */
final class TransformationWriter {
  private TransformationWriter() {}

  static void write(ObjectNode json, Transformation action) {
    json.put("rule-action", word(action));
    switch (action) {
      case Transformation.Rename(String value, String expression) -> {
        RuleWriter.present(json, "value", value);
        RuleWriter.present(json, "expression", expression);
      }
      case Transformation.RenameByRegex(Regex regex, String value) -> {
        json.put("regex", regex.text());
        json.put("value", value);
      }
      case Transformation.KeyedHash(String key) -> json.put("masking-key", key);
      case Transformation.KeyedDigits(String key) -> json.put("masking-key", key);
      case Transformation.AddPrefix(String value) -> json.put("value", value);
      case Transformation.RemovePrefix(String value) -> json.put("value", value);
      case Transformation.AddSuffix(String value) -> json.put("value", value);
      case Transformation.RemoveSuffix(String value) -> json.put("value", value);
      case Transformation.ReplacePrefix(String old, String value) -> replace(json, old, value);
      case Transformation.ReplaceSuffix(String old, String value) -> replace(json, old, value);
      case Transformation.AddColumn(String column, String expression, RuleType type) -> {
        json.put("value", column);
        RuleWriter.present(json, "expression", expression);
        RuleWriter.type(json, type);
      }
      case Transformation.ChangeDataType(RuleType type) -> RuleWriter.type(json, type);
      case Transformation.DefinePrimaryKey key -> primaryKey(json, key);
      case Transformation.AddBeforeImageColumns image -> beforeImage(json, image);
      case Transformation.MaskDigits(String character) -> json.put("value", character);
      case Transformation.ConvertLowercase _,
          Transformation.ConvertUppercase _,
          Transformation.RemoveColumn _,
          Transformation.IncludeColumn _,
          Transformation.RandomizeDigits _,
          Transformation.HashMask _ -> {}
    }
  }

  private static void replace(ObjectNode json, String old, String value) {
    json.put("old-value", old);
    json.put("value", value);
  }

  private static void primaryKey(ObjectNode json, Transformation.DefinePrimaryKey key) {
    ObjectNode definition = json.putObject("primary-key-def");
    RuleWriter.present(definition, "name", key.keyName());
    if (key.uniqueIndex()) {
      definition.put("origin", "unique-index");
    }
    RuleWriter.texts(definition, "columns", key.columns());
  }

  private static void beforeImage(ObjectNode json, Transformation.AddBeforeImageColumns image) {
    ObjectNode definition = json.putObject("before-image-def");
    definition.put("column-prefix", image.prefix());
    definition.put("column-suffix", image.suffix());
    definition.put("column-filter", RuleWord.of(image.columns()));
  }

  /** DMS's word for the action. */
  static String word(Transformation action) {
    return switch (action) {
      case Transformation.Rename _, Transformation.RenameByRegex _ -> "rename";
      case Transformation.ConvertLowercase _ -> "convert-lowercase";
      case Transformation.ConvertUppercase _ -> "convert-uppercase";
      case Transformation.AddPrefix _ -> "add-prefix";
      case Transformation.RemovePrefix _ -> "remove-prefix";
      case Transformation.ReplacePrefix _ -> "replace-prefix";
      case Transformation.AddSuffix _ -> "add-suffix";
      case Transformation.RemoveSuffix _ -> "remove-suffix";
      case Transformation.ReplaceSuffix _ -> "replace-suffix";
      case Transformation.RemoveColumn _ -> "remove-column";
      case Transformation.IncludeColumn _ -> "include-column";
      case Transformation.AddColumn _ -> "add-column";
      case Transformation.ChangeDataType _ -> "change-data-type";
      case Transformation.DefinePrimaryKey _ -> "define-primary-key";
      case Transformation.AddBeforeImageColumns _ -> "add-before-image-columns";
      case Transformation.MaskDigits _ -> "data-masking-digits-mask";
      case Transformation.RandomizeDigits _ -> "data-masking-digits-randomize";
      case Transformation.HashMask _ -> "data-masking-hash-mask";
      case Transformation.KeyedHash _ -> "data-masking-keyed-hash";
      case Transformation.KeyedDigits _ -> "data-masking-keyed-digits";
    };
  }
}
