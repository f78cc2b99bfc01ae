package org.godwit.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A source that keeps something under the name of each stream. */
@FunctionalInterface
public interface KeptStreams {
  /**
   * All that the connection's database has under names that tasks of any Godwit give their streams,
   * by name. Only looks.
   */
  List<KeptStream> in(Connection connection) throws SQLException;
}
