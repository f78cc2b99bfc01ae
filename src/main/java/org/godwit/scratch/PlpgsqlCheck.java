package org.godwit.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.embedded.PostgresExtensions;
import org.godwit.embedded.ServerCache;

/**
 * plpgsql_check: an extension that finds in PL/pgSQL what the server itself sees only when a
 * statement runs. Godwit doesn't carry it; it is taken where the system or {@code
 * bench/fetch-plpgsql-check.sh} put it.
 *
 * @param library its code
 * @param control what CREATE EXTENSION reads of it
 * @param script that declares its functions
 */
record PlpgsqlCheck(Path library, Path control, Path script) {
  /** Where its functions are made, out of the way of what is tried. */
  static final String SCHEMA = "plpgsql_check";

  private static final String NAME = "plpgsql_check";
  private static final Pattern VERSION =
      Pattern.compile("(?m)^\\s*default_version\\s*=\\s*'([^']+)'");

  /** The one for a major version of the server; empty where this machine has none. */
  static Optional<PlpgsqlCheck> found(int major) throws IOException {
    List<Path> folders =
        List.of(
            ServerCache.folder().resolve(NAME + "-" + major),
            Path.of("/usr/lib/postgresql/%d/lib".formatted(major)), // Debian's
            Path.of("/usr/share/postgresql/%d/extension".formatted(major)),
            Path.of("/usr/pgsql-%d/lib".formatted(major)), // Red Hat's
            Path.of("/usr/pgsql-%d/share/extension".formatted(major)));
    Optional<Path> library = in(folders, NAME + ".so");
    Optional<Path> control = in(folders, NAME + ".control");
    if (library.isEmpty() || control.isEmpty()) {
      return Optional.empty();
    }
    Matcher version = VERSION.matcher(Files.readString(control.get()));
    return version.find()
        ? in(folders, NAME + "--" + version.group(1) + ".sql")
            .map(script -> new PlpgsqlCheck(library.get(), control.get(), script))
        : Optional.empty();
  }

  private static Optional<Path> in(List<Path> folders, String file) {
    return folders.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::isReadable)
        .findFirst();
  }

  /**
   * Makes it in a schema of its own.
   *
   * @param connection of a superuser
   */
  void install(Connection connection) throws SQLException, IOException {
    PostgresExtensions.add(library, List.of(control, script));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + SCHEMA);
      statement.execute("CREATE EXTENSION " + NAME + " SCHEMA " + SCHEMA);
      statement.execute("GRANT USAGE ON SCHEMA " + SCHEMA + " TO PUBLIC");
    }
  }
}
