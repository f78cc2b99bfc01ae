package org.godwit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a console on this machine whether it is ready: for a container's health check. */
@Command(
    name = "health",
    description = "Ends with 0 when the console on this machine is ready, else with 1.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Health implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final String DEFAULT_PORT = "8080";

  @Option(names = "--port", description = "Where the console listens (GODWIT_PORT, else 8080).")
  private @Nullable Integer port;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String at =
        port == null ? DataFolder.environment("GODWIT_PORT").orElse(DEFAULT_PORT) : "" + port;
    URI address = URI.create("http://127.0.0.1:" + at + "/q/health/ready");
    try {
      var connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) LIMIT.toMillis());
      connection.setReadTimeout((int) LIMIT.toMillis());
      if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
        return 0;
      }
      say(address + " says " + connection.getResponseCode() + ": " + text(connection));
    } catch (IOException e) {
      say(address + " doesn't answer: " + e.getMessage());
    }
    return 1;
  }

  private static String text(HttpURLConnection connection) throws IOException {
    try (InputStream error = connection.getErrorStream()) {
      return error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void say(String sentence) {
    if (spec != null) {
      spec.commandLine().getErr().println("godwit: " + sentence);
    }
  }
}
