package org.godwit.convert;

/** All that conversion may have to say. Numbers are AWS SCT's; Godwit's own begin with G. */
public enum ActionCode {
  NOT_READ(
      "9998",
      Severity.CRITICAL,
      Complexity.MEDIUM,
      "%s",
      "Mend the statement, or convert it by hand."),
  NO_RULE(
      "9996",
      Severity.HIGH,
      Complexity.MEDIUM,
      "%s has no counterpart that a rule knows",
      "Write it anew for the target."),
  NOT_YET(
      "G001",
      Severity.HIGH,
      Complexity.COMPLEX,
      "a %s is not converted yet",
      "Convert it by hand until Godwit does."),
  NOT_SCHEMA(
      "G002",
      Severity.INFO,
      "%s makes no object and is left out",
      "Rows are moved by a task; look whether anything else of it is needed."),
  LEFT_OUT(
      "G003",
      Severity.INFO,
      "%s is left out: the target has no need of it",
      "Nothing, unless the storage of the source was a choice that you want to keep."),
  NAME_SHORTENED(
      "G004",
      Severity.MEDIUM,
      "%s is longer than the 63 bytes that PostgreSQL keeps of a name, and became %s",
      "Change the code of applications that name it."),
  NAME_COLLISION(
      "G005",
      Severity.CRITICAL,
      "two names of the source are one on the target: %s",
      "Rename one of them in the source's script."),
  REFUSED(
      "G015",
      Severity.CRITICAL,
      Complexity.MEDIUM,
      "PostgreSQL refuses what was written: %s",
      "Mend what stands in the file of the target."),
  FAULT(
      "G020",
      Severity.HIGH,
      Complexity.MEDIUM,
      "PostgreSQL takes it, but it would fail when it runs: %s",
      "Mend what stands in the file of the target."),
  FETCH_WITHOUT_ROW(
      "G021",
      Severity.LOW,
      "a FETCH without a row makes its targets NULL, where the source leaves them",
      "Look whether the old values are used."),
  LOCKS_MORE(
      "G022",
      Severity.LOW,
      "FOR UPDATE OF %s became FOR UPDATE: nothing says whose column it is",
      "Name the table."),
  GAP(
      "G023",
      Severity.CRITICAL,
      Complexity.MEDIUM,
      "this statement is not converted, and raises an exception in its place: %s",
      "Write the statement for the target; its source stands there as a comment."),
  GAP_OF_TYPE(
      "G024",
      Severity.HIGH,
      Complexity.MEDIUM,
      "text or nothing stands in this declaration's place: %s",
      "Declare it for the target, and look where it is used."),
  PACKAGE_CURSOR(
      "G025",
      Severity.LOW,
      "the package's cursor %s is declared by each routine that uses it",
      "Look whether one routine fetches from what another one opened."),
  SAVED_EXCEPTIONS(
      "G026",
      Severity.MEDIUM,
      "the error behind FORALL with SAVE EXCEPTIONS undoes the rows that went well",
      "Handle it in the block where FORALL stands."),
  SAME_OVERLOAD(
      "G028",
      Severity.HIGH,
      "this overload of %1$s takes what another one takes on the target, and became %2$s",
      "Look at its calls, which all go to the first one."),
  NLS_PARAMETERS(
      "G030",
      Severity.LOW,
      "the NLS parameters of %s are left out",
      "Look whether the database's locale gives the same."),
  TABLE_NOT_HERE(
      "G006", Severity.HIGH, "%s isn't made in these files", "Add the file that makes it."),
  STRING_NUMBER(
      "G007",
      Severity.LOW,
      "%s without a format depends on settings of the session, which differ between the servers",
      "Give it a format."),
  NULL_IN_CONCATENATION(
      "G008",
      Severity.MEDIUM,
      "|| gives NULL on the target where one side is NULL; here CONCAT can't stand in for it",
      "Put COALESCE around what may be NULL."),
  DEFAULT_ON_NULL(
      "G009",
      Severity.MEDIUM,
      "DEFAULT ON NULL became a plain default: a NULL that is given is refused",
      "Leave the column out of such an INSERT, or add a trigger."),
  CALENDAR(
      "G010",
      Severity.LOW,
      "%s counts the last days of months otherwise on the target",
      "Compare the results for the last days of a month."),
  DEPENDENCY(
      "G014", Severity.HIGH, "it names the %s, which is not converted", "Convert that first."),
  HIERARCHY(
      "5578",
      Severity.HIGH,
      Complexity.MEDIUM,
      "this form of CONNECT BY is not converted yet",
      "Write it as WITH RECURSIVE."),
  ROW_NUMBER(
      "G011",
      Severity.HIGH,
      "this use of ROWNUM is not converted yet",
      "Use row_number() or FETCH FIRST."),
  MASK(
      "5635",
      Severity.HIGH,
      "the format %s has an element that the target doesn't know",
      "Choose another format."),
  FUNCTION(
      "5340",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the function %s is not supported",
      "Write it anew for the target."),
  OUTER_JOIN(
      "5585",
      Severity.HIGH,
      Complexity.MEDIUM,
      "this outer join with (+) can't be brought to LEFT JOIN",
      "Write it as LEFT JOIN, each column with its table's name."),
  GREATEST(
      "5271",
      Severity.LOW,
      "GREATEST passes over NULL on the target and gives NULL on the source",
      "Look whether an argument may be NULL."),
  LEAST(
      "5272",
      Severity.LOW,
      "LEAST passes over NULL on the target and gives NULL on the source",
      "Look whether an argument may be NULL."),
  OUT_OF_FUNCTION(
      "5634",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the function %s has OUT parameters",
      "Make it a procedure, or return a composite type."),
  PARAMETER_DEFAULT(
      "G016",
      Severity.LOW,
      "the parameter %s got the default NULL: on the target all behind one with a default have one",
      "Nothing, unless a call without it must fail."),
  GOTO("5335", Severity.HIGH, Complexity.MEDIUM, "GOTO is not supported", "Use EXIT or IF."),
  CONDITIONAL(
      "5603",
      Severity.LOW,
      "of conditional compilation the branch stays that Oracle 19 without flags takes",
      "Look whether the source is compiled with flags (PLSQL_CCFLAGS)."),
  TRANSACTION(
      "5350",
      Severity.MEDIUM,
      Complexity.MEDIUM,
      "%s in a procedure: the target allows it only where nothing around it is in a transaction",
      "Call the procedure outside of a transaction, or leave the end of it to the caller."),
  TRANSACTION_HERE(
      "5350",
      Severity.HIGH,
      Complexity.MEDIUM,
      "%s is left out: it is not possible in a function, a trigger, or a block with handlers",
      "Leave the end of the transaction to the caller."),
  AUTONOMOUS(
      "5663",
      Severity.HIGH,
      Complexity.COMPLEX,
      "what the autonomous transaction writes is written in its caller's, and undone with it",
      "Use dblink where it must stay."),
  DYNAMIC_SQL(
      "5334",
      Severity.MEDIUM,
      Complexity.MEDIUM,
      "the text of dynamic SQL is not converted",
      "Look whether the target understands it."),
  COLLECTION(
      "5118",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the collection %s is not converted yet",
      "Use an array or a temporary table."),
  OBJECT_TYPE(
      "5572",
      Severity.HIGH,
      Complexity.COMPLEX,
      "the object type %s has no attributes or a parent that is not told here",
      "Make a composite type, and functions."),
  SUBTYPE(
      "G027",
      Severity.MEDIUM,
      Complexity.MEDIUM,
      "the subtype %s has copies of all that %s has: on the target it can't stand for that",
      "Look where a variable of the parent's type holds one of the subtype."),
  BULK(
      "5140",
      Severity.HIGH,
      Complexity.MEDIUM,
      "%s is not converted yet",
      "Use array_agg, or one statement for all rows."),
  EXCEPTION_CODE(
      "5602",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the exception %s has no counterpart",
      "Choose an SQLSTATE for it."),
  SQLCODE(
      "5601",
      Severity.MEDIUM,
      "SQLCODE became SQLSTATE, a text of five characters",
      "Look at what is done with it."),
  ROLLED_BACK(
      "G017",
      Severity.LOW,
      "on the target all that a block changed is undone before its handler runs",
      "Look whether a handler counts on it."),
  PACKAGE_VARIABLE(
      "G018",
      Severity.LOW,
      "the package's variable %s became a setting of the session, which a rollback undoes",
      "Nothing, unless code counts on its value after a rollback."),
  ERROR_LOG(
      "5070",
      Severity.HIGH,
      Complexity.MEDIUM,
      "LOG ERRORS is not supported",
      "Test the rows before, or write them one by one."),
  COMPOUND_TRIGGER(
      "5242",
      Severity.HIGH,
      Complexity.COMPLEX,
      "the compound trigger became a trigger for each of its sections, with variables of the session",
      "Look whether its statement fires it again, which would share them."),
  SYSTEM_TRIGGER(
      "5311",
      Severity.HIGH,
      Complexity.COMPLEX,
      "a trigger on %s is not supported",
      "Use an event trigger."),
  TRIGGER_ORDER(
      "5241",
      Severity.LOW,
      "%s is left out: the target fires triggers by their names",
      "Rename them so that the order is right."),
  UPDATING_COLUMN(
      "5556",
      Severity.LOW,
      "UPDATING(%s) became a comparison: true where the value changes, not where SET names it",
      "Look whether it makes a difference."),
  HINT("5103", Severity.INFO, "the hint %s is left out", "Compare the plans."),
  DATABASE_LINK(
      "5605",
      Severity.HIGH,
      Complexity.COMPLEX,
      "the database link %s is not converted",
      "Use postgres_fdw or oracle_fdw."),
  PARTITION_NAME(
      "5098", Severity.HIGH, "%s of a query names a partition", "Name the partition's own table."),
  PIVOT(
      "5077",
      Severity.HIGH,
      Complexity.MEDIUM,
      "PIVOT and UNPIVOT are not supported",
      "Use aggregates with FILTER, or LATERAL (VALUES …)."),
  MODEL(
      "5126",
      Severity.HIGH,
      Complexity.COMPLEX,
      "MODEL is not supported",
      "Write the computation as a function."),
  TABLE_FUNCTION(
      "5616",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the table function %s is not supported",
      "Write a function that returns a set of rows."),
  ROWID(
      "5598",
      Severity.HIGH,
      Complexity.MEDIUM,
      "ROWID is not a name of a row on the target",
      "Use the key."),
  WAITING("5144", Severity.MEDIUM, "FOR UPDATE %s became FOR UPDATE", "Set lock_timeout."),
  OBJECT_TABLE(
      "5196",
      Severity.HIGH,
      Complexity.COMPLEX,
      "the object table became one with a column for each attribute",
      "Look where code takes its rows as objects."),
  TEMPORARY_TABLE(
      "5198",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the global temporary table became a plain one, whose rows all sessions see and keep",
      "Begin each session with CREATE TEMPORARY TABLE of that name (LIKE it INCLUDING ALL)."),
  INTERVAL_PARTITIONS(
      "G029",
      Severity.MEDIUM,
      Complexity.MEDIUM,
      "partitions by INTERVAL aren't made by themselves: rows beyond the last go to the default",
      "Make partitions ahead, by a job or pg_partman."),
  CLUSTER(
      "5199",
      Severity.LOW,
      "the table stood in a cluster and became a plain one",
      "Compare the speed of joins."),
  EXTERNAL_TABLE(
      "5200",
      Severity.HIGH,
      Complexity.MEDIUM,
      "an external table is not supported",
      "Use file_fdw or COPY."),
  PARTITIONS(
      "5201",
      Severity.MEDIUM,
      Complexity.MEDIUM,
      "the table is made without its partitions (%s)",
      "Partition it by hand before rows are loaded."),
  BITMAP_INDEX(
      "5206",
      Severity.LOW,
      "a bitmap index became a B-tree",
      "The target combines B-trees in memory; consider GIN or BRIN for large tables."),
  DOMAIN_INDEX(
      "5208",
      Severity.HIGH,
      Complexity.MEDIUM,
      "a domain index is not supported",
      "Use full-text search, PostGIS or another extension."),
  BFILE(
      "5212",
      Severity.MEDIUM,
      Complexity.MEDIUM,
      "BFILE became bytea: the file's contents are meant",
      "Load the files, or keep their paths."),
  MICROSECONDS(
      "5213",
      Severity.LOW,
      "%s keeps nanoseconds, the target microseconds",
      "Look whether any value has more than six digits."),
  READ_ONLY_VIEW(
      "5075",
      Severity.INFO,
      "WITH READ ONLY is left out: the target has no such view",
      "Grant SELECT alone on it."),
  MATERIALIZED_VIEW(
      "5094",
      Severity.MEDIUM,
      "the target doesn't refresh by itself (%s)",
      "Run REFRESH MATERIALIZED VIEW on a schedule."),
  OBJECT_VIEW(
      "5321",
      Severity.HIGH,
      Complexity.COMPLEX,
      "an object view is not supported",
      "Make a plain view."),
  CONSTRAINT_STATE(
      "5326",
      Severity.MEDIUM,
      "the constraint %s is disabled and is left out: the target has no such state",
      "Add it when it shall hold."),
  NESTED_TABLE(
      "5348",
      Severity.HIGH,
      Complexity.COMPLEX,
      "a nested table is not supported",
      "Make a table of its own."),
  SYNONYM(
      "5352", Severity.LOW, "the synonym became %s", "Use the object's own name, or search_path."),
  SYNONYM_TARGET(
      "5353",
      Severity.HIGH,
      "what the synonym stands for, %s, isn't made in these files",
      "Use the object's own name, or search_path."),
  ROWID_TYPE(
      "5550",
      Severity.MEDIUM,
      "%s became text: its values mean nothing on the target",
      "Use the key."),
  VIRTUAL_COLUMN(
      "5554",
      Severity.LOW,
      "the virtual column %s became a stored one",
      "Nothing, unless the space matters."),
  SEQUENCE_OPTION(
      "5574", Severity.LOW, "the sequence's option %s is left out", "Look whether it matters."),
  INDEX_ORGANIZED(
      "5581",
      Severity.INFO,
      "the index-organized table became a plain one with its key",
      "Nothing; CLUSTER can order it once."),
  VIEW_CONSTRAINT(
      "5583",
      Severity.INFO,
      "constraints of a view are left out",
      "Nothing: the source doesn't enforce them either."),
  TYPE(
      "5609",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the type %s is not supported",
      "Choose a type for the column."),
  USER_FUNCTION(
      "5627",
      Severity.HIGH,
      Complexity.MEDIUM,
      "the function %s of a user is not converted yet",
      "Convert the function first."),
  CURSOR_EXPRESSION(
      "5031",
      Severity.HIGH,
      Complexity.MEDIUM,
      "CURSOR(…) is not supported",
      "Use LATERAL, or an array."),
  PRIVILEGE("G012", Severity.LOW, "the privilege %s has no counterpart", "Look who needs it."),
  ROLE(
      "G013",
      Severity.INFO,
      "the role %s must exist on the target",
      "Make the role before the grants are run."),
  NOVALIDATE(
      "5982",
      Severity.LOW,
      "the constraint %s is not validated on the source and is on the target",
      "Look for rows that break it before they are loaded.");

  private final String number;
  private final Severity severity;
  private final Complexity complexity;
  private final String message;
  private final String action;

  ActionCode(String number, Severity severity, String message, String action) {
    this(number, severity, Complexity.SIMPLE, message, action);
  }

  ActionCode(
      String number, Severity severity, Complexity complexity, String message, String action) {
    this.number = number;
    this.severity = severity;
    this.complexity = complexity;
    this.message = message;
    this.action = action;
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
