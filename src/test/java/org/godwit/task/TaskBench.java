package org.godwit.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.mapping.TableMapping;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;
import org.godwit.task.settings.TaskSettings;
import org.godwit.testing.FaultProxy;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.TestServer;

/** A task between two databases of one test's own, usually from MariaDB to PostgreSQL. */
final class TaskBench {
  final TestDatabase source;
  final TestDatabase target;
  final List<LogLine> log = new CopyOnWriteArrayList<>();
  final StopSignal stop = new StopSignal();
  final TableWishes tables = new TableWishes();

  /** Is told of every line of the log in the thread that writes it. */
  Consumer<LogLine> onLine = _ -> {};

  /** Of runs that follow changes. */
  ChangeWishes wishes = ChangeWishes.NONE;

  /** Of the source's endpoint. */
  Map<String, String> sourceSettings = Map.of();

  /** Those of the last run, from its beginning. */
  volatile SourceLimits limits = new SourceLimits(SourceLimits.NONE, SourceLimits.NONE);

  final TaskProgress progress = new TaskProgress(Clock.systemUTC());
  private final String engine;
  private final String targetEngine;
  private final Path rejects;

  private TaskBench(
      String engine, TestDatabase source, String targetEngine, TestDatabase target, Path rejects) {
    this.engine = engine;
    this.targetEngine = targetEngine;
    this.source = source;
    this.target = target;
    this.rejects = rejects;
  }

  static TaskBench fresh(Path rejects) throws SQLException {
    return from("mariadb", rejects);
  }

  /** From a source of that engine. */
  static TaskBench from(String engine, Path rejects) throws SQLException {
    return between(engine, "postgres", rejects);
  }

  /** Between databases of two engines. */
  static TaskBench between(String source, String target, Path rejects) throws SQLException {
    return new TaskBench(
        source, server(source).newDatabase(), target, server(target).newDatabase(), rejects);
  }

  private static TestServer server(String engine) {
    return switch (engine) {
      case "mariadb" -> Servers.mariaDb();
      case "mysql" -> Servers.mysql();
      default -> Servers.postgres();
    };
  }

  /** From a database to one of PostgreSQL, both made by the test itself. */
  static TaskBench between(String engine, TestDatabase source, TestDatabase target, Path rejects) {
    return new TaskBench(engine, source, "postgres", target, rejects);
  }

  /** Between databases of two engines, both made by the test itself. */
  static TaskBench between(
      String engine, TestDatabase source, String targetEngine, TestDatabase target, Path rejects) {
    return new TaskBench(engine, source, targetEngine, target, rejects);
  }

  /** The same task and target, with its endpoint changed to this source. */
  TaskBench withSource(TestDatabase other) {
    return new TaskBench(engine, other, targetEngine, target, rejects);
  }

  /** The same task, with its ends reached through proxies. */
  TaskBench behind(FaultProxy ofSource, FaultProxy ofTarget) {
    return new TaskBench(
        engine, source.behind(ofSource), targetEngine, target.behind(ofTarget), rejects);
  }

  /** The same task, with its source reached through a proxy. */
  TaskBench behindSource(FaultProxy proxy) {
    return new TaskBench(engine, source.behind(proxy), targetEngine, target, rejects);
  }

  /** The same, with another login at the target. */
  TaskBench as(String user, String password) {
    return new TaskBench(engine, source, targetEngine, target.as(user, password), rejects);
  }

  /** The same databases, as a new process would meet them. */
  TaskBench again() {
    TaskBench again = new TaskBench(engine, source, targetEngine, target, rejects);
    again.sourceSettings = sourceSettings;
    return again;
  }

  TaskOutcome run(String settings) {
    return run(Engines.standard(), settings, Start.RESUME, Set.of());
  }

  /** Runs the task with something about it changed. */
  TaskOutcome run(String settings, UnaryOperator<Task> change) {
    return run(settings, change, Start.RESUME);
  }

  TaskOutcome run(String settings, UnaryOperator<Task> change, Start start) {
    return run(Engines.standard(), change.apply(task(settings)), start, Set.of());
  }

  /** The same with engines of the test's own. */
  TaskOutcome run(Engines engines, String settings, UnaryOperator<Task> change) {
    return run(engines, change.apply(task(settings)), Start.RESUME, Set.of());
  }

  TaskOutcome run(Engines engines, String settings, Start start, Set<TableName> reload) {
    return run(engines, task(settings), start, reload);
  }

  private TaskOutcome run(Engines engines, Task task, Start start, Set<TableName> reload) {
    limits = task.settings().sourceLimits();
    return new TaskRunner(context(engines), wishes).run(task, start, reload);
  }

  /** What surrounds a run. */
  RunContext context() {
    return context(Engines.standard());
  }

  private RunContext context(Engines engines) {
    return new RunContext(
        engines,
        Clock.systemUTC(),
        "a test",
        rejects,
        limits,
        progress,
        new TaskLog(
            Clock.systemUTC(),
            line -> {
              log.add(line);
              onLine.accept(line);
            }),
        stop,
        tables);
  }

  Task task(String settings) {
    return new Task(
        "test",
        MigrationType.FULL_LOAD,
        endpoint(engine, source, sourceSettings),
        endpoint(targetEngine, target, Map.of()),
        TableMapping.ofSchema(schema()),
        TaskSettings.parse(settings(settings)));
  }

  /**
   * Primary keys are made when new tasks make them. A database on MySQL is what a schema is
   * elsewhere, and all tests share one server: so the tables go into the test's own database, and
   * the control tables into one beside it.
   */
  String settings(String settings) {
    try {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(settings);
      json.withObject("/FullLoadSettings").putIfAbsent("CreatePkAfterFullLoad", BooleanNode.TRUE);
      if (isMySqlTarget()) {
        json.withObject("/TargetMetadata").put("TargetSchema", target.name());
        json.withObject("/ControlTablesSettings").put("ControlSchema", controlSchema());
      }
      return json.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(settings, e);
    }
  }

  /** The target's engine, as URLs name it. */
  String targetScheme() {
    return isMySqlTarget() ? targetEngine : "postgresql";
  }

  boolean isMySqlTarget() {
    return !targetEngine.equals("postgres");
  }

  /** Where the target keeps what Godwit must know. */
  String controlSchema() {
    return isMySqlTarget() ? target.name() + "_control" : "godwit_control";
  }

  private static EndpointConfig endpoint(
      String engine, TestDatabase database, Map<String, String> settings) {
    return new EndpointConfig(
        engine,
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        new Password(database.password()),
        Tls.NONE,
        engine.equals("mysql") ? Map.of("AllowPublicKeyRetrieval", "true") : settings);
  }

  /** The source's engine, also its URL's scheme. */
  String engine() {
    return engine;
  }

  /** The schema of the source's tables. */
  String schema() {
    return engine.equals("postgres") ? "shop" : source.name();
  }

  /** The table on the target, quoted. */
  String targetTable(String table) {
    return isMySqlTarget()
        ? "`" + target.name() + "`.`" + table + "`"
        : "\"" + schema() + "\".\"" + table + "\"";
  }

  /** The table on the source; makes its schema where there is none. */
  String sourceTable(String table) throws SQLException {
    if (!engine.equals("postgres")) {
      return table;
    }
    source.execute("CREATE SCHEMA IF NOT EXISTS shop");
    return "shop." + table;
  }

  long count(TestDatabase database, String table) throws SQLException {
    return Long.parseLong(query(database, "SELECT count(*) FROM " + table).getFirst());
  }

  List<String> query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        found.add(row.toString());
      }
      return found;
    }
  }
}
