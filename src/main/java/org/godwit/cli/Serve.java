package org.godwit.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The console, on the PostgreSQL of {@code GODWIT_DB_URL} or on the embedded store. */
@Command(
    name = "serve",
    description = "Starts the console.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Serve implements Callable<Integer> {
  static final int PORT_MAX = 65535;

  @Option(names = "--port", description = "Where it listens (GODWIT_PORT, else 8080).")
  private @Nullable Integer port;

  @Option(names = "--host", description = "Its address (GODWIT_HOST, else 127.0.0.1).")
  private String host = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    checkEnvironment();
    if (port != null) {
      System.setProperty("quarkus.http.port", Integer.toString(checked(port)));
    }
    if (!host.isEmpty()) {
      System.setProperty("quarkus.http.host", host);
    }
    if (DataFolder.environment("GODWIT_DB_URL").isPresent()) {
      return Console.run();
    }
    try (EndRequest end = new EndRequest()) {
      return Console.runOn(DataFolder.path(), end);
    }
  }

  /** A wrong variable is told before anything starts. */
  private void checkEnvironment() {
    for (String name : List.of("GODWIT_PORT", "GODWIT_TLS_PORT")) {
      String value = DataFolder.environment(name).orElse("0");
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > PORT_MAX) {
        throw refused("%s must be from 0 to %d, not %s".formatted(name, PORT_MAX, value));
      }
    }
    DataFolder.environment("GODWIT_DB_URL")
        .filter(url -> !url.startsWith("jdbc:postgresql:"))
        .ifPresent(
            _ -> {
              throw refused(
                  "GODWIT_DB_URL must look like jdbc:postgresql://host:5432/godwit, with user and"
                      + " password in GODWIT_DB_USER and GODWIT_DB_PASSWORD");
            });
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
  }

  private int checked(int wanted) {
    if (wanted < 0 || wanted > PORT_MAX) {
      throw refused("--port must be from 0 to " + PORT_MAX + ", not " + wanted);
    }
    return wanted;
  }
}
