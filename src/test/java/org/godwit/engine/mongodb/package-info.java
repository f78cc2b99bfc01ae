/** Tests of reading MongoDB, over a stand-in that speaks its protocol. */
package org.godwit.engine.mongodb;
