/** What a database contains, as records that know neither an engine nor a connection. */
@NullMarked
package org.godwit.catalog;

import org.jspecify.annotations.NullMarked;
