package org.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreIT {
  @TempDir Path data;

  /** A Godwit in a process of its own, holding the store. */
  private record Holder(Process process, long serverPid) {
    static Holder on(Path data) throws IOException {
      Process process =
          new ProcessBuilder(
                  List.of(
                      ProcessHandle.current().info().command().orElseThrow(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      StoreHolder.class.getName(),
                      data.toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return new Holder(process, Long.parseLong(Objects.requireNonNull(out.readLine())));
    }

    ProcessHandle server() {
      return ProcessHandle.of(serverPid).orElseThrow();
    }

    void kill() {
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void aKilledGodwitLosesNoCommittedRowAndItsServerIsStopped() throws Exception {
    Holder holder = Holder.on(data);
    ProcessHandle orphan = holder.server();
    holder.kill();
    assertThat(orphan.isAlive()).as("the server outlives the Godwit that was killed").isTrue();

    try (EmbeddedStore store = EmbeddedStore.start(data)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(query(store, "SELECT count(*) FROM kept")).isEqualTo("1");
    }
  }

  @Test
  void aKilledServerRecoversWhatWasCommitted() throws Exception {
    Holder holder = Holder.on(data);
    ProcessHandle server = holder.server();
    holder.kill();
    server.destroyForcibly();
    server.onExit().join();

    try (EmbeddedStore store = EmbeddedStore.start(data)) {
      assertThat(query(store, "SELECT count(*) FROM kept")).isEqualTo("1");
    }
  }

  @Test
  void aSecondGodwitIsRefusedWhileTheFirstRuns() throws Exception {
    Holder holder = Holder.on(data);
    try {
      assertThatThrownBy(() -> EmbeddedStore.start(data))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("in use by another Godwit (process " + holder.process().pid());
      assertThatThrownBy(() -> StoreBackup.backup(data, data.resolve("b.tar.gz")))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("in use by another Godwit");
      assertThat(holder.server().isAlive()).isTrue();
    } finally {
      ProcessHandle server = holder.server();
      holder.kill();
      server.destroyForcibly();
    }
  }

  @Test
  void writesEachCommitToTheDiskAndKeepsItsPasswordToTheOwner() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(data)) {
      assertThat(query(store, "SHOW fsync")).isEqualTo("on");
      assertThat(query(store, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(store, "SHOW password_encryption")).isEqualTo("scram-sha-256");
      Path password = data.resolve("store/password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> LocalConnection.open(store.jdbcUrl(), store.user(), ""))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aStoreWithoutItsPasswordFileIsNotReplaced() throws Exception {
    EmbeddedStore.start(data).stop();
    Files.delete(data.resolve("store/password"));
    assertThatThrownBy(() -> EmbeddedStore.start(data))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("password is missing")
        .hasMessageContaining("restore");
  }

  @Test
  void aBackupIsRestoredIntoANewFolderWithRowsAndKey(@TempDir Path other) throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(data)) {
      query(store, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    Files.writeString(data.resolve("secret.key"), "the key");
    Path archive = other.resolve("godwit.tar.gz");
    assertThat(StoreBackup.backup(data, archive)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");

    Path restored = other.resolve("restored");
    StoreBackup.restore(archive, restored);
    assertThat(restored.resolve("secret.key")).hasContent("the key");
    try (EmbeddedStore store = EmbeddedStore.start(restored)) {
      assertThat(query(store, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void aRestoreRefusesAFolderInUseAndAFileThatIsNoBackup(@TempDir Path other) throws Exception {
    Path noBackup = Files.writeString(other.resolve("x.tar.gz"), "nothing of the kind");
    Files.writeString(data.resolve("something"), "mine");
    assertThatThrownBy(() -> StoreBackup.restore(noBackup, data))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("isn't empty");
    Path fresh = other.resolve("fresh");
    assertThatThrownBy(() -> StoreBackup.restore(noBackup, fresh))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("can't be restored");
    assertThat(fresh).doesNotExist();
  }

  private static String query(EmbeddedStore store, String sql) throws SQLException {
    try (var connection =
            LocalConnection.open(store.jdbcUrl(), store.user(), store.password().reveal());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }
}
