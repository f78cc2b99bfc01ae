package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;

/** Looks whether a server's changes can be followed; only looks. */
final class MongoChangeChecks {
  private static final Duration OPLOG_MIN = Duration.ofHours(24);
  private static final int POST_IMAGES_SINCE = 6;
  private static final int UNAUTHORIZED = 13;

  private final MongoSession session;
  private final ConnectionChecks checks = new ConnectionChecks();

  MongoChangeChecks(MongoSession session) {
    this.session = session;
  }

  List<Check> run() {
    if (!session.isReplicated()) {
      checks.fail(
          "mongodb-check-replica-set",
          "The server is no replica set and has no log of changes. Start it with --replSet, of one"
              + " member if need be, then:",
          "rs.initiate()");
      return checks.found();
    }
    checks.pass(
        "mongodb-check-replica-set",
        session.isSharded()
            ? "It is a sharded cluster."
            : "It is the replica set " + session.setName() + ".");
    checkPostImages();
    checkStream();
    checkOplog();
    return checks.found();
  }

  private void checkPostImages() {
    int major = Integer.parseInt(session.version().split("\\.", 2)[0]);
    if (!MongoSettings.POST_IMAGES.isOn(session.config())) {
      checks.pass(
          "mongodb-check-update-lookup",
          "An updated document is looked up when its change is read: it may be newer than the change,"
              + " until later changes have come.");
    } else if (major < POST_IMAGES_SINCE) {
      checks.fail(
          "mongodb-check-post-images",
          "MongoDB keeps post-images since 6.0, this is %s; switch the setting PostImages off."
              .formatted(session.version()),
          "");
    }
  }

  private void checkStream() {
    String database = session.config().database();
    try (ChangeEvents _ =
        ServerEvents.open(session, List.of(), ChangePosition.at(session.operationTime()))) {
      checks.pass(
          "mongodb-check-change-stream-privilege", "The user may read the stream of changes.");
    } catch (MongoException e) {
      if (e.getCode() != UNAUTHORIZED) {
        throw e;
      }
      checks.fail(
          "mongodb-check-change-stream-privilege",
          "The user may not read the stream of changes of %s."
              .formatted(database.isEmpty() ? "the whole cluster" : "database " + database),
          database.isEmpty()
              ? grant("{role: \"readAnyDatabase\", db: \"admin\"}")
              : grant("{role: \"read\", db: \"%s\"}".formatted(database)));
    }
  }

  private String grant(String role) {
    return "db.getSiblingDB(\"%s\").grantRolesToUser(\"%s\", [%s])"
        .formatted(MongoSettings.AUTH_SOURCE.in(session.config()), session.config().user(), role);
  }

  private void checkOplog() {
    Optional<Oplog> oplog = Oplog.of(session);
    if (oplog.isEmpty()) {
      checks.warn(
          "mongodb-check-oplog-window",
          "How far the oplog reaches back isn't known here: "
              + (session.isSharded()
                  ? "each shard has its own."
                  : "the user may not read local.oplog.rs."),
          session.isSharded() ? "" : grant("{role: \"read\", db: \"local\"}"));
    } else if (oplog.get().length().compareTo(OPLOG_MIN) < 0) {
      checks.warn(
          "mongodb-check-oplog-window",
          "The oplog reaches back %d minutes. A load that takes longer, or a task that stands still"
                  .formatted(oplog.get().length().toMinutes())
              + " for longer, has to begin anew.",
          "db.adminCommand({replSetResizeOplog: 1, minRetentionHours: 24})",
          "db.adminCommand({replSetResizeOplog: 1, minRetentionHours: 0})");
    } else {
      checks.pass(
          "mongodb-check-oplog-window",
          "The oplog reaches back %d hours.".formatted(oplog.get().length().toHours()));
    }
  }
}
