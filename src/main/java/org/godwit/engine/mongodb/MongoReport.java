package org.godwit.engine.mongodb;

import java.time.Duration;
import java.util.List;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.Use;

/** Looks whether databases can be loaded from, and says what to grant where they can't. */
final class MongoReport {
  private final MongoSession session;
  private final Use use;
  private final ConnectionChecks checks = new ConnectionChecks();

  MongoReport(MongoSession session, Use use) {
    this.session = session;
    this.use = use;
  }

  ConnectionReport run() {
    long start = System.nanoTime();
    var _ = session.run("admin", MongoSession.command("ping"));
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    String version = session.version();
    checkVersion(version);
    checkDatabases();
    checkSnapshot();
    if (use == Use.FOLLOWED) {
      new MongoChangeChecks(session).run().forEach(checks::add);
    }
    return new ConnectionReport("MongoDB " + version, latency, checks.found());
  }

  private void checkVersion(String version) {
    checks.warn(
        "Version",
        version
            + ". Reading MongoDB was written from its documentation and has not run against a server"
            + " of theirs yet: count and compare what you load.",
        "");
    checks.warn(
        "Validation",
        "MongoDB's servers can't hash documents as the target does: tables are loaded, and not"
            + " validated.",
        "");
  }

  private void checkDatabases() {
    List<String> databases = session.databases();
    long collections =
        databases.stream().mapToLong(it -> MongoCatalogReader.forms(session, it).size()).sum();
    String grant =
        "db.getSiblingDB(\"admin\").grantRolesToUser(\"%s\", [\"%s\"])"
            .formatted(session.config().user(), "readAnyDatabase");
    if (collections == 0) {
      checks.fail("Collections", "The user sees no collection; nothing can be read.", grant);
    } else {
      checks.pass(
          "Collections",
          "The user sees %d collections and views in %d databases."
              .formatted(collections, databases.size()));
    }
  }

  private void checkSnapshot() {
    String follow =
        session.isReplicated()
            ? "A task that follows changes puts that right; one that doesn't needs documents at rest."
            : "It is no replica set, so that changes can't be followed; keep documents at rest while they are loaded.";
    if (use == Use.FOLLOWED && session.isReplicated()) {
      checks.pass("Snapshot", "What is written while documents are loaded is applied behind them.");
    } else {
      checks.warn(
          "Snapshot",
          "Documents are read as they are when a reader comes to them, not as of one moment. "
              + follow,
          "");
    }
  }
}
