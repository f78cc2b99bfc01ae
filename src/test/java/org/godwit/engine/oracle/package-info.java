/** What is sent to Oracle and how its answers are understood; no server is needed. */
@NullMarked
package org.godwit.engine.oracle;

import org.jspecify.annotations.NullMarked;
