/**
 * Oracle's parser and renderer are held to the language manual, to a second grammar, and to time.
 */
@NullMarked
package org.godwit.engine.oracle.sql;

import org.jspecify.annotations.NullMarked;
