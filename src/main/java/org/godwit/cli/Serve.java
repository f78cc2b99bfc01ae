package org.godwit.cli;

import java.time.Clock;
import java.util.Optional;
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
    if (port != null) {
      System.setProperty("quarkus.http.port", Integer.toString(checked(port)));
    }
    if (!host.isEmpty()) {
      System.setProperty("quarkus.http.host", host);
    }
    Listen.check(Clock.systemUTC(), DataFolder::environment).ifPresent(this::warn);
    Listen.requireFree(DataFolder::environment);
    Optional<OwnStore> own = OwnStore.of(DataFolder::environment);
    if (own.isPresent()) {
      return Console.runOn(own.get());
    }
    try (EndRequest end = new EndRequest()) {
      return Console.runOn(DataFolder.path(), end);
    }
  }

  private void warn(String sentence) {
    if (spec != null) {
      spec.commandLine().getErr().println("godwit: " + sentence);
    }
  }

  private int checked(int wanted) {
    if ((wanted < 0 || wanted > PORT_MAX) && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--port must be from 0 to " + PORT_MAX + ", not " + wanted);
    }
    return wanted;
  }
}
