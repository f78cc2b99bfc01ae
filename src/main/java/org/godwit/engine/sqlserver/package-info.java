/**
 * Microsoft SQL Server, 2016 and later, as a source. Written from Microsoft's documentation:
 * nothing here has run against a server yet.
 */
@NullMarked
package org.godwit.engine.sqlserver;

import org.jspecify.annotations.NullMarked;
