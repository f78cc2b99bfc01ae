package org.godwit.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.engine.mariadb.MariaDbEngine;
import org.godwit.engine.mongodb.MongoEngine;
import org.godwit.engine.mysql.MySqlEngine;
import org.godwit.engine.oracle.OracleEngine;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.engine.sqlserver.SqlServerEngine;

/** The registry: every engine that Godwit knows, one line each. */
public final class Engines {
  private final List<Engine> all;

  /** A registry of these engines; tests wrap them. */
  public Engines(List<Engine> all) {
    this.all = List.copyOf(all);
  }

  /** Every engine that this Godwit has. */
  public static Engines standard() {
    return new Engines(
        List.of(
            new MySqlEngine(),
            new MariaDbEngine(),
            new PostgresEngine(),
            new OracleEngine(),
            new SqlServerEngine(),
            new MongoEngine()));
  }

  /** Every engine, in the order of the forms. */
  public List<Engine> all() {
    return all;
  }

  /** The engine with that id, if Godwit knows it. */
  public Optional<Engine> find(String id) {
    return all.stream().filter(engine -> engine.descriptor().id().equals(id)).findFirst();
  }

  /**
   * The engine with that id.
   *
   * @throws EngineException where there is none
   */
  public Engine named(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new EngineException(
                    Failure.CONFIGURATION,
                    "engine \"%s\" is unknown; known are %s"
                        .formatted(
                            id,
                            all.stream()
                                .map(engine -> engine.descriptor().id())
                                .collect(Collectors.joining(", ")))));
  }
}
