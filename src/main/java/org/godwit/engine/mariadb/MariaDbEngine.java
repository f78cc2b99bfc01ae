package org.godwit.engine.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.Dialect;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.SchemaScripts;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.Use;
import org.godwit.engine.mysql.MySqlEngine;
import org.godwit.sql.ScriptReader;

/** MariaDB 10.4 and later. The two servers differ in places that MySQL's parts know. */
public final class MariaDbEngine implements Engine {
  private final MySqlEngine family = new MySqlEngine("mariadb", "MariaDB");

  @Override
  public EngineDescriptor descriptor() {
    return family.descriptor();
  }

  @Override
  public Connection connect(EndpointConfig config) {
    return family.connect(config);
  }

  @Override
  public ConnectionReport test(EndpointConfig config, Use use) {
    return family.test(config, use);
  }

  @Override
  public EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return family.explain(cause, doing, config);
  }

  @Override
  public String serverId(Connection connection) throws SQLException {
    return family.serverId(connection);
  }

  @Override
  public CatalogReader catalogReader() {
    return family.catalogReader();
  }

  @Override
  public Dialect dialect() {
    return family.dialect();
  }

  @Override
  public Optional<SnapshotSource> snapshotSource() {
    return family.snapshotSource();
  }

  @Override
  public Optional<ChangeSource> changeSource() {
    return family.changeSource();
  }

  @Override
  public Optional<ChangeTarget> changeTarget() {
    return family.changeTarget();
  }

  @Override
  public Optional<LoadTarget> loadTarget() {
    return family.loadTarget();
  }

  @Override
  public Optional<Function<String, ScriptReader>> scriptReader() {
    return family.scriptReader();
  }

  @Override
  public Optional<SchemaScripts> schemaScripts() {
    return family.schemaScripts();
  }

  @Override
  public Optional<CanonicalText> canonicalText() {
    return family.canonicalText();
  }
}
