package org.godwit.convert.report;

import org.godwit.convert.ObjectKind;

/** The two kinds of work that AWS SCT tells apart, and what is of neither. */
public enum Category {
  STORAGE("storage objects"),
  CODE("code objects"),
  OTHER("statements of scripts and of the server");

  private final String words;

  Category(String words) {
    this.words = words;
  }

  /** Of a kind of objects. */
  public static Category of(ObjectKind kind) {
    return switch (kind) {
      case TABLE,
          INDEX,
          SEQUENCE,
          TYPE,
          SYNONYM,
          DATABASE_LINK,
          SCHEMA,
          EXTENSION,
          COLLATION,
          STATISTICS,
          FOREIGN_SERVER,
          FOREIGN_TABLE ->
          STORAGE;
      case VIEW,
          MATERIALIZED_VIEW,
          FUNCTION,
          PROCEDURE,
          PACKAGE,
          PACKAGE_BODY,
          TRIGGER,
          EVENT,
          TYPE_BODY,
          AGGREGATE,
          OPERATOR,
          OPERATOR_CLASS,
          CAST,
          TEXT_SEARCH,
          RULE,
          POLICY,
          EVENT_TRIGGER ->
          CODE;
      case SCHEMA_USER,
          PUBLICATION,
          SUBSCRIPTION,
          DEFAULT_PRIVILEGES,
          SERVER_OBJECT,
          SCRIPT,
          UNKNOWN ->
          OTHER;
    };
  }

  /** As a report names it. */
  public String words() {
    return words;
  }
}
