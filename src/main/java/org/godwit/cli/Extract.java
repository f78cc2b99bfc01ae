package org.godwit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.SchemaScripts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a script that reads schemas where Godwit has no connection. */
@Command(
    name = "extract",
    description = {
      "Prints a script for SQL*Plus that reads what schemas are made of, for servers that Godwit"
          + " can't reach. It connects to nothing.",
      "The script changes nothing in the database, reads no rows of tables and no passwords, and"
          + " writes godwit-extraction.txt, which convert and assess take as FILE:",
      "  ./godwit extract --source oracle --schemas HR,SH > extract.sql",
      "  sqlplus -S hr@shop @extract.sql",
      "  ./godwit convert --source oracle --target postgresql --out converted"
          + " godwit-extraction.txt"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Extract implements Callable<Integer> {
  private static final String ORACLE = "oracle";

  @Option(names = "--source", required = true, description = "The server's engine: oracle.")
  private String source = "";

  @Option(
      names = "--schemas",
      defaultValue = "",
      description =
          "The schemas to read, with commas between them, * for all that people made; without,"
              + " those of the user who runs it.")
  private String schemas = "";

  @Option(names = "--out", description = "A file for the script; without, the standard output.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (!source.equals(ORACLE)) {
      throw misused("there is a script for --source oracle alone");
    }
    String script = script();
    if (out == null) {
      spec().commandLine().getOut().print(script);
      spec().commandLine().getOut().flush();
      return 0;
    }
    try {
      Files.writeString(out, script);
      return 0;
    } catch (IOException e) {
      throw misused("%s can't be written: %s".formatted(out, e.getMessage()));
    }
  }

  private String script() {
    SchemaScripts scripts = Engines.standard().named(ORACLE).schemaScripts().orElseThrow();
    try {
      return scripts.extraction(schemas);
    } catch (EngineException e) {
      throw misused("--schemas: " + e.sentence());
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives a command its spec");
    }
    return spec;
  }

  private ParameterException misused(String sentence) {
    return new ParameterException(spec().commandLine(), sentence);
  }
}
