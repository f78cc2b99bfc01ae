/**
 * The common tree of SQL and procedural code, what the parsers and renderers of all dialects share,
 * and the means to walk and rewrite the tree. Plain Java: text in, tree out, and back.
 *
 * <p>{@code docs/adr/0008-common-tree.md} says why it is as it is.
 */
@NullMarked
package org.godwit.sql;

import org.jspecify.annotations.NullMarked;
