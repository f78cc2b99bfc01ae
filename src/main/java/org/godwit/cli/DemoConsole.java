package org.godwit.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.godwit.demo.DemoServers;
import org.godwit.engine.EndpointConfig;
import org.jspecify.annotations.Nullable;

/** The console with the demo's servers behind it; its project and task are made at the start. */
final class DemoConsole {
  private final Path data;
  private final @Nullable Integer port;

  DemoConsole(Path data, @Nullable Integer port) {
    this.data = data;
    this.port = port;
  }

  int run(EndRequest end) {
    if (port != null) {
      System.setProperty("quarkus.http.port", Integer.toString(port));
    }
    Listen.check(Clock.systemUTC(), DataFolder::environment).ifPresent(System.err::println);
    Listen.requireFree(DataFolder::environment);
    try (DemoServers servers = end.start(() -> DemoServers.start(data.resolve("demo")))) {
      // System properties of this process, never on a command line; read once by the console.
      tell("source", servers.source());
      tell("target", servers.target());
      return Console.runOn(data, end);
    }
  }

  private static void tell(String end, EndpointConfig config) {
    System.setProperty(
        "godwit.demo." + end,
        config.port() + " " + config.user() + " " + config.password().reveal());
  }
}
