package org.godwit.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.StatementRenderer;

/** A kind of database that Godwit can speak to; hands out what it can do with it. */
public interface Engine {

  /** What a person needs to describe an endpoint. */
  EngineDescriptor descriptor();

  /**
   * Opens a connection whose session is set as Godwit needs it: UTF-8, UTC, strict, no auto-commit
   * surprises. The caller closes it.
   *
   * @throws EngineException with a sentence for the user
   */
  Connection connect(EndpointConfig config);

  /**
   * Looks whether the endpoint can be used.
   *
   * @throws EngineException where not even a connection comes about
   */
  ConnectionReport test(EndpointConfig config, Use use);

  /**
   * Understands an error of this engine's driver.
   *
   * @param doing what was tried, for the message: {@code "reading shop.orders"}
   */
  EngineException explain(Exception cause, String doing, EndpointConfig config);

  /**
   * The id that the server gives to itself and its data, with its name: {@code server_uuid 1b4e…}.
   * Needs no privilege; empty where the engine has none, or doesn't tell.
   */
  default String serverId(Connection connection) throws SQLException {
    return "";
  }

  /** What the database contains. */
  CatalogReader catalogReader();

  /** How SQL is written. */
  Dialect dialect();

  /** Empty where the engine can't be loaded from. */
  Optional<SnapshotSource> snapshotSource();

  /** Empty where the engine can't be loaded into. */
  Optional<LoadTarget> loadTarget();

  /** Empty where the engine's changes can't be followed. */
  default Optional<ChangeSource> changeSource() {
    return Optional.empty();
  }

  /** Empty where changes can't be applied to the engine. */
  default Optional<ChangeTarget> changeTarget() {
    return Optional.empty();
  }

  /** Reads the text of a script in the engine's SQL; empty where its dialect isn't known yet. */
  default Optional<Function<String, ScriptReader>> scriptReader() {
    return Optional.empty();
  }

  /** What scripts of the engine's own client mean; empty where each file is just its statements. */
  default Optional<ScriptClient> scriptClient() {
    return Optional.empty();
  }

  /** Empty where schemas can't be read as scripts from a server. */
  default Optional<SchemaScripts> schemaScripts() {
    return Optional.empty();
  }

  /** Writes statements in the engine's SQL; empty where its dialect isn't known yet. */
  default Optional<StatementRenderer> statementRenderer() {
    return Optional.empty();
  }

  /** How its servers render values to be compared; empty where they can't. */
  Optional<CanonicalText> canonicalText();
}
