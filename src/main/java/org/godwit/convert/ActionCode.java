package org.godwit.convert;

/**
 * All that conversion may have to say. Numbers are AWS SCT's; Godwit's own begin with G. The words
 * are in {@code action-items.properties}.
 */
public enum ActionCode {
  NOT_READ("9998", Severity.CRITICAL, Complexity.MEDIUM),
  NO_RULE("9996", Severity.HIGH, Complexity.MEDIUM),
  NOT_YET("G001", Severity.HIGH, Complexity.COMPLEX),
  NOT_SCHEMA("G002", Severity.INFO, Complexity.SIMPLE),
  LEFT_OUT("G003", Severity.INFO, Complexity.SIMPLE),
  NAME_SHORTENED("G004", Severity.MEDIUM, Complexity.SIMPLE),
  NAME_COLLISION("G005", Severity.CRITICAL, Complexity.SIMPLE),
  REFUSED("G015", Severity.CRITICAL, Complexity.MEDIUM),
  FAULT("G020", Severity.HIGH, Complexity.MEDIUM),
  FETCH_WITHOUT_ROW("G021", Severity.LOW, Complexity.SIMPLE),
  LOCKS_MORE("G022", Severity.LOW, Complexity.SIMPLE),
  GAP("G023", Severity.CRITICAL, Complexity.MEDIUM),
  GAP_OF_TYPE("G024", Severity.HIGH, Complexity.MEDIUM),
  PACKAGE_CURSOR("G025", Severity.LOW, Complexity.SIMPLE),
  SAVED_EXCEPTIONS("G026", Severity.MEDIUM, Complexity.SIMPLE),
  SAME_OVERLOAD("G028", Severity.HIGH, Complexity.SIMPLE),
  PROCEDURE_BESIDE("G050", Severity.LOW, Complexity.SIMPLE),
  JSON_TEXT("G051", Severity.LOW, Complexity.SIMPLE),
  NAME_OF_RELATION("G052", Severity.LOW, Complexity.SIMPLE),
  TEXT_INDEX("G053", Severity.MEDIUM, Complexity.MEDIUM),

  /** A user of the source, whose password nobody keeps. */
  PASSWORD("G054", Severity.LOW, Complexity.SIMPLE),

  /** An option of a user or role. */
  ROLE_OPTION("G055", Severity.MEDIUM, Complexity.SIMPLE),

  /** An object of another server that is seen from the source. */
  FOREIGN_DATA("G071", Severity.HIGH, Complexity.MEDIUM),

  /** Code that names objects without their schema. */
  SEARCH_PATH("G058", Severity.MEDIUM, Complexity.SIMPLE),

  /** A publication or subscription of the source. */
  REPLICATION("G072", Severity.MEDIUM, Complexity.SIMPLE),
  VERSION("G073", Severity.HIGH, Complexity.MEDIUM),
  LACKING("G074", Severity.MEDIUM, Complexity.SIMPLE),
  RENAMED("G075", Severity.HIGH, Complexity.SIMPLE),
  OLD_NAME("G076", Severity.HIGH, Complexity.SIMPLE),
  ERRORS_LOGGED("G077", Severity.LOW, Complexity.SIMPLE),
  TIME_ZONE("G031", Severity.MEDIUM, Complexity.SIMPLE),
  DEFINED_TWICE("G032", Severity.HIGH, Complexity.SIMPLE),
  TRIGGER_STATE("G033", Severity.HIGH, Complexity.MEDIUM),
  UNIQUE_NULLS("G034", Severity.MEDIUM, Complexity.SIMPLE),
  PADDED_TEXT("G035", Severity.LOW, Complexity.SIMPLE),
  OWN_FAULT("G036", Severity.CRITICAL, Complexity.MEDIUM),
  RESERVED_NAME("G037", Severity.MEDIUM, Complexity.SIMPLE),
  DROPPED_AGAIN("G038", Severity.MEDIUM, Complexity.SIMPLE),
  INVISIBLE_COLUMN("G039", Severity.MEDIUM, Complexity.SIMPLE),
  REGULAR_EXPRESSION("G040", Severity.MEDIUM, Complexity.SIMPLE),
  UNKNOWN_SCHEMA("G041", Severity.MEDIUM, Complexity.SIMPLE),
  LOST_IN_HANDLER("G042", Severity.HIGH, Complexity.MEDIUM),
  NO_DATA_IN_QUERY("G043", Severity.MEDIUM, Complexity.SIMPLE),
  NUMBER_BOUND("G044", Severity.MEDIUM, Complexity.SIMPLE),
  NOT_EXTRACTED("G045", Severity.HIGH, Complexity.MEDIUM),

  /** A script includes another one that nobody gave. */
  SCRIPT_NOT_HERE("G046", Severity.HIGH, Complexity.SIMPLE),

  /** A type of Oracle Spatial has its attributes, and nothing else of it. */
  SPATIAL("G047", Severity.MEDIUM, Complexity.MEDIUM),

  /** REF of an object. */
  REFERENCE("G048", Severity.HIGH, Complexity.MEDIUM),
  UNGROUPED("G060", Severity.MEDIUM, Complexity.SIMPLE),
  ZERO_DATE("G061", Severity.MEDIUM, Complexity.SIMPLE),
  COLLATION("G062", Severity.LOW, Complexity.SIMPLE),
  UNHEEDED_REFERENCE("G063", Severity.LOW, Complexity.SIMPLE),
  TOUCHED_COLUMN("G064", Severity.INFO, Complexity.SIMPLE),

  /** A procedure gives rows to its client. */
  RESULT_SET("G065", Severity.MEDIUM, Complexity.MEDIUM),

  /** {@code @x} of a session. */
  USER_VARIABLE("G066", Severity.LOW, Complexity.SIMPLE),

  /** INSERT IGNORE. */
  IGNORED("G067", Severity.LOW, Complexity.SIMPLE),

  /** An event, which the target has no clock for. */
  EVENT("G068", Severity.HIGH, Complexity.SIMPLE),
  NLS_PARAMETERS("G030", Severity.LOW, Complexity.SIMPLE),
  TABLE_NOT_HERE("G006", Severity.HIGH, Complexity.SIMPLE),
  STRING_NUMBER("G007", Severity.LOW, Complexity.SIMPLE),
  NULL_IN_CONCATENATION("G008", Severity.MEDIUM, Complexity.SIMPLE),

  /** A week's first day is the session's territory's. */
  FIRST_DAY("G069", Severity.LOW, Complexity.SIMPLE),
  DEFAULT_ON_NULL("G009", Severity.MEDIUM, Complexity.SIMPLE),
  CALENDAR("G010", Severity.LOW, Complexity.SIMPLE),
  DEPENDENCY("G014", Severity.HIGH, Complexity.SIMPLE),
  HIERARCHY("5578", Severity.HIGH, Complexity.MEDIUM),
  ROW_NUMBER("G011", Severity.HIGH, Complexity.SIMPLE),
  MASK("5635", Severity.HIGH, Complexity.SIMPLE),
  FUNCTION("5340", Severity.HIGH, Complexity.MEDIUM),
  OUTER_JOIN("5585", Severity.HIGH, Complexity.MEDIUM),
  GREATEST("5271", Severity.LOW, Complexity.SIMPLE),
  LEAST("5272", Severity.LOW, Complexity.SIMPLE),
  OUT_OF_FUNCTION("5634", Severity.HIGH, Complexity.MEDIUM),
  PARAMETER_DEFAULT("G016", Severity.LOW, Complexity.SIMPLE),
  GOTO("5335", Severity.HIGH, Complexity.MEDIUM),
  CONDITIONAL("5603", Severity.LOW, Complexity.SIMPLE),
  TRANSACTION("5350", Severity.MEDIUM, Complexity.MEDIUM),
  TRANSACTION_HERE("5350", Severity.HIGH, Complexity.MEDIUM),
  AUTONOMOUS("5663", Severity.HIGH, Complexity.COMPLEX),

  /** LENGTHC, SUBSTRC and INSTRC. */
  COMPLETE_CHARACTERS("G087", Severity.LOW, Complexity.SIMPLE),
  DYNAMIC_SQL("5334", Severity.MEDIUM, Complexity.MEDIUM),

  /** A job, which the target has no clock for. */
  JOB("G070", Severity.HIGH, Complexity.MEDIUM),

  /** A text that is a block, which the target doesn't execute. */
  DYNAMIC_BLOCK("G057", Severity.HIGH, Complexity.MEDIUM),
  COLLECTION("5118", Severity.HIGH, Complexity.MEDIUM),
  OBJECT_TYPE("5572", Severity.HIGH, Complexity.COMPLEX),
  SUBTYPE("G027", Severity.HIGH, Complexity.MEDIUM),
  BULK("5140", Severity.HIGH, Complexity.MEDIUM),

  /** SQLCODE or SQLERRM where no error is handled. */
  ERROR_OUTSIDE("G059", Severity.MEDIUM, Complexity.SIMPLE),
  EXCEPTION_CODE("5602", Severity.HIGH, Complexity.MEDIUM),
  SQLCODE("5601", Severity.MEDIUM, Complexity.SIMPLE),
  ROLLED_BACK("G017", Severity.HIGH, Complexity.MEDIUM),
  PACKAGE_VARIABLE("G018", Severity.LOW, Complexity.SIMPLE),
  ERROR_LOG("5070", Severity.HIGH, Complexity.MEDIUM),
  COMPOUND_TRIGGER("5242", Severity.HIGH, Complexity.COMPLEX),
  SYSTEM_TRIGGER("5311", Severity.HIGH, Complexity.COMPLEX),

  /** A superuser must make what fires the function. */
  EVENT_TRIGGER("G056", Severity.MEDIUM, Complexity.SIMPLE),
  TRIGGER_ORDER("5241", Severity.LOW, Complexity.SIMPLE),
  UPDATING_COLUMN("5556", Severity.LOW, Complexity.SIMPLE),
  HINT("5103", Severity.INFO, Complexity.SIMPLE),
  DATABASE_LINK("5605", Severity.HIGH, Complexity.COMPLEX),
  PARTITION_NAME("5098", Severity.HIGH, Complexity.SIMPLE),
  PIVOT("5077", Severity.HIGH, Complexity.MEDIUM),
  MODEL("5126", Severity.HIGH, Complexity.COMPLEX),
  TABLE_FUNCTION("5616", Severity.HIGH, Complexity.MEDIUM),
  ROWID("5598", Severity.HIGH, Complexity.MEDIUM),
  WAITING("5144", Severity.MEDIUM, Complexity.SIMPLE),
  OBJECT_TABLE("5196", Severity.HIGH, Complexity.COMPLEX),
  TEMPORARY_TABLE("5198", Severity.HIGH, Complexity.MEDIUM),
  INTERVAL_PARTITIONS("G029", Severity.MEDIUM, Complexity.MEDIUM),
  CLUSTER("5199", Severity.LOW, Complexity.SIMPLE),
  EXTERNAL_TABLE("5200", Severity.HIGH, Complexity.MEDIUM),
  PARTITIONS("5201", Severity.MEDIUM, Complexity.MEDIUM),
  BITMAP_INDEX("5206", Severity.LOW, Complexity.SIMPLE),
  DOMAIN_INDEX("5208", Severity.HIGH, Complexity.MEDIUM),
  BFILE("5212", Severity.MEDIUM, Complexity.MEDIUM),
  MICROSECONDS("5213", Severity.LOW, Complexity.SIMPLE),
  READ_ONLY_VIEW("5075", Severity.INFO, Complexity.SIMPLE),
  MATERIALIZED_VIEW("5094", Severity.MEDIUM, Complexity.SIMPLE),
  OBJECT_VIEW("5321", Severity.HIGH, Complexity.COMPLEX),
  CONSTRAINT_STATE("5326", Severity.MEDIUM, Complexity.SIMPLE),
  NESTED_TABLE("5348", Severity.HIGH, Complexity.COMPLEX),
  SYNONYM("5352", Severity.LOW, Complexity.SIMPLE),
  SYNONYM_TARGET("5353", Severity.HIGH, Complexity.SIMPLE),
  ROWID_TYPE("5550", Severity.MEDIUM, Complexity.SIMPLE),
  VIRTUAL_COLUMN("5554", Severity.LOW, Complexity.SIMPLE),
  SEQUENCE_OPTION("5574", Severity.LOW, Complexity.SIMPLE),
  INDEX_ORGANIZED("5581", Severity.INFO, Complexity.SIMPLE),
  VIEW_CONSTRAINT("5583", Severity.INFO, Complexity.SIMPLE),
  TYPE("5609", Severity.HIGH, Complexity.MEDIUM),
  USER_FUNCTION("5627", Severity.HIGH, Complexity.MEDIUM),
  CURSOR_EXPRESSION("5031", Severity.HIGH, Complexity.MEDIUM),
  PRIVILEGE("G012", Severity.LOW, Complexity.SIMPLE),
  ROLE("G013", Severity.INFO, Complexity.SIMPLE),
  NOVALIDATE("5982", Severity.LOW, Complexity.SIMPLE);

  private final String number;
  private final Severity severity;
  private final Complexity complexity;
  private final String message;
  private final String action;

  ActionCode(String number, Severity severity, Complexity complexity) {
    this.number = number;
    this.severity = severity;
    this.complexity = complexity;
    this.message = ActionTexts.of(name() + ".message");
    this.action = ActionTexts.of(name() + ".action");
  }

  /** As AWS SCT numbers it, or Godwit. */
  public String number() {
    return number;
  }

  /** How much it matters. */
  public Severity severity() {
    return severity;
  }

  /** How hard the action is. */
  public Complexity complexity() {
    return complexity;
  }

  /** What a person should do. */
  public String action() {
    return action;
  }

  /** The message with {@code %s} for what differs from place to place. */
  public String pattern() {
    return message;
  }

  /** The message about one place. */
  public String message(Object... arguments) {
    return message.formatted(arguments);
  }
}
