/**
 * What Godwit asks of a database engine, and the one registry of engines. Everything about one
 * engine lives in its own folder below.
 */
@NullMarked
package org.godwit.engine;

import org.jspecify.annotations.NullMarked;
