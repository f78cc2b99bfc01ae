package org.godwit.engine;

import java.util.Optional;

/**
 * A range of a table's rows.
 *
 * @param column the key column that is cut, or an engine's own row address
 * @param from the first value, inclusive, as the engine's literal; empty for the beginning
 * @param to the end, exclusive, as the engine's literal; empty for the end of the table
 */
public record KeyRange(String column, Optional<String> from, Optional<String> to) {}
