package org.godwit.mapping;

import java.util.Optional;
import org.godwit.catalog.TableName;

/**
 * Something that a person must know of a mapping before it is used.
 *
 * @param severity how bad it is
 * @param ruleId the rule that causes it, {@link Rule#NONE} for none
 * @param table the source table that it concerns
 * @param column the source column that it concerns, empty for none
 * @param message what, and what to do, in whole sentences; the rule's id before it is left out
 */
public record MappingNote(
    Severity severity, long ruleId, Optional<TableName> table, String column, String message) {

  /** How bad it is. */
  public enum Severity {
    /** The task can't be started. */
    ERROR,
    /** Something is lost or is likely not meant. */
    WARNING,
    /** Something is done that a person may want to know. */
    INFO
  }

  public MappingNote {
    String rule = "Rule " + ruleId + ": ";
    message = message.startsWith(rule) ? message.substring(rule.length()) : message;
  }

  static MappingNote of(Severity severity, long ruleId, TableName table, String message) {
    return new MappingNote(severity, ruleId, Optional.of(table), "", message);
  }

  static MappingNote of(
      Severity severity, long ruleId, TableName table, String column, String message) {
    return new MappingNote(severity, ruleId, Optional.of(table), column, message);
  }

  /** With its place, and without the severity: {@code rule 3, shop.orders.note: …}. */
  public String sentence() {
    return after(table.map(TableName::toString).orElse(""), column.isEmpty() ? "" : "." + column);
  }

  /** For a place that names the table already: {@code rule 3, note: …}. */
  public String sentenceWithinTable() {
    return after("", column);
  }

  private String after(String table, String column) {
    String rule = ruleId == Rule.NONE ? "" : "rule " + ruleId;
    String place = table + column;
    String whole = rule + (rule.isEmpty() || place.isEmpty() ? "" : ", ") + place;
    return whole.isEmpty() ? message : whole + ": " + message;
  }
}
