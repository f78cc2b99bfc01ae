package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MariaDB leaves at the end of a log file what it was writing when it was killed, begins another
 * file, and doesn't send the first to its end.
 */
final class TornLogIT {
  private static final int HEADER_BYTES = 19;

  @TempDir Path folder;

  /**
   * The file's tail is a transaction's beginning that the server has in its log and nowhere else.
   *
   * @param missing bytes of it that were not written; 0 for its last event as a whole
   */
  @ParameterizedTest
  @CsvSource({"1", "100", "0"})
  void whatAKilledServerHasNotWrittenToItsEndIsLeftOut(int missing) throws Exception {
    try (MortalServer server = MortalServer.start("mariadb", folder.resolve("server"))) {
      TaskBench bench = bench(server);
      bench.source.execute("CREATE TABLE item (id int PRIMARY KEY, v varchar(300))");
      assertThat(follow(bench).message()).isEmpty();
      bench.source.execute("INSERT INTO item VALUES (1, 'before')");
      Path file = lastLog();
      long begins = Files.size(file);
      bench.source.execute("INSERT INTO item VALUES (2, REPEAT('torn', 50))");
      byte[] all = Files.readAllBytes(file);
      byte[] transaction = Arrays.copyOfRange(all, (int) begins, all.length);
      bench.source.execute("DELETE FROM item WHERE id = 2");
      server.kill();
      int written = transaction.length - lastEvent(transaction);
      Files.write(
          lastLog(),
          missing == 0
              ? Arrays.copyOf(transaction, written)
              : Arrays.copyOf(transaction, written - missing),
          StandardOpenOption.APPEND);
      server.revive();
      bench.source.execute("INSERT INTO item VALUES (3, 'behind')");

      bench = bench.again();
      bench.source.execute("SET GLOBAL sync_binlog = 0");
      assertThat(follow(bench).message()).contains("sync_binlog isn't 1");
      bench.source.execute("SET GLOBAL sync_binlog = 1");
      bench = bench.again();
      assertThat(follow(bench).message()).isEmpty();
      assertThat(rows(bench)).containsExactly("1|before", "3|behind");
      assertThat(bench.progress.changes().total()).as("and 2, that came and went").isEqualTo(4);
      assertThat(bench.log.stream().map(LogLine::message))
          .anyMatch(it -> it.startsWith("the server was killed while it wrote a transaction to "));

      bench.source.execute("UPDATE item SET v = 'on' WHERE id = 3");
      bench = bench.again();
      assertThat(follow(bench).message()).isEmpty();
      assertThat(rows(bench)).containsExactly("1|before", "3|on");
    }
  }

  /** How many bytes the last of these events has. */
  private static int lastEvent(byte[] events) {
    int at = 0;
    int length = 0;
    while (at < events.length) {
      assertThat(events.length - at).isGreaterThan(HEADER_BYTES);
      length =
          (events[at + 9] & 0xFF)
              | (events[at + 10] & 0xFF) << 8
              | (events[at + 11] & 0xFF) << 16
              | (events[at + 12] & 0xFF) << 24;
      at += length;
    }
    return length;
  }

  private TaskBench bench(MortalServer server) throws SQLException {
    return TaskBench.between(
        "mariadb",
        server.server().newDatabase(),
        Servers.postgres().newDatabase(),
        folder.resolve("rejects"));
  }

  private static TaskOutcome follow(TaskBench bench) {
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
    return bench.run(
        "{}", task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private static List<String> rows(TaskBench bench) throws SQLException {
    return bench.query(
        bench.target, "SELECT id, v FROM " + bench.targetTable("item") + " ORDER BY id");
  }

  private Path lastLog() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("server"))) {
      return files
          .filter(it -> it.getFileName().toString().matches("binlog\\.\\d+"))
          .max(Comparator.comparing(it -> it.getFileName().toString()))
          .orElseThrow();
    }
  }
}
