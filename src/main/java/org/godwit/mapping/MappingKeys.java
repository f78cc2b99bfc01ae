package org.godwit.mapping;

import java.util.List;

/** Every key of table mappings, in the order of DMS's guide. */
public final class MappingKeys {
  private static final String SELECTION = "selection";
  private static final String TRANSFORMATION = "transformation";
  private static final String TABLE_SETTINGS = "table-settings";

  /** All of them. */
  public static final List<MappingKey> ALL =
      List.of(
          acted("all", "rule-id", "Numbers and strings are taken; two rules can't share one."),
          acted("all", "rule-name", "It need not be unique and may be left out."),
          acted(
              "all",
              "wildcards % _ [_] [ab] [a-d]",
              "Upper and lower case always differ. Where only exact names are allowed, _ is"
                  + " itself."),
          acted(SELECTION, "rule-action include, exclude", "Exclude wins whatever the ids are."),
          acted(SELECTION, "rule-action explicit", "As include, for one exact name."),
          acted(SELECTION, "object-locator.table-type table, view, all", "A view becomes a table."),
          acted(SELECTION, "load-order", ""),
          acted(
              SELECTION,
              "filters",
              "Wildcards are allowed in the rule's names; filters of all rules that select a table"
                  + " are joined by AND. Text compares as the source compares it. A value that is"
                  + " not of the column's type is refused."),
          acted(
              SELECTION,
              "filter-operator gt, lt, in, notin, like, notlike",
              "DMS has none of them. in and notin take a list, values; like takes the source's own"
                  + " pattern."),
          acted(
              SELECTION,
              "where",
              "DMS has no such key: one condition in the source's SQL, beside filters. The preview"
                  + " asks the source whether it understands it."),
          acted(
              TRANSFORMATION,
              "rule-target schema, table, column",
              "Several kinds of action can be done to one object, one of each kind: name, type,"
                  + " masking. The lowest id wins."),
          notNeeded(
              TRANSFORMATION,
              "rule-target table-tablespace, index-tablespace",
              "DMS has it from Oracle to Oracle alone. Tables and indexes are made in the target's"
                  + " default tablespace."),
          acted(TRANSFORMATION, "rule-action rename", ""),
          acted(
              TRANSFORMATION,
              "regex beside rename",
              "DMS has no such key: what of the name fits the regular expression (RE2) is replaced by"
                  + " value, $1 being its first group."),
          acted(TRANSFORMATION, "rule-action convert-lowercase, convert-uppercase", ""),
          acted(TRANSFORMATION, "rule-action add-prefix, remove-prefix, replace-prefix", ""),
          acted(TRANSFORMATION, "rule-action add-suffix, remove-suffix, replace-suffix", ""),
          acted(TRANSFORMATION, "rule-action remove-column", "The preview names what is lost."),
          acted(TRANSFORMATION, "rule-action include-column", ""),
          acted(
              TRANSFORMATION,
              "rule-action add-column",
              "Without an expression the column is NULL in every row, and the preview says so."),
          acted(
              TRANSFORMATION,
              "expression",
              "Decimals stay exact, where SQLite rounds to floating point. The functions are those"
                  + " of DMS and length. hash_sha256 gives upper-case hexadecimal digits."),
          acted(
              TRANSFORMATION,
              "rule-action change-data-type",
              "Types with more than 6 digits of a second keep 6. set, list, map and tuple become"
                  + " JSON."),
          notNeeded(
              TRANSFORMATION,
              "data-type.encoding",
              "Text travels as Unicode, and the target's database or column says how it stores it."),
          acted(TRANSFORMATION, "rule-action define-primary-key", ""),
          new MappingKey(
              TRANSFORMATION,
              "rule-action add-before-image-columns",
              "no",
              "It isn't built: the columns are not made, and the preview says so."),
          acted(
              TRANSFORMATION,
              "rule-action data-masking-digits-mask, data-masking-digits-randomize,"
                  + " data-masking-hash-mask",
              "A column of another type than the action is for is refused before the start."),
          acted(
              TRANSFORMATION,
              "rule-action data-masking-keyed-hash, data-masking-keyed-digits with masking-key",
              "DMS has neither: HMAC-SHA-256 of the value, or other digits of the same number, under"
                  + " a key of the environment. Equal values stay equal, so that joins keep working."),
          acted(
              TABLE_SETTINGS,
              "parallel-load",
              "Rows with NULL in the columns of ranges are loaded too, and so are partitions that a"
                  + " list doesn't name. Boundaries that don't rise are refused. Without it, large"
                  + " tables are cut by their primary key, on PostgreSQL by their blocks."),
          acted(
              TABLE_SETTINGS,
              "lob-settings",
              "none takes the task's settings; unlimited moves LOBs whole with their rows."),
          notNeeded(
              "object-mapping",
              "all",
              "It is for DynamoDB, Kinesis and Kafka, which Godwit doesn't write."),
          notNeeded("post-processing", "all", "It is for S3, which Godwit doesn't write."),
          acted(
              "validation",
              "rule-action override-validation-function",
              "Key columns are compared as they are, and the preview says so. A function that gives"
                  + " another type than the column's own is compared in that one's form. The source is"
                  + " asked before the start whether it understands its function."));

  private MappingKeys() {}

  private static MappingKey acted(String rule, String key, String difference) {
    return new MappingKey(rule, key, "yes", difference);
  }

  private static MappingKey notNeeded(String rule, String key, String difference) {
    return new MappingKey(rule, key, "not needed", difference);
  }
}
