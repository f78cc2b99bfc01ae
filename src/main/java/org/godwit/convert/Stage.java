package org.godwit.convert;

/** When a statement is run on the target; also the folder of its file. */
public enum Stage {
  SCHEMA("00_schemas"),
  /** Roles belong to no schema, and not to one database alone. */
  ROLE("05_roles"),
  SEQUENCE("10_sequences"),
  TYPE("15_types"),
  TABLE("20_tables"),
  INDEX("30_indexes"),
  FOREIGN_KEY("40_foreign_keys"),
  /** Composite types of packages and routines, which may name tables. */
  RECORD_TYPE("45_record_types"),
  /** Views, functions and procedures, which name each other. */
  CODE("50_views_and_code"),
  TRIGGER("60_triggers"),
  GRANT("70_grants");

  private final String folder;

  Stage(String folder) {
    this.folder = folder;
  }

  /** Its folder. */
  public String folder() {
    return folder;
  }
}
