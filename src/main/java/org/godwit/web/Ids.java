package org.godwit.web;

/**
 * The ids of elements that are updated or pointed at; a fragment's root has one. Templates use them
 * as {@code {ids:user(user.id)}}, so that a typo fails the build.
 */
@io.quarkus.qute.TemplateExtension(namespace = "ids")
public final class Ids {
  private Ids() {}

  /** The sentence that names who could not be found, refused or broken. */
  public static String error() {
    return "error";
  }

  /** What the search in the frame has found. */
  public static String searchHits() {
    return "search-hits";
  }

  /** The table of audit entries with its pager. */
  public static String audit() {
    return "audit-entries";
  }

  /** The list of events with its pager. */
  public static String events() {
    return "events";
  }

  /** A user's row. */
  public static String user(long id) {
    return "user-" + id;
  }

  /** A project's row. */
  public static String project(long id) {
    return "project-" + id;
  }

  /** A member's row. */
  public static String member(long userId) {
    return "member-" + userId;
  }

  /** An endpoint's row. */
  public static String endpoint(long id) {
    return "endpoint-" + id;
  }

  /** An unfinished endpoint. */
  public static String endpointDraft(long id) {
    return "endpoint-draft-" + id;
  }

  /** All that is said of an endpoint's tables, and how far the listing is. */
  public static String tableList() {
    return "table-list";
  }

  /** The list of an endpoint's tables with its pager. */
  public static String endpointTables() {
    return "endpoint-tables";
  }

  /** The form that tests a connection, with what is found or how far it is. */
  public static String lastTest() {
    return "last-test";
  }

  /** What tasks have left behind on an endpoint. */
  public static String leftBehind() {
    return "left-behind";
  }

  /** What a connection test found. */
  public static String testResult() {
    return "test-result";
  }
}
