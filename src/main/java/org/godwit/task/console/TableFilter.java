package org.godwit.task.console;

/**
 * Which of a task's tables to show, and in which order.
 *
 * @param text part of a source or target name; empty for all
 * @param look which kind of state
 * @param sort by what
 * @param descending whether the order is turned round
 * @param page from 0
 */
public record TableFilter(String text, Look look, Sort sort, boolean descending, int page) {
  /** Every table, by name. */
  public static final TableFilter ALL = new TableFilter("", Look.ALL, Sort.TABLE, false, 0);

  /** What a person looks for. */
  public enum Look {
    ALL("All tables", "true"),
    LOADING("Full load", "state in ('FULL_LOAD', 'RELOADING')"),
    BEFORE_LOAD("Before load", "state = 'BEFORE_LOAD'"),
    COMPLETED("Table completed", "state = 'COMPLETED'"),
    ERROR("Table error", "state = 'ERROR'"),
    GONE("Table does not exist", "state = 'DOES_NOT_EXIST'"),
    CANCELLED("Table cancelled", "state = 'CANCELLED'"),
    LOSSY("Rejected or altered", "rejected + changes_rejected + altered > 0"),
    DIFFERENT("Validation not passed", "validation_state not in ('VALIDATED', 'NOT_ENABLED')");

    private final String words;
    private final String condition;

    Look(String words, String condition) {
      this.words = words;
      this.condition = condition;
    }

    /** For pages. */
    public String words() {
      return words;
    }

    String condition() {
      return condition;
    }
  }

  /** What tables can be sorted by. */
  public enum Sort {
    TABLE("source_schema %1$s, source_table"),
    STATE("state"),
    ROWS("row_count"),
    INSERTS("inserts"),
    UPDATES("updates"),
    DELETES("deletes"),
    TRUNCATES("truncates"),
    ALTERATIONS("alterations"),
    REJECTED("(rejected + changes_rejected)"),
    ALTERED("altered"),
    VALIDATION("validation_state"),
    DURATION("(coalesce(ended_at, now()) - started_at)"),
    UPDATED("updated_at");

    private final String columns;

    Sort(String columns) {
      this.columns = columns;
    }

    String order(boolean descending) {
      String direction = descending ? "desc nulls last" : "asc nulls last";
      return columns.formatted(direction) + " " + direction;
    }
  }
}
