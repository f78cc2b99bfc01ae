/** PostgreSQL 13 and later, as source and as target. */
@NullMarked
package org.godwit.engine.postgresql;

import org.jspecify.annotations.NullMarked;
