package org.godwit.engine.postgresql;

/**
 * Where a COPY goes.
 *
 * @param sql the COPY statement
 * @param doing for messages: {@code "loading shop.orders"}
 * @param place of the database, for messages
 */
record CopyTarget(String sql, String doing, String place) {}
