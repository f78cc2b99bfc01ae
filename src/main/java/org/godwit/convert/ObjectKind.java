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
  SCHEMA("schema"),
  EXTENSION("extension"),
  COLLATION("collation"),
  AGGREGATE("aggregate"),
  OPERATOR("operator"),
  /** Also its family, which has the same name. */
  OPERATOR_CLASS("operator class"),
  CAST("cast"),
  TEXT_SEARCH("text search object"),
  STATISTICS("statistics object"),
  RULE("rule"),
  POLICY("policy"),
  EVENT_TRIGGER("event trigger"),
  /** Also what stands behind it: its wrapper and who logs in there. */
  FOREIGN_SERVER("foreign server"),
  FOREIGN_TABLE("foreign table"),
  PUBLICATION("publication"),
  SUBSCRIPTION("subscription"),
  DEFAULT_PRIVILEGES("default privileges"),
  /** Languages, conversions of encodings, methods of access, transforms. */
  SERVER_OBJECT("object of the server"),
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
