package org.godwit.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.godwit.embedded.ServerException;
import org.godwit.engine.EngineException;
import org.jboss.logmanager.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one entry. Quarkus starts only in the commands that need the console; the others are plain
 * Java. Exit codes: 0 all well, 1 failed, 2 bad arguments.
 */
@QuarkusMain
@Command(
    name = "godwit",
    description = "Moves a whole database from one engine to another.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Assess.class,
      Convert.class,
      Demo.class,
      Extract.class,
      Run.class,
      Serve.class,
      Store.class,
      Health.class,
      TrainingRun.class
    })
public final class Godwit implements Runnable {
  private static final int HELP_WIDTH = 80;

  @CommandLine.Spec private @Nullable CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    useOneLogManager();
    quieten();
    writeDigitsAsServersReadThem();
    System.exit(executed(arguments));
  }

  private static int executed(String... arguments) {
    try {
      return commandLine().execute(arguments);
    } catch (OutOfMemoryError _) {
      System.err.printf(
          "godwit: this needs more than the %,d MB of memory that Java may take; give it more, as"
              + " with GODWIT_JAVA_OPTS=-Xmx8g, or do it in parts%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** The JVM takes its log manager at the first logger: later Quarkus could not bring its own. */
  private static void useOneLogManager() {
    System.setProperty("java.util.logging.manager", LogManager.class.getName());
  }

  /** In a locale such as ar_EG numbers in SQL and COPY text would have other digits than 0 to 9. */
  private static void writeDigitsAsServersReadThem() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  /**
   * Until Quarkus starts, which it does only for the console, its log manager takes every level and
   * keeps the records for later: the drivers then make some for each row.
   */
  static void quieten() {
    Logger.getLogger("").setLevel(Level.INFO);
    Chatty.MONGODB.setLevel(Level.WARNING);
  }

  /** A logger that would tell of each connection; held, for else its level is forgotten. */
  private static final class Chatty {
    private static final Logger MONGODB = Logger.getLogger("org.mongodb");
  }

  /** The command line with its sentences for errors; output goes where the caller sets it. */
  static CommandLine commandLine() {
    return new CommandLine(new Godwit())
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, _) -> misused(e))
        .setExecutionExceptionHandler((e, line, _) -> failed(e, line.getErr()));
  }

  /** The sentence alone: nobody finds it below a page of usage. */
  private static int misused(ParameterException e) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    line.getErr().println(name + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, line.getErr());
    line.getErr().println("see ./" + name + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, PrintWriter err) throws Exception {
    if (e instanceof EndedBySignal ended) {
      return ended.signal().exitCode();
    }
    if (e instanceof ServerException || e instanceof EngineException) {
      err.println("godwit: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e; // not understood: a stack trace is for us
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    if (spec != null) {
      String commands = String.join(", ", spec.subcommands().keySet());
      throw new ParameterException(
          spec.commandLine(), "a command is missing; there are " + commands);
    }
  }
}
