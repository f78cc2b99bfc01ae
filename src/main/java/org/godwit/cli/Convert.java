package org.godwit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.godwit.convert.Conversion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Converts the schema that script files make, without any server, or that a server has. */
@Command(
    name = "convert",
    description = {
      "Converts the schema that SQL files make, or that a server has, to another engine's SQL.",
      "A PostgreSQL that it starts for that is asked whether it takes all of it. Tables,"
          + " constraints, indexes, sequences, views, materialized views, synonyms, comments, grants,"
          + " types, functions, procedures, triggers and packages; what isn't converted is listed"
          + " with the reason. Ends with 0 also where a person has something left to do, with 2"
          + " where a file can't be read."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Convert implements Callable<Integer> {
  @Mixin private ConversionOptions options = new ConversionOptions();

  @Option(
      names = "--out",
      description =
          "A folder for one file an object, install.sql, which runs them in order, report.json,"
              + " and what was read from a server below source."
              + " Without it the SQL goes to the standard output.")
  private @Nullable Path out;

  @Option(names = "--json", description = "A file for the report.")
  private @Nullable Path json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Conversion conversion = options.converted(options.sources());
    JsonFile.Text report =
        file ->
            ConvertReport.write(
                file, conversion, options.source(), options.target(), options.proof().asked());
    if (json != null) {
      checked(json).write(report);
    }
    PrintWriter summary = spec().commandLine().getErr();
    if (out != null) {
      write(out, conversion, report);
      summary = spec().commandLine().getOut();
    } else {
      PrintWriter script = spec().commandLine().getOut();
      conversion.writeScript(script::print);
      script.flush();
    }
    ConvertReport.print(summary, conversion, options.proof().asked());
    return 0;
  }

  private void write(Path folder, Conversion conversion, JsonFile.Text report) {
    try {
      ConvertedFiles files = new ConvertedFiles(folder);
      files.write(conversion, report);
      files.writeSources(options.extracted());
    } catch (IOException e) {
      throw options.misused("%s can't be written to: %s".formatted(folder, e.getMessage()));
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives a command its spec");
    }
    return spec;
  }

  private JsonFile checked(Path path) {
    JsonFile file = new JsonFile(path);
    try {
      file.check();
      return file;
    } catch (IOException e) {
      throw options.misused("%s can't be written: %s".formatted(path, e.getMessage()));
    }
  }
}
