/** Expressions of table mappings: the subset of SQLite's that DMS allows, parsed and evaluated. */
@NullMarked
package org.godwit.mapping.expression;

import org.jspecify.annotations.NullMarked;
