package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import org.godwit.engine.Password;

/**
 * The console's own database, where nobody has given it one: a PostgreSQL whose data is never
 * wiped, whose commits reach the disk, and whose password only this folder's owner can read.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final String NAME = "godwit";
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final PostgresServer server;

  private EmbeddedStore(PostgresServer server) {
    this.server = server;
  }

  /** The store's folder below the console's data folder. */
  public static Path folder(Path data) {
    return data.resolve("store").toAbsolutePath().normalize();
  }

  /**
   * Starts the store below the console's data folder; makes it at the first start. What a killed
   * Godwit left running on it is stopped first.
   *
   * @throws ServerException where another Godwit uses it, or it can't be started
   */
  public static EmbeddedStore start(Path data) {
    Path folder = folder(data);
    try {
      Files.createDirectories(folder);
      PostgresServer server =
          PostgresServer.start(PostgresServer.Options.in(folder, login(folder)));
      try {
        server.createDatabase(NAME);
      } catch (SQLException e) {
        server.stop();
        throw new ServerException(
            "the store in %s can't be opened: %s".formatted(folder, e.getMessage()), e);
      }
      return new EmbeddedStore(server);
    } catch (IOException e) {
      throw new ServerException(
          "the store in %s can't be started: %s; check that the folder is writable"
              .formatted(folder, e),
          e);
    }
  }

  private static Login login(Path folder) throws IOException {
    Path file = passwordFile(folder);
    if (Files.exists(file)) {
      return new Login(NAME, new Password(Files.readString(file).strip()));
    }
    if (Files.exists(folder.resolve("data"))) {
      throw new ServerException(
          file + " is missing, and the store doesn't open without; restore it from a backup");
    }
    Login login = Login.generated(NAME);
    Path writing = folder.resolve("password.new");
    Files.deleteIfExists(writing);
    Files.createFile(writing, OWNER_ONLY); // closed to others before the password is in it
    Files.writeString(writing, login.password().reveal() + "\n");
    Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
    return login;
  }

  static Path passwordFile(Path folder) {
    return folder.resolve("password");
  }

  /** For the driver, without user and password. */
  public String jdbcUrl() {
    return server.jdbcUrl(NAME);
  }

  /** Who owns the store's database. */
  public String user() {
    return server.user();
  }

  /** The owner's password. */
  public Password password() {
    return server.password();
  }

  /** The server's process. */
  public long pid() {
    return server.pid();
  }

  /** Ends all sessions and stops the server; what was committed is kept. */
  public void stop() {
    server.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
