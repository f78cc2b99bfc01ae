package org.godwit.web;

import io.quarkus.qute.TemplateExtension;

/**
 * The ids of elements on the pages of tasks; a fragment's root has one. Templates use them as
 * {@code {taskIds:task(task.id)}}, so that a typo fails the build.
 */
@TemplateExtension(namespace = "taskIds")
public final class TaskIds {
  private TaskIds() {}

  /** The list of tasks with its pager. */
  public static String tasks() {
    return "tasks";
  }

  /** A task's row. */
  public static String task(long id) {
    return "task-" + id;
  }

  /** The upper part of a task's page. */
  public static String taskHead() {
    return "task-head";
  }

  /** What a task's overview shows below. */
  public static String taskFigures() {
    return "task-figures";
  }

  /** A task's grid of tables with its pager. */
  public static String tables() {
    return "task-tables";
  }

  /** A line of a task's log. */
  public static String line(long id) {
    return "line-" + id;
  }

  /** The end of a task's log, where new lines are put. */
  public static String logEnd() {
    return "log-end";
  }

  /** The lines of a task's log. */
  public static String log() {
    return "log";
  }

  /** What is said of values that are too long. */
  public static String longValues() {
    return "long-values";
  }

  /** A table's row, or its page. */
  public static String table(String name) {
    return "table-" + Integer.toHexString(name.hashCode());
  }

  /** What of a table did not arrive. */
  public static String exceptions() {
    return "exceptions";
  }

  /** A rule of a task's mapping. */
  public static String rule(long id) {
    return "rule-" + id;
  }

  /** What the rule in the wizard's form would do. */
  public static String reading() {
    return "rule-reading";
  }

  /** The wizard's tree of schemas and tables. */
  public static String tree() {
    return "tree";
  }

  /** A schema in the tree. */
  public static String branch(String schema) {
    return "branch-" + Integer.toHexString(schema.hashCode());
  }

  /** The tables of a schema in the tree. */
  public static String leaves(String schema) {
    return "leaves-" + Integer.toHexString(schema.hashCode());
  }

  /** The wizard's preview. */
  public static String preview() {
    return "preview";
  }

  /** The wizard's checks. */
  public static String checks() {
    return "checks";
  }

  /** What the source keeps for a task. */
  public static String kept() {
    return "kept";
  }

  /** What needs a person, runs and has ended. */
  public static String board() {
    return "board";
  }
}
