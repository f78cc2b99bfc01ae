/** What is sent to SQL Server and how its answers are understood; no server is needed. */
@NullMarked
package org.godwit.engine.sqlserver;

import org.jspecify.annotations.NullMarked;
