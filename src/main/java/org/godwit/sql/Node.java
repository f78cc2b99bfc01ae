package org.godwit.sql;

/**
 * A piece of the tree. Every node is a record whose components are nodes, lists and optionals of
 * nodes, or values; {@link Rewriter} relies on it.
 */
public sealed interface Node
    permits Clause, Declaration, Expression, FromItem, QueryBody, Statement, TableElement, Type {

  /** Where it stands in its source. */
  Place place();
}
