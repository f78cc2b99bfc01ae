package org.godwit.cli;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.godwit.demo.DemoServers;
import org.godwit.demo.DemoTask;
import org.godwit.embedded.Folders;
import org.godwit.embedded.LocalConnection;
import org.godwit.embedded.Login;
import org.godwit.embedded.MariaDbServer;
import org.godwit.embedded.PostgresServer;
import org.godwit.embedded.ServerException;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code godwit training-run USE}: does once what users do most, on servers of its own in a
 * temporary folder, while the JVM records which classes and methods that takes. Its archive ({@code
 * -XX:AOTCacheOutput}) then spares later starts most of their work. MariaDB's part is done where
 * its programs have been fetched.
 */
@Command(
    name = "training-run",
    hidden = true,
    description =
        "Starts the console, runs some loads, or converts a script, for the JVM to record.",
    mixinStandardHelpOptions = true)
final class TrainingRun implements Callable<Integer> {
  /** Enough for the methods of a load to be compiled for good. */
  private static final int ROWS = 200_000;

  /** What most mappings say at least. */
  private static final String MAPPINGS =
      """
      {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "all",
        "object-locator": {"schema-name": "public", "table-name": "%"}, "rule-action": "include"}]}""";

  /** What is done: each use has an archive of its own, with the classes that it needs. */
  enum Use {
    CONSOLE,
    RUN,
    CONVERT
  }

  @Parameters(paramLabel = "USE", description = "${COMPLETION-CANDIDATES}")
  private Use use = Use.CONSOLE;

  @Override
  public Integer call() throws IOException, SQLException {
    Path folder = Files.createTempDirectory("godwit-training");
    try (EndRequest end = new EndRequest()) {
      return switch (use) {
        case CONSOLE -> console(folder, end);
        case RUN -> run(folder, end);
        case CONVERT -> convert(folder);
      };
    } finally {
      Folders.delete(folder);
    }
  }

  private static int run(Path folder, EndRequest end) throws IOException, SQLException {
    loadPostgres(folder, end);
    end.check();
    if (MariaDbServer.isFetched()) {
      loadMariaDb(folder, end);
    }
    return 0;
  }

  private static int convert(Path folder) throws IOException {
    Path script = folder.resolve("training.sql");
    try (InputStream in = TrainingRun.class.getResourceAsStream("/training/oracle.sql")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    int code = 0;
    for (List<String> options : List.of(List.of("--no-proof"), List.<String>of())) {
      List<String> arguments =
          new ArrayList<>(List.of("convert", "--source", "oracle", "--target", "postgresql"));
      arguments.addAll(options);
      arguments.addAll(List.of("--out", folder.resolve("converted").toString()));
      arguments.add(script.toString());
      code |= execute(arguments);
    }
    return code
        | execute(
            List.of(
                "assess",
                "--source",
                "oracle",
                "--target",
                "postgresql",
                "--no-proof",
                "--out",
                folder.resolve("report").toString(),
                script.toString()));
  }

  private static int execute(List<String> arguments) {
    return Godwit.commandLine()
        .setOut(new PrintWriter(Writer.nullWriter()))
        .execute(arguments.toArray(String[]::new));
  }

  private static void loadPostgres(Path folder, EndRequest end) throws IOException, SQLException {
    Path mappings = Files.writeString(folder.resolve("mappings.json"), MAPPINGS);
    var options =
        PostgresServer.Options.in(folder.resolve("postgres"), Login.generated("training"));
    try (PostgresServer server = end.start(() -> PostgresServer.start(options))) {
      server.createDatabase("source");
      server.createDatabase("target");
      try (Connection connection =
              LocalConnection.open(
                  server.jdbcUrl("source"), server.user(), server.password().reveal());
          Statement statement = connection.createStatement()) {
        statement.execute(sample(ROWS));
      }
      String url =
          "postgresql://%s:%s@%s:%d/"
              .formatted(
                  server.user(),
                  EndpointUrl.encode(server.password().reveal()),
                  server.host(),
                  server.port());
      load(folder, url + "source", url + "target", "--mappings", mappings.toString());
    }
  }

  /** A table with the types that most tables have. */
  private static String sample(int rows) {
    return """
      CREATE TABLE sample (
        id bigint PRIMARY KEY, parent bigint REFERENCES sample, name varchar(80) NOT NULL, note text,
        price numeric(12,2), reading double precision, quality smallint, flag boolean, day date,
        made timestamp(6), seen timestamptz, data bytea, document jsonb, code uuid);
      CREATE INDEX sample_name ON sample (name);
      INSERT INTO sample
      SELECT i, nullif(i - mod(i, 100), 0), 'name ' || i, CASE WHEN mod(i, 3) = 0 THEN repeat('é', 40) END,
        i / 7.0, i / 3.0, mod(i, 100), mod(i, 2) = 0, date '2020-01-01' + mod(i, 1000),
        timestamp '2020-01-01' + i * interval '1 second', now(), decode(md5(i::text), 'hex'),
        jsonb_build_object('i', i), md5(i::text)::uuid
      FROM generate_series(1, %d) i"""
        .formatted(rows);
  }

  private static void loadMariaDb(Path folder, EndRequest end) throws IOException {
    Path settings = Files.writeString(folder.resolve("settings.json"), DemoTask.SETTINGS);
    try (DemoServers servers = end.start(() -> DemoServers.start(folder.resolve("demo")))) {
      load(folder, url(servers.source()), url(servers.target()), "--settings", settings.toString());
    }
  }

  private static String url(EndpointConfig end) {
    return "%s://%s:%s@%s:%d/%s"
        .formatted(
            end.engine(),
            end.user(),
            EndpointUrl.encode(end.password().reveal()),
            end.host(),
            end.port(),
            end.database());
  }

  private static void load(Path folder, String source, String target, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of("--source", source, "--target", target));
    arguments.addAll(List.of("--rejects", folder.resolve("rejects").toString()));
    arguments.addAll(List.of("--json", folder.resolve("statistics.json").toString()));
    arguments.addAll(List.of(more));
    if (execute(arguments) != 0) {
      throw new ServerException("a load of the training run failed; its messages are above");
    }
  }

  private static int console(Path folder, EndRequest end) {
    Path data = folder.resolve("console");
    System.setProperty("godwit.data", data.toString());
    System.setProperty("quarkus.http.port", "0");
    return Console.runOn(data, end, Visit.class);
  }

  /** Asks for the first page, and ends. */
  public static final class Visit implements QuarkusApplication {
    private static final int OK = 200;

    @Override
    public int run(String... arguments) throws IOException, InterruptedException {
      int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
      URI page = URI.create("http://127.0.0.1:" + port + "/login");
      try (HttpClient client = HttpClient.newHttpClient()) {
        int status =
            client
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        return status == OK ? 0 : 1;
      }
    }
  }
}
