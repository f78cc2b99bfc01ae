package org.godwit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where server programs are unpacked once, by name and version: {@code GODWIT_CACHE}, else {@code
 * XDG_CACHE_HOME/godwit}, else {@code ~/.cache/godwit}; for root {@code /var/cache/godwit}, which a
 * server that runs as another user can read.
 */
public final class ServerCache {
  private ServerCache() {}

  /** The cache folder; it need not exist yet. */
  public static Path folder() {
    @Nullable String named = System.getenv("GODWIT_CACHE");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "godwit").toAbsolutePath();
    }
    if (RunAs.weAreRoot()) {
      return Path.of("/var/cache/godwit");
    }
    // As ./godwit does, which fetches into it; Java's user.home is another where HOME is set anew.
    @Nullable String home = System.getenv("HOME");
    return Path.of(home == null ? System.getProperty("user.home") : home, ".cache", "godwit");
  }

  /** The version of a server, by its name, that this build carries or fetches. */
  static String version(String server) {
    Properties versions = new Properties();
    try (InputStream in = ServerCache.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        throw new ServerException("versions.properties is missing: the build is incomplete");
      }
      versions.load(in);
    } catch (IOException e) {
      throw new ServerException("versions.properties can't be read: " + e, e);
    }
    String version = versions.getProperty(server, "");
    if (!version.matches("[0-9][0-9.]*")) {
      throw new ServerException(
          "the version of %s is \"%s\": build with ./mvnw".formatted(server, version));
    }
    return version;
  }

  /** The unpacked server, unpacked now if it wasn't. */
  static Path unpacked(String server, Folders.Filler unpack) {
    requireLinuxAmd64(server);
    Path folder = folder().resolve(server + "-" + version(server));
    try {
      return Folders.made(folder, unpack);
    } catch (IOException e) {
      throw new ServerException(
          "%s can't be unpacked into %s: %s; make room there or name another folder in GODWIT_CACHE"
              .formatted(server, folder, e),
          e);
    }
  }

  private static void requireLinuxAmd64(String server) {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64") || Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))) {
      throw new ServerException(
          "an embedded %s exists for Linux amd64 with glibc only, this is %s; give Godwit a server of your own (GODWIT_DB_URL)"
              .formatted(server, system));
    }
  }
}
