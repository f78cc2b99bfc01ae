package org.godwit.engine;

import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;

/** A table as lists and trees show it, without its columns. */
public record TableSummary(TableName name, TableKind kind, TableSize size) {}
