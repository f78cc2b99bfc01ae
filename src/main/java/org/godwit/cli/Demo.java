package org.godwit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.godwit.demo.DemoServers;
import org.godwit.embedded.Folders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code godwit demo}: a real MariaDB into a real PostgreSQL, with the console to look at it. */
@Command(
    name = "demo",
    description = {
      "Starts a real MariaDB with a sample database and an empty PostgreSQL, migrates one into the"
          + " other and compares them.",
      "Without --once the console stays up to look at; everything is kept in the data folder."
    },
    mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--once",
      description =
          "load, follow changes and compare in a temporary folder, print the statistics, exit 0 when both are equal")
  private boolean once;

  @Option(names = "--port", paramLabel = "N", description = "where the console listens")
  private @Nullable Integer port;

  @Override
  public Integer call() throws IOException {
    try (EndRequest end = new EndRequest()) {
      if (port != null && (port < 0 || port > Serve.PORT_MAX)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--port must be from 0 to " + Serve.PORT_MAX + ", not " + port);
      }
      return once ? once(end) : new DemoConsole(DataFolder.path(), port).run(end);
    }
  }

  private int once(EndRequest end) throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path folder = Files.createTempDirectory("godwit-demo");
    out.println("Starting MariaDB and PostgreSQL, and filling the sample database …");
    out.flush();
    try (DemoServers servers = end.start(() -> DemoServers.start(folder))) {
      end.check();
      boolean isEqual = new DemoOnce(out, folder, servers, end).run();
      return isEqual ? 0 : FAILED;
    } finally {
      Folders.delete(folder);
    }
  }
}
