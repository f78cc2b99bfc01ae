package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The superuser of a MySQL or MariaDB, made by a file that the server reads as it starts. */
final class MySqlAccount {
  private MySqlAccount() {}

  /**
   * An init file that gives this user all privileges from this machine. Only we can read it; delete
   * it when the server is ready.
   */
  static Path initFile(Path folder, Login login) throws IOException {
    // One statement a line, and none of it in the binary log.
    List<String> lines = new ArrayList<>(List.of("SET sql_log_bin=0;"));
    for (String host : List.of("localhost", "127.0.0.1")) {
      String account = "'%s'@'%s'".formatted(login.user(), host);
      String password = login.password().reveal().replace("\\", "\\\\").replace("'", "''");
      lines.add("CREATE USER IF NOT EXISTS %s;".formatted(account));
      lines.add("ALTER USER %s IDENTIFIED BY '%s';".formatted(account, password));
      lines.add("GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION;".formatted(account));
    }
    Path file =
        Files.createTempFile(
            folder,
            "account",
            ".sql",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.write(file, lines);
  }
}
