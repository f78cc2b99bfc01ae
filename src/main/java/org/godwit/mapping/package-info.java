/** DMS table mappings: which tables, rows and columns are moved, and what they become. */
@NullMarked
package org.godwit.mapping;

import org.jspecify.annotations.NullMarked;
