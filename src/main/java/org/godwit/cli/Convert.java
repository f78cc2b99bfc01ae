package org.godwit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.godwit.convert.Conversion;
import org.godwit.embedded.ServerException;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.StatementRenderer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts the schema that script files make, without any server. */
@Command(
    name = "convert",
    description = {
      "Converts the schema that SQL files make to another engine's SQL.",
      "A PostgreSQL that it starts for that is asked whether it takes all of it. Tables,"
          + " constraints, indexes, sequences, views, materialized views, synonyms, comments, grants,"
          + " types, functions, procedures, triggers and packages; what isn't converted is listed"
          + " with the reason. Ends with 0 also where a person has something left to do, with 2"
          + " where a file can't be read."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Convert implements Callable<Integer> {
  private static final String SOURCE = "oracle";
  private static final String TARGET = "postgres";

  @Option(names = "--source", required = true, description = "The files' engine: oracle.")
  private String source = "";

  @Option(names = "--target", required = true, description = "The engine wanted: postgresql.")
  private String target = "";

  @Option(
      names = "--out",
      description =
          "A folder for one file an object, install.sql, which runs them in order, and report.json."
              + " Without it the SQL goes to the standard output.")
  private @Nullable Path out;

  @Option(
      names = "--no-proof",
      description = "Ask no scratch database whether it takes what was written.")
  private boolean isUnproved;

  @Option(names = "--json", description = "A file for the report.")
  private @Nullable Path json;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scripts, in their order.")
  private List<Path> files = List.of();

  @Spec private @Nullable CommandSpec spec;

  /** Why nobody looked into routines; empty where somebody did. */
  private Optional<String> unchecked = Optional.of("--no-proof");

  @Override
  public Integer call() throws IOException {
    Conversion conversion = proved(Conversion.of(sources(), reader(), renderer()));
    String report = ConvertReport.json(conversion, source, target, unchecked);
    if (json != null) {
      checked(json).write(report);
    }
    PrintWriter summary = spec().commandLine().getErr();
    if (out != null) {
      write(out, conversion, report);
      summary = spec().commandLine().getOut();
    } else {
      spec().commandLine().getOut().print(conversion.script());
      spec().commandLine().getOut().flush();
    }
    ConvertReport.print(summary, conversion, unchecked);
    return 0;
  }

  private Conversion proved(Conversion conversion) {
    if (isUnproved) {
      return conversion;
    }
    // A signal waits until the server is stopped and its folder gone.
    try (EndRequest end = new EndRequest()) {
      try (ScratchServer server = end.start(() -> ScratchServer.start(conversion.roles()));
          Connection connection = server.connect()) {
        end.check();
        unchecked = server.uncheckedBecause();
        Conversion tried = Trial.of(conversion, connection, unchecked.isEmpty());
        end.check();
        return tried;
      }
    } catch (SQLException | ServerException e) {
      throw misused(
          "the scratch database can't be asked: %s; --no-proof converts without"
              .formatted(e.getMessage()));
    }
  }

  private void write(Path folder, Conversion conversion, String report) {
    try {
      new ConvertedFiles(folder).write(conversion, report);
    } catch (IOException e) {
      throw misused("%s can't be written to: %s".formatted(folder, e.getMessage()));
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

  private JsonFile checked(Path path) {
    JsonFile file = new JsonFile(path);
    try {
      file.check();
      return file;
    } catch (IOException e) {
      throw misused("%s can't be written: %s".formatted(path, e.getMessage()));
    }
  }

  private Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Path file : files) {
      sources.put(file.toString(), text(file));
    }
    return sources;
  }

  private String text(Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw misused("there is no file " + file);
    } catch (CharacterCodingException e) {
      throw misused(file + " is not UTF-8; convert it first, for example with iconv -t UTF-8");
    } catch (IOException e) {
      throw misused("%s can't be read: %s".formatted(file, e.getMessage()));
    }
  }

  private Function<String, ScriptReader> reader() {
    return engine(source, SOURCE)
        .scriptReader()
        .orElseThrow(() -> misused("--source must be oracle; others can't be read yet"));
  }

  private StatementRenderer renderer() {
    return engine(target.equals("postgresql") ? TARGET : target, TARGET)
        .statementRenderer()
        .orElseThrow(() -> misused("--target must be postgresql; others can't be written yet"));
  }

  private Engine engine(String id, String expected) {
    if (!id.equals(expected)) {
      throw misused(
          "from %s to %s nothing is converted yet; --source oracle --target postgresql is"
              .formatted(source, target));
    }
    return Engines.standard().named(id);
  }
}
