package org.godwit.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.godwit.embedded.ServerException;

/**
 * A database in which nothing else is, for SQL that nobody has read; gone when it is closed. Who
 * tries is no superuser and has a time limit for each statement.
 */
public interface ScratchDatabase extends AutoCloseable {

  /**
   * Makes roles that SQL names, where the server has none of that name, without any right.
   *
   * @throws ServerException where it can't be asked
   */
  void makeRoles(Set<String> roles);

  /**
   * Has the server lose these roles at the end, which the SQL makes; those that it has already
   * stay.
   *
   * @throws ServerException where it can't be asked
   */
  void expectRoles(Set<String> roles);

  /** Why bodies of routines can't be looked into here; empty where they can be. */
  Optional<String> uncheckedBecause();

  /** A connection to it; the caller closes it. */
  Connection connect() throws SQLException;

  /** Removes the database with all in it. */
  @Override
  void close();
}
