/**
 * MongoDB 4.2 and later as a source. Written from MongoDB's documentation: nothing here has run
 * against a server of theirs yet.
 */
@NullMarked
package org.godwit.engine.mongodb;

import org.jspecify.annotations.NullMarked;
