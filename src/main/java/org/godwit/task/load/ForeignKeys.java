package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.godwit.catalog.TableName;
import org.godwit.engine.BuildResources;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.task.LogComponent;
import org.godwit.task.control.StatementRecord;

/**
 * Makes foreign keys when all tables are there. To make one locks both tables against each other's,
 * so they are made one after another; where the target looks at the rows in a statement of its own,
 * tables are looked at beside each other.
 */
final class ForeignKeys {
  /** Their tables are locked till the last of them is there, and a refused one undoes all. */
  private static final int MADE_TOGETHER = 50;

  private final LoadContext context;
  private final SuspendedTables suspended;
  private final BuildResources build;

  /**
   * Foreign keys of one load.
   *
   * @param build what a session may use of the target to look at the rows
   */
  ForeignKeys(LoadContext context, SuspendedTables suspended, BuildResources build) {
    this.context = context;
    this.build = build;
    this.suspended = suspended;
  }

  /**
   * Runs what is not done of these statements.
   *
   * @param target on which sessions are ready to build
   */
  void build(Connection target, Collection<StatementRecord> statements) throws SQLException {
    try (Definitions definitions = new Definitions(context, target)) {
      List<StatementRecord> keys =
          byTable(statements, Phase.FOREIGN_KEY).stream().flatMap(List::stream).toList();
      for (int from = 0; from < keys.size(); from += MADE_TOGETHER) {
        buildTogether(definitions, keys.subList(from, Math.min(from + MADE_TOGETHER, keys.size())));
      }
    }
    validate(new ConcurrentLinkedQueue<>(byTable(statements, Phase.FOREIGN_KEY_VALIDATION)));
  }

  /** Keys that were there while rows came and went unlooked at; those that are made look. */
  void tellOfOrphans(Connection target, Collection<LoadTable> tables) {
    for (LoadTable table : tables) {
      if (!table.exists() || suspended.contains(table.name())) {
        continue;
      }
      List<String> orphans =
          context.compute(
              target,
              "checking the foreign keys of " + table.target().name(),
              connection -> context.target().load().orphans(connection, table.target().name()));
      for (String sentence : orphans) {
        context.log().warning(LogComponent.TABLES_MANAGER, table.name(), sentence);
        context.progress().of(table.name()).message(sentence);
      }
    }
  }

  /** By the target's table: two statements on one would wait for each other. */
  private static Collection<List<StatementRecord>> byTable(
      Collection<StatementRecord> statements, Phase phase) {
    Map<TableName, List<StatementRecord>> byTable = new TreeMap<>();
    for (StatementRecord record : statements) {
      if (!record.done() && record.statement().phase() == phase) {
        byTable.computeIfAbsent(record.statement().table(), _ -> new ArrayList<>()).add(record);
      }
    }
    return byTable.values();
  }

  private void validate(Queue<List<StatementRecord>> tables) {
    int workers = Math.min(context.settings().subTasksMax(), tables.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        all.add(threads.submit(() -> work(tables)));
      }
      for (Future<?> worker : all) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }

  private void work(Queue<List<StatementRecord>> tables) {
    try (Connection target = context.target().connect();
        Definitions definitions = new Definitions(context, target)) {
      context.target().prepareLookingAtKeys(target, build);
      for (List<StatementRecord> next = tables.poll(); next != null; next = tables.poll()) {
        build(definitions, next);
      }
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "ending a worker", context.target().config());
    } catch (RuntimeException e) {
      tables.clear();
      throw e;
    }
  }

  private void buildTogether(Definitions definitions, List<StatementRecord> keys) {
    List<StatementRecord> wanted =
        keys.stream().filter(key -> !suspended.contains(key.source())).toList();
    boolean areBuilt =
        wanted.size() > 1
            && !definitions.commit()
            && new TargetObjects(context, definitions).buildTogether(wanted);
    if (!areBuilt) {
      build(definitions, wanted);
    }
  }

  private void build(Definitions definitions, List<StatementRecord> records) {
    for (StatementRecord record : records) {
      if (suspended.contains(record.source())) {
        continue;
      }
      try {
        new TargetObjects(context, definitions)
            .build(List.of(record), EnumSet.of(record.statement().phase()));
      } catch (TableError e) {
        suspended.suspend(definitions.ledger(), record.source(), e.sentence());
      }
    }
  }
}
