package org.godwit.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.godwit.convert.Conversion;
import org.godwit.convert.PostgresVersion;
import org.godwit.convert.Source;
import org.godwit.convert.SourceText;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.SchemaScripts;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is converted to what, and whether it is tried. */
final class ConversionOptions {
  private static final String EXTRACTED = "oracle";
  private static final String TARGET = "postgres";

  /** What scripts are called; other files of a folder are named and left alone. */
  private static final Set<String> ENDINGS =
      Set.of(
          "sql", "ddl", "pls", "plsql", "pks", "pkb", "pkg", "pck", "plb", "prc", "fnc", "trg",
          "vw", "tps", "tpb", "typ", "seq", "syn", "tab", "idx", "con", "grt");

  @Option(
      names = "--source",
      required = true,
      description =
          "The files' engine: oracle, mysql, mariadb or postgresql. Or the URL of a server whose data"
              + " dictionary is read instead of files: oracle://user@host:1521/service,"
              + " mysql://user@host:3306/database, postgresql://user@host:5432/database. Its password goes into GODWIT_SOURCE_PASSWORD, so"
              + " that no process list shows it; a whole URL may stand in GODWIT_SOURCE_URL, with"
              + " --source oracle and no FILE.")
  private String source = "";

  @Option(names = "--target", required = true, description = "The engine wanted: postgresql.")
  private String target = "";

  @Mixin private ProofOptions proof = new ProofOptions();

  @Option(
      names = "--encoding",
      description =
          "What files without a byte order mark are written in, such as windows-1252; UTF-8 and"
              + " UTF-16 are found out.")
  private @Nullable String encoding;

  @Option(
      names = "--schemas",
      description =
          "Of a server: the schemas to read, with commas between them, * for all that people made;"
              + " without, those of the URL's user.")
  private @Nullable String schemas;

  @Option(
      names = "--start",
      paramLabel = "'FILE ARGUMENT…'",
      description =
          "The script that SQL*Plus is started with, and its arguments: only it is converted, with"
              + " what it includes. Without it all files are that no other one includes.")
  private List<String> starts = List.of();

  @Option(
      names = "--define",
      paramLabel = "NAME=VALUE",
      description = "A value of SQL*Plus's variable &NAME, where the scripts themselves have none.")
  private Map<String, String> variables = Map.of();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Scripts in their order, folders of them, or what the script of godwit extract wrote.")
  private List<Path> files = List.of();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private final Map<String, String> extracted = new LinkedHashMap<>();

  /** The engine of the server that was read. */
  private String read = "";

  /** The source's engine. */
  String source() {
    return read.isEmpty() ? source : read;
  }

  /** The source as a report names it. */
  String sourceWords() {
    return Source.of(source()).map(Source::words).orElse(source());
  }

  private boolean isServer() {
    return files.isEmpty() || source.contains("://") || source.startsWith("jdbc:");
  }

  /** Scripts that were read out of a dictionary, text by name; files of the user's are none. */
  Map<String, String> extracted() {
    return extracted;
  }

  String target() {
    return target;
  }

  /** Who was asked whether it takes what was written. */
  ProofOptions proof() {
    return proof;
  }

  /** A conversion, tried on a scratch database unless nobody wants that. */
  Conversion converted(Map<String, String> sources) {
    Source from = from(source());
    Engines engines = Engines.standard();
    Engine engine = engines.named(from.engine());
    PostgresVersion version = proof.version();
    Supplier<Conversion> converting =
        () ->
            Conversion.of(
                from,
                sent(engine, sources),
                engine.scriptReader().orElseThrow(),
                engines.named(TARGET).statementRenderer().orElseThrow(),
                version);
    return proof.of(converting);
  }

  /** What the engine's client sends of the scripts; those of a dictionary are nobody's client's. */
  private List<ScriptPart> sent(Engine from, Map<String, String> sources) {
    Optional<ScriptClient> client = from.scriptClient();
    ScriptSet scripts =
        new ScriptSet(
            sources, file -> beside(Path.of(file)), ClientStart.of(starts, sources), variables);
    return isServer() || client.isEmpty() ? ScriptClient.plain(scripts) : client.get().run(scripts);
  }

  /** A file that a script includes: one of a folder that was given, or below a file's own. */
  private Optional<String> beside(Path file) {
    Path normal = file.toAbsolutePath().normalize();
    boolean mayRead =
        files.stream()
            .map(it -> it.toAbsolutePath().normalize())
            .map(it -> Files.isDirectory(it) ? it : it.getParent())
            .anyMatch(normal::startsWith);
    return mayRead && Files.isRegularFile(normal) ? Optional.of(text(file)) : Optional.empty();
  }

  /** The source of that engine, where what it has is converted to the target that is wanted. */
  private Source from(String engine) {
    boolean isTarget = target.equals("postgresql") || target.equals(TARGET);
    return Source.of(engine)
        .filter(_ -> isTarget)
        .orElseThrow(
            () ->
                misused(
                    "from %s to %s nothing is converted yet; --source oracle, mysql, mariadb or postgresql with --target postgresql is"
                        .formatted(source, target)));
  }

  /** All scripts as one source. */
  Map<String, String> sources() {
    Map<String, String> all = new LinkedHashMap<>();
    sourcesByServer("").values().forEach(all::putAll);
    return all;
  }

  private void checkStarts(Collection<Map<String, String>> servers) {
    for (String start : starts) {
      if (servers.stream().allMatch(it -> ClientStart.of(List.of(start), it).isEmpty())) {
        throw misused("--start %s: there is no such file among those given".formatted(start));
      }
    }
  }

  /**
   * The scripts of each server: each folder is one, named as the folder; files are one together.
   *
   * @param name of the server that files are of
   */
  Map<String, Map<String, String>> sourcesByServer(String name) {
    Map<String, Map<String, String>> servers = new LinkedHashMap<>();
    if (isServer()) {
      servers.put(name, fromServer());
      return servers;
    }
    if (schemas != null) {
      throw misused("--schemas goes with the URL of a server; files have theirs in them");
    }
    for (Path file : files) {
      boolean isFolder = Files.isDirectory(file);
      String server =
          isFolder ? String.valueOf(file.toAbsolutePath().normalize().getFileName()) : name;
      while (isFolder && servers.containsKey(server)) {
        server += " (" + file + ")"; // two folders of one name
      }
      Map<String, String> scripts = servers.computeIfAbsent(server, _ -> new LinkedHashMap<>());
      for (Path script : isFolder ? scripts(file) : List.of(file)) {
        put(script.toString(), text(script), scripts);
      }
    }
    checkStarts(servers.values());
    return servers;
  }

  private Map<String, String> fromServer() {
    if (!files.isEmpty()) {
      throw misused("give files, or the URL of a server, not both");
    }
    boolean isNamed = Source.of(source).isPresent();
    if (isNamed && DataFolder.environment("GODWIT_SOURCE_URL").isEmpty()) {
      throw misused("name scripts, or give the URL of a server as --source or GODWIT_SOURCE_URL");
    }
    Engines engines = Engines.standard();
    try {
      EndpointConfig config = NamedEndpoint.of("source", isNamed ? null : source, engines);
      Engine engine = engines.named(from(config.engine()).engine());
      read = config.engine();
      String wanted = Objects.requireNonNullElse(schemas, "");
      scripts(engine).check(wanted);
      try (Connection connection = engine.connect(config)) {
        extracted.putAll(scripts(engine).read(connection, wanted, Long.MAX_VALUE));
        return extracted;
      } catch (SQLException e) {
        throw engine.explain(e, "reading schemas", config);
      }
    } catch (EngineException e) {
      if (e.failure() == Failure.CONFIGURATION) {
        throw misused(e.sentence());
      }
      throw e;
    }
  }

  private SchemaScripts scripts(Engine engine) {
    return engine
        .schemaScripts()
        .orElseThrow(() -> misused("schemas of such a server can't be read yet; name files"));
  }

  /** What SQL*Plus extracted is several scripts in one file. */
  private void put(String name, String text, Map<String, String> scripts) {
    try {
      Optional<Map<String, String>> parts =
          source.equals(EXTRACTED)
              ? scripts(Engines.standard().named(EXTRACTED)).ofExtraction(name, text)
              : Optional.empty();
      if (parts.isEmpty()) {
        scripts.put(name, text);
        return;
      }
      parts
          .get()
          .forEach(
              (part, made) -> {
                scripts.put(name + "/" + part, made);
                extracted.put(name + "/" + part, made);
              });
    } catch (EngineException e) {
      throw misused(e.sentence());
    }
  }

  private List<Path> scripts(Path folder) {
    try {
      // What a person names may be a link to the folder, which a walk doesn't follow.
      Path real = folder.toRealPath();
      List<Path> all;
      try (Stream<Path> files = Files.walk(real)) {
        all =
            files
                .filter(Files::isRegularFile)
                .map(it -> folder.resolve(real.relativize(it)))
                .sorted()
                .toList();
      }
      List<Path> scripts = all.stream().filter(ConversionOptions::isScript).toList();
      if (scripts.isEmpty()) {
        throw misused(
            "%s has no scripts: no file whose name ends in .sql, .pks, .pkb and the like; name the files themselves"
                .formatted(folder));
      }
      if (scripts.size() < all.size()) {
        spec()
            .commandLine()
            .getErr()
            .printf(
                "%s: %d files that are no scripts are left out, such as %s%n",
                folder,
                all.size() - scripts.size(),
                all.stream().filter(it -> !isScript(it)).findFirst().orElse(folder));
      }
      return scripts;
    } catch (IOException e) {
      throw misused("%s can't be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private static boolean isScript(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
        || name.endsWith("extraction.txt");
  }

  private String text(Path file) {
    try {
      return SourceText.decoded(Files.readAllBytes(file), charset());
    } catch (NoSuchFileException e) {
      throw misused("there is no file " + file);
    } catch (SourceText.Unreadable e) {
      throw misused("%s %s, such as --encoding windows-1252".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw misused("%s can't be read: %s".formatted(file, e.getMessage()));
    }
  }

  private Optional<Charset> charset() {
    try {
      return Optional.ofNullable(encoding).map(Charset::forName);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw misused("there is no encoding %s; windows-1252 is one".formatted(encoding));
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives a command its spec");
    }
    return spec;
  }

  /** Ends the command with a sentence. */
  ParameterException misused(String sentence) {
    return new ParameterException(spec().commandLine(), sentence);
  }
}
