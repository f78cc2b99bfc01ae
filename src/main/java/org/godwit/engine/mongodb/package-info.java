/**
 * MongoDB 4.0 and later as a source. Written from MongoDB's documentation: nothing here has run
 * against a server of theirs yet.
 */
@NullMarked
package org.godwit.engine.mongodb;

import org.jspecify.annotations.NullMarked;
