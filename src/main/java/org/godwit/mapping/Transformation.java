package org.godwit.mapping;

import java.util.List;

/** What a transformation rule does, one record for each {@code rule-action} of DMS. */
public sealed interface Transformation {

  /** Actions that give an object another name. */
  sealed interface Naming extends Transformation {}

  /** Actions that replace a text column's values by masked ones. */
  sealed interface Masking extends Transformation {}

  /**
   * {@code rename}.
   *
   * @param value the new name, empty where an expression gives it
   * @param expression over {@code $SCHEMA_NAME_VAR}, {@code $TABLE_NAME_VAR} and {@code
   *     $COLUMN_NAME_VAR}, empty where the value gives it
   */
  record Rename(String value, String expression) implements Naming {
    /** Renames to a fixed name. */
    public static Rename to(String name) {
      return new Rename(name, "");
    }
  }

  /**
   * {@code rename} by a regular expression, which DMS doesn't have.
   *
   * @param regex what is replaced, wherever in the name it stands
   * @param value by what, {@code $1} for its first group
   */
  record RenameByRegex(Regex regex, String value) implements Naming {}

  /** {@code convert-lowercase}. */
  record ConvertLowercase() implements Naming {}

  /** {@code convert-uppercase}. */
  record ConvertUppercase() implements Naming {}

  /** {@code add-prefix}. */
  record AddPrefix(String value) implements Naming {}

  /** {@code remove-prefix}, where the name has it. */
  record RemovePrefix(String value) implements Naming {}

  /** {@code replace-prefix}, where the name has the old one. */
  record ReplacePrefix(String oldValue, String value) implements Naming {}

  /** {@code add-suffix}. */
  record AddSuffix(String value) implements Naming {}

  /** {@code remove-suffix}, where the name has it. */
  record RemoveSuffix(String value) implements Naming {}

  /** {@code replace-suffix}, where the name has the old one. */
  record ReplaceSuffix(String oldValue, String value) implements Naming {}

  /** {@code remove-column}. */
  record RemoveColumn() implements Transformation {}

  /** {@code include-column}: the table keeps only columns that such rules name. */
  record IncludeColumn() implements Transformation {}

  /**
   * {@code add-column}.
   *
   * @param column the new column's name
   * @param expression gives its value for each row; empty for NULL
   * @param type of the new column
   */
  record AddColumn(String column, String expression, RuleType type) implements Transformation {}

  /** {@code change-data-type}. */
  record ChangeDataType(RuleType type) implements Transformation {}

  /**
   * {@code define-primary-key}.
   *
   * @param keyName of the constraint
   * @param uniqueIndex whether the key is only a unique index ({@code origin: unique-index})
   * @param columns by their names on the target, in key order
   */
  record DefinePrimaryKey(String keyName, boolean uniqueIndex, List<String> columns)
      implements Transformation {
    public DefinePrimaryKey {
      columns = List.copyOf(columns);
    }
  }

  /** {@code add-before-image-columns}, for ongoing changes. */
  record AddBeforeImageColumns(String prefix, String suffix, ColumnFilter columns)
      implements Transformation {}

  /** {@code data-masking-digits-mask}: every digit becomes that character. */
  record MaskDigits(String character) implements Masking {}

  /** {@code data-masking-digits-randomize}: every digit becomes another, at random. */
  record RandomizeDigits() implements Masking {}

  /** {@code data-masking-hash-mask}: the value becomes its SHA-256 in 64 hexadecimal digits. */
  record HashMask() implements Masking {}

  /**
   * {@code data-masking-keyed-hash}, which DMS doesn't have: the value becomes its HMAC-SHA-256 in
   * 64 hexadecimal digits.
   *
   * @param key names the secret, see {@link MaskingKeys}
   */
  record KeyedHash(String key) implements Masking {}

  /**
   * {@code data-masking-keyed-digits}, which DMS doesn't have: every digit becomes another, the
   * same ones for the same value.
   *
   * @param key names the secret, see {@link MaskingKeys}
   */
  record KeyedDigits(String key) implements Masking {}

  /** Which columns get a before image. */
  enum ColumnFilter {
    PK_ONLY,
    NON_LOB,
    ALL
  }
}
