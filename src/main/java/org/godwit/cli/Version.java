package org.godwit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;

/** The version that the build wrote down. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IOException("version.properties is missing: the build is incomplete");
      }
      properties.load(in);
    }
    return new String[] {
      "godwit %s (Java %s)".formatted(properties.getProperty("version"), Runtime.version())
    };
  }
}
