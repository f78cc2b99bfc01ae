/**
 * Oracle Database, 12.2 and later, as a source. Written from Oracle's documentation: nothing here
 * has run against a server yet.
 */
@NullMarked
package org.godwit.engine.oracle;

import org.jspecify.annotations.NullMarked;
