package org.godwit.task.validate;

/** How far the validation of a table is, by the names of DMS's table statistics. */
public enum ValidationState {
  NOT_ENABLED("Not enabled"),
  PENDING_RECORDS("Pending records"),
  MISMATCHED_RECORDS("Mismatched records"),
  SUSPENDED_RECORDS("Suspended records"),
  NO_PRIMARY_KEY("No primary key"),
  TABLE_ERROR("Table error"),
  VALIDATED("Validated"),
  ERROR("Error"),
  PENDING_VALIDATION("Pending validation"),
  PREPARING_TABLE("Preparing table"),
  PENDING_REVALIDATION("Pending revalidation");

  private final String words;

  ValidationState(String words) {
    this.words = words;
  }

  /** As DMS writes it. */
  public String words() {
    return words;
  }
}
