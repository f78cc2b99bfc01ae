package org.godwit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.godwit.embedded.StoreBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Care for the embedded store. */
@Command(
    name = "store",
    description = "Backs up and restores the embedded store with the key of its secrets.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Store implements Runnable {
  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Command(
      name = "backup",
      description = "Writes store and key to a new .tar.gz file; the console must be stopped.",
      mixinStandardHelpOptions = true)
  int backup(@Parameters(paramLabel = "FILE") Path archive) {
    boolean hasKey = StoreBackup.backup(DataFolder.path(), archive);
    out().println("backed up to " + archive.toAbsolutePath());
    if (!hasKey) {
      out().println("the key of its secrets is not in it: keep GODWIT_SECRET_KEY with it");
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "restore",
      description = "Makes the data folder (GODWIT_DATA, else data) from a backup.",
      mixinStandardHelpOptions = true)
  int restore(@Parameters(paramLabel = "FILE") Path archive) {
    if (!Files.isReadable(archive)) {
      throw new CommandLine.ParameterException(
          commandLine().getSubcommands().get("restore"), archive + " can't be read");
    }
    StoreBackup.restore(archive, DataFolder.path());
    out().println("restored into " + DataFolder.path().toAbsolutePath());
    return CommandLine.ExitCode.OK;
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        commandLine(), "a command is missing; there are backup, restore");
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("not called by picocli");
    }
    return spec.commandLine();
  }
}
