package org.godwit.task.validate;

import org.godwit.catalog.Column;

/** A column and where its values went. */
public record ColumnPair(Column source, Column target) {}
