package org.godwit.task.validate;

import org.godwit.catalog.Column;

/**
 * A column and where its values went.
 *
 * @param sourceFunction an expression of the source's SQL that stands for the column, in which
 *     {@link #COLUMN} is the column; empty for the column itself
 * @param targetFunction the same for the target
 */
public record ColumnPair(
    Column source, Column target, String sourceFunction, String targetFunction) {
  /** What stands for the column in a function. */
  public static final String COLUMN = "${column-name}";

  /** Columns that are compared as they are. */
  public ColumnPair(Column source, Column target) {
    this(source, target, "", "");
  }

  /** Whether functions stand for them. */
  boolean hasFunctions() {
    return !sourceFunction.isEmpty() || !targetFunction.isEmpty();
  }
}
