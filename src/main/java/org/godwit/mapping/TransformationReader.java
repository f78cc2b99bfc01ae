package org.godwit.mapping;

import static org.godwit.catalog.DataType.UNBOUNDED;

import java.util.List;
import java.util.Set;
import org.godwit.json.JsonKeys;
import org.godwit.mapping.Transformation.AddBeforeImageColumns;
import org.godwit.mapping.Transformation.AddColumn;
import org.godwit.mapping.Transformation.AddPrefix;
import org.godwit.mapping.Transformation.AddSuffix;
import org.godwit.mapping.Transformation.ChangeDataType;
import org.godwit.mapping.Transformation.ColumnFilter;
import org.godwit.mapping.Transformation.ConvertLowercase;
import org.godwit.mapping.Transformation.ConvertUppercase;
import org.godwit.mapping.Transformation.DefinePrimaryKey;
import org.godwit.mapping.Transformation.HashMask;
import org.godwit.mapping.Transformation.IncludeColumn;
import org.godwit.mapping.Transformation.KeyedDigits;
import org.godwit.mapping.Transformation.KeyedHash;
import org.godwit.mapping.Transformation.MaskDigits;
import org.godwit.mapping.Transformation.RandomizeDigits;
import org.godwit.mapping.Transformation.RemoveColumn;
import org.godwit.mapping.Transformation.RemovePrefix;
import org.godwit.mapping.Transformation.RemoveSuffix;
import org.godwit.mapping.Transformation.Rename;
import org.godwit.mapping.Transformation.RenameByRegex;
import org.godwit.mapping.Transformation.ReplacePrefix;
import org.godwit.mapping.Transformation.ReplaceSuffix;

/** Reads what a transformation rule does. */
final class TransformationReader {
  private static final Set<RuleTarget> NAMED =
      Set.of(RuleTarget.SCHEMA, RuleTarget.TABLE, RuleTarget.COLUMN);

  private final JsonKeys keys;

  TransformationReader(JsonKeys keys) {
    this.keys = keys;
  }

  Transformation read(RuleTarget target) {
    String action = keys.text("rule-action");
    Transformation read = read(action);
    if (!allowed(read, target)) {
      throw keys.refuse(
          "rule-action",
          "\"" + action + "\" can't be done to a " + RuleWord.of(target) + " (rule-target).");
    }
    return read;
  }

  private Transformation read(String action) {
    return switch (action) {
      case "rename" -> rename();
      case "convert-lowercase" -> new ConvertLowercase();
      case "convert-uppercase" -> new ConvertUppercase();
      case "add-prefix" -> new AddPrefix(value());
      case "remove-prefix" -> new RemovePrefix(value());
      case "replace-prefix" -> new ReplacePrefix(oldValue(), keys.text("value"));
      case "add-suffix" -> new AddSuffix(value());
      case "remove-suffix" -> new RemoveSuffix(value());
      case "replace-suffix" -> new ReplaceSuffix(oldValue(), keys.text("value"));
      case "remove-column" -> new RemoveColumn();
      case "include-column" -> new IncludeColumn();
      case "add-column" ->
          new AddColumn(value(), keys.optionalText("expression").orElse(""), type());
      case "change-data-type" -> new ChangeDataType(type());
      case "define-primary-key" -> primaryKey();
      case "add-before-image-columns" -> beforeImage();
      case "data-masking-digits-mask" -> new MaskDigits(maskCharacter());
      case "data-masking-digits-randomize" -> new RandomizeDigits();
      case "data-masking-hash-mask" -> new HashMask();
      case "data-masking-keyed-hash" -> new KeyedHash(maskingKey());
      case "data-masking-keyed-digits" -> new KeyedDigits(maskingKey());
      default ->
          throw keys.refuse(
              "rule-action",
              "\""
                  + action
                  + "\" is unknown; use one of rename, convert-lowercase, convert-uppercase,"
                  + " add-prefix, remove-prefix, replace-prefix, add-suffix, remove-suffix,"
                  + " replace-suffix, remove-column, include-column, add-column, change-data-type,"
                  + " define-primary-key, add-before-image-columns, data-masking-digits-mask,"
                  + " data-masking-digits-randomize, data-masking-hash-mask,"
                  + " data-masking-keyed-hash, data-masking-keyed-digits.");
    };
  }

  private static boolean allowed(Transformation action, RuleTarget target) {
    return switch (action) {
      case Rename _, RenameByRegex _ -> true;
      case Transformation.Naming _ -> NAMED.contains(target);
      case DefinePrimaryKey _ -> target == RuleTarget.TABLE;
      case RemoveColumn _,
          IncludeColumn _,
          AddColumn _,
          ChangeDataType _,
          AddBeforeImageColumns _,
          Transformation.Masking _ ->
          target == RuleTarget.COLUMN;
    };
  }

  private Transformation.Naming rename() {
    if (keys.has("regex")) {
      return renameByRegex();
    }
    String value = keys.optionalText("value").orElse("");
    String expression = keys.optionalText("expression").orElse("");
    if (value.isEmpty() == expression.isEmpty()) {
      throw keys.refuse(
          "value",
          value.isEmpty()
              ? "is missing; rename needs the new name, or an expression that gives it."
              : "and expression are both given; rename needs one of them.");
    }
    return new Rename(value, expression);
  }

  private RenameByRegex renameByRegex() {
    if (keys.has("expression")) {
      throw keys.refuse("regex", "and expression are both given; rename needs one of them.");
    }
    Regex regex;
    try {
      regex = Regex.parse(keys.text("regex"));
    } catch (IllegalArgumentException e) {
      throw keys.refuse("regex", String.valueOf(e.getMessage()));
    }
    String value = keys.text("value");
    regex
        .problemWith(value)
        .ifPresent(
            problem -> {
              throw keys.refuse("value", problem);
            });
    return new RenameByRegex(regex, value);
  }

  private String maskingKey() {
    String name = keys.text("masking-key");
    if (!MaskingKeys.isName(name)) {
      throw keys.refuse(
          "masking-key",
          "must be a name of upper-case letters, digits and _, such as CUSTOMERS; the key itself"
              + " stands in the environment variable "
              + MaskingKeys.PREFIX
              + "CUSTOMERS.");
    }
    return name;
  }

  private String value() {
    String value = keys.text("value");
    if (value.isEmpty()) {
      throw keys.refuse("value", "is empty.");
    }
    return value;
  }

  private String oldValue() {
    String value = keys.text("old-value");
    if (value.isEmpty()) {
      throw keys.refuse("old-value", "is empty.");
    }
    return value;
  }

  private String maskCharacter() {
    String value = keys.text("value");
    if (value.length() != 1 || value.charAt(0) < ' ' || value.charAt(0) > '~') {
      throw keys.refuse("value", "must be one printable ASCII character.");
    }
    return value;
  }

  private RuleType type() {
    JsonKeys type = keys.object("data-type");
    RuleType.Name name = RuleReader.choice(type, "type", RuleType.Name.class);
    return new RuleType(
        name,
        number(type, "length", 1),
        number(type, "precision", 1),
        number(type, "scale", 0),
        type.optionalText("encoding").orElse(""));
  }

  /** DMS documents write an unused parameter as an empty string, −1 or leave it out. */
  private static int number(JsonKeys keys, String key, int min) {
    long value = keys.wholeNumber(key).orElse(UNBOUNDED);
    if (value == UNBOUNDED || (value == 0 && min == 1)) {
      return UNBOUNDED;
    }
    if (value < min || value > Integer.MAX_VALUE) {
      throw keys.refuse(key, "is " + value + "; it must be a number from " + min + " on.");
    }
    return (int) value;
  }

  private DefinePrimaryKey primaryKey() {
    JsonKeys definition = keys.object("primary-key-def");
    String name = definition.optionalText("name").orElse("");
    String origin = definition.optionalText("origin").orElse("primary-key");
    if (!origin.equals("primary-key") && !origin.equals("unique-index")) {
      throw definition.refuse(
          "origin", "\"" + origin + "\" is unknown; use primary-key or unique-index.");
    }
    List<String> columns = definition.texts("columns");
    if (columns.isEmpty()) {
      throw definition.refuse("columns", "is missing; name at least one column of the key.");
    }
    return new DefinePrimaryKey(name, origin.equals("unique-index"), columns);
  }

  private AddBeforeImageColumns beforeImage() {
    JsonKeys definition = keys.object("before-image-def");
    ColumnFilter columns =
        definition.has("column-filter")
            ? RuleReader.choice(definition, "column-filter", ColumnFilter.class)
            : ColumnFilter.PK_ONLY;
    String suffix = definition.optionalText("column-suffix").orElse("");
    String prefix = definition.optionalText("column-prefix").orElse("BI_");
    if (prefix.isEmpty() && suffix.isEmpty()) {
      throw definition.refuse("column-prefix", "and column-suffix are both empty; give one.");
    }
    return new AddBeforeImageColumns(prefix, suffix, columns);
  }

  static <E extends Enum<E>> String unknown(String word, Class<E> type) {
    return "\"" + word + "\" is unknown; use one of " + String.join(", ", RuleWord.all(type)) + ".";
  }
}
