package org.godwit.convert;

/** What an object of the source is. */
public enum ObjectKind {
  SCHEMA_USER("user or role"),
  DATABASE_LINK("database link"),
  TYPE("type"),
  TYPE_BODY("type body"),
  SEQUENCE("sequence"),
  TABLE("table"),
  INDEX("index"),
  VIEW("view"),
  MATERIALIZED_VIEW("materialized view"),
  SYNONYM("synonym"),
  PACKAGE("package"),
  PACKAGE_BODY("package body"),
  FUNCTION("function"),
  PROCEDURE("procedure"),
  TRIGGER("trigger"),
  EVENT("event"),
  /** What belongs to no object: the client's commands, rows, statements about the server. */
  SCRIPT("script"),
  /** What couldn't be read. */
  UNKNOWN("unknown statement");

  private final String words;

  ObjectKind(String words) {
    this.words = words;
  }

  /** As a DBA says it. */
  public String words() {
    return words;
  }
}
