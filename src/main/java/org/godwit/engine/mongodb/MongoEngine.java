package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.Dialect;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.Use;

/** MongoDB, 4.2 and later, as a source: its driver speaks with nothing older. */
public final class MongoEngine implements Engine {
  static final String ID = "mongodb";
  private static final EngineDescriptor DESCRIPTOR =
      new EngineDescriptor(
          ID,
          "MongoDB",
          27_017,
          List.of("mongodb"),
          "Database",
          false,
          MongoSettings.all(),
          "Written from MongoDB's documentation and not yet run against a server of theirs; what is"
              + " loaded can't be validated here: count and compare it, and tell us what you find.",
          MongoUrls::common);

  private final MongoDialect dialect = new MongoDialect();

  @Override
  public EngineDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connection connect(EndpointConfig config) {
    try {
      return MongoConnection.of(MongoConnector.open(config));
    } catch (MongoException e) {
      throw explain(e, "connecting", config);
    }
  }

  @Override
  public ConnectionReport test(EndpointConfig config, Use use) {
    try (Connection connection = connect(config)) {
      return new MongoReport(MongoConnection.session(connection), use).run();
    } catch (SQLException | MongoException e) {
      throw explain(e, "testing the connection", config);
    }
  }

  @Override
  public EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return MongoErrors.explain(cause, doing, config);
  }

  /** A replica set's name; that of its configuration isn't told without a privilege. */
  @Override
  public String serverId(Connection connection) {
    String set = MongoConnection.session(connection).setName();
    return set.isEmpty() ? "" : "replica set " + set;
  }

  @Override
  public CatalogReader catalogReader() {
    return new MongoCatalogReader();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Optional<SnapshotSource> snapshotSource() {
    return Optional.of(new MongoSnapshotSource(this));
  }

  @Override
  public Optional<ChangeSource> changeSource() {
    return Optional.of(new MongoChangeSource(this, new MongoSnapshotSource(this)));
  }

  /** Only read. */
  @Override
  public Optional<LoadTarget> loadTarget() {
    return Optional.empty();
  }

  /** It has no function that hashes a value. */
  @Override
  public Optional<CanonicalText> canonicalText() {
    return Optional.empty();
  }
}
