package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.mariadb.MariaDbEngine;
import org.godwit.engine.mysql.MySqlEngine;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target whose definitions commit by themselves is killed under a task, and comes back. */
final class LostMySqlTargetIT {
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ErrorBehavior": {"RecoverableErrorCount": 3, "RecoverableErrorInterval": 0,
                         "RecoverableErrorThrottling": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "mysql, row 12000",
    "mysql, loaded",
    "mysql, validation",
    "mariadb, created",
    "mariadb, row 20000",
    "mariadb, validation"
  })
  void aTargetThatIsKilledIsGoneOnWithWhenItIsBack(String target, String moment) throws Exception {
    try (MortalServer server = MortalServer.start(target, folder.resolve("server"))) {
      TaskBench bench =
          TaskBench.between(
              "postgres",
              Servers.postgres().newDatabase(),
              target,
              server.server().newDatabase(),
              folder.resolve("rejects"));
      FaultTables.fill(bench);
      TaskOutcome outcome = run(bench, server, moment);
      FaultTables.assertWhole(bench, outcome);
      assertThat(bench.log)
          .anyMatch(
              line ->
                  line.level() == LogLevel.ERROR
                      && line.message().contains("127.0.0.1:" + server.server().port()));
    }
  }

  private static TaskOutcome run(TaskBench bench, MortalServer server, String moment)
      throws SQLException {
    Engine source = new PostgresEngine();
    boolean[] isKilled = {false};
    bench.onLine =
        line -> {
          if (line.message().startsWith("trying again")) {
            server.revive();
          } else if (line.message().startsWith(moment) && !isKilled[0]) {
            isKilled[0] = true;
            server.kill();
          }
        };
    if (moment.startsWith("row ")) {
      source = Moment.atRow(Integer.parseInt(moment.substring(4)), source, server::kill);
    } else if (moment.equals("validation")) {
      source = Moment.atValidation(source, server::kill);
    }
    return bench.run(
        new Engines(List.of(source, new MySqlEngine(), new MariaDbEngine())),
        SETTINGS,
        Start.RESUME,
        Set.of());
  }
}
