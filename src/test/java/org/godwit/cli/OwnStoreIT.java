package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.godwit.embedded.ServerException;
import org.godwit.engine.Password;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnStoreIT {
  @TempDir Path folder;

  @Test
  void aDatabaseOfOursIsTakenWithThePasswordFromAFile() throws Exception {
    TestDatabase database = Servers.postgres().newDatabase();
    Path file = Files.writeString(folder.resolve("password"), database.password() + "\n");
    Map<String, String> environment =
        Map.of(
            "GODWIT_DB_URL", database.jdbcUrl(),
            "GODWIT_DB_USER", database.user(),
            "GODWIT_DB_PASSWORD_FILE", file.toString());
    OwnStore store = OwnStore.of(it -> Optional.ofNullable(environment.get(it))).orElseThrow();
    assertThatCode(store::check).doesNotThrowAnyException();
  }

  @Test
  void aWrongPasswordIsSaidWithTheVariableAndWithoutThePassword() throws SQLException {
    TestDatabase database = Servers.postgres().newDatabase();
    assertRefused(
        new OwnStore(database.jdbcUrl(), database.user(), new Password("not-this-one")),
        "password authentication failed",
        "Check GODWIT_DB_USER and GODWIT_DB_PASSWORD");
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidWithHowToMakeIt() throws SQLException {
    TestDatabase database = Servers.postgres().newDatabase();
    assertRefused(
        new OwnStore(
            database.jdbcUrl() + "_gone?ApplicationName=hidden",
            database.user(),
            new Password(database.password())),
        "does not exist",
        "CREATE DATABASE");
  }

  @Test
  void anAddressOfAnotherKindIsRefused() {
    assertRefused(
        new OwnStore("jdbc:mysql://127.0.0.1/x", "u", Password.NONE),
        "GODWIT_DB_URL is no address of a PostgreSQL",
        "jdbc:postgresql://host:5432/godwit");
  }

  @Test
  void aUserWhoMayNotMakeTablesIsRefusedBeforeAnythingIsMade() throws SQLException {
    TestDatabase database = Servers.postgres().newDatabase();
    String user = "reader_of_" + database.name();
    database.execute(
        "CREATE ROLE %s LOGIN PASSWORD 'reader'".formatted(user),
        "REVOKE ALL ON SCHEMA public FROM public");
    assertRefused(
        new OwnStore(database.jdbcUrl(), user, new Password("reader")),
        "doesn't let user " + user + " make tables",
        "GRANT USAGE, CREATE ON SCHEMA \"public\"");
  }

  @Test
  void aDatabaseThatIsNotInUnicodeIsRefused() throws SQLException {
    TestDatabase database = Servers.postgres().newDatabase();
    String latin = database.name() + "_latin";
    database.execute(
        "CREATE DATABASE %s ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0".formatted(latin));
    assertRefused(
        new OwnStore(
            database.jdbcUrl().replace(database.name(), latin),
            database.user(),
            new Password(database.password())),
        "has the encoding LATIN1",
        "ENCODING 'UTF8'");
  }

  private static void assertRefused(OwnStore store, String... sentences) {
    assertThatThrownBy(store::check)
        .isInstanceOf(ServerException.class)
        .hasMessageContainingAll(sentences)
        .hasMessageNotContainingAny("not-this-one", "hidden", "Location:");
  }
}
