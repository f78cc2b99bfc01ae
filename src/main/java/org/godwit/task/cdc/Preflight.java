package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.plan.TaskPlan;

/**
 * All that keeps a source from being followed, found before anything is done, so that a person can
 * put it right in one go.
 */
final class Preflight {
  private final ChangeSource source;
  private final Connection connection;
  private final String stream;
  private final List<String> problems = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  Preflight(ChangeSource source, Connection connection, String stream) {
    this.source = source;
    this.connection = connection;
    this.stream = stream;
  }

  /** Looks at the settings of server and user. */
  void checkServer() throws SQLException {
    add(source.checks(connection, stream));
  }

  /**
   * Looks whether the user may set the source up for a stream that hasn't begun.
   *
   * @param tables that are followed
   * @param wholeRows those whose rows have to be logged whole, and why
   */
  void checkRights(Collection<Table> tables, Map<TableName, String> wholeRows) throws SQLException {
    add(source.tableChecks(connection, stream, tables, wholeRows));
  }

  /** Looks whether the user may make a canary's table, which isn't there. */
  void checkCanary(TableName canary) throws SQLException {
    add(source.canaryChecks(connection, canary));
  }

  private void add(List<Check> more) {
    List<String> names = more.stream().map(Check::name).toList();
    checks.removeIf(it -> names.contains(it.name())); // of all tables that the task might choose
    checks.addAll(more);
    more.stream()
        .filter(check -> check.result() == Result.FAILED)
        .map(Check::sentence)
        .forEach(problems::add);
  }

  /**
   * Looks at the tables. To go on past changes of one that was followed so far would lose them for
   * ever.
   *
   * @param plan with the tables that can't be followed refused in it
   * @param before the tables that were followed so far
   */
  void checkTables(TaskPlan plan, Set<TableName> before) {
    if (plan.tables().isEmpty()) {
      problems.add("no table can be followed. " + String.join(". ", plan.refused().values()));
      return;
    }
    List<String> gaps =
        plan.refused().entrySet().stream()
            .filter(entry -> before.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!gaps.isEmpty()) {
      problems.add(
          "a table that was followed so far can't be any more, and to go on without it would lose its changes: "
              + String.join(" ", gaps)
              + " Put it right, or leave the table out by a selection rule.");
    }
  }

  /** Looks whether the source has the changes from there on, and whether they can begin there. */
  void checkStart(EndpointConfig config, Position wished) throws SQLException {
    Position oldest;
    try {
      oldest = source.oldest(connection, stream);
    } catch (EngineException e) {
      if (e.failure() != Failure.POSITION_LOST) {
        throw e;
      }
      oldest = source.end(connection); // what isn't set up yet begins there
    } catch (SQLException e) {
      if (problems.isEmpty()) {
        throw e;
      }
      return; // what was found before says why there is no log to look at
    }
    Optional<String> obstacle = missing(wished, oldest);
    if (obstacle.isEmpty()) {
      obstacle = source.unfitStart(config, stream, wished);
    }
    obstacle.ifPresent(problems::add);
  }

  /** Why changes can't begin there, where the source has them since another place only. */
  Optional<String> missing(Position wished, Position oldest) throws SQLException {
    if (source.isBefore(wished, oldest)) {
      return Optional.of(
          "changes can't begin at %s: the source has them for this task since %s only"
              .formatted(wished.text(), oldest.text()));
    }
    Position end = source.end(connection);
    return source.isBefore(end, wished)
        ? Optional.of(
            "changes can't begin at %s: the source's log ends at %s"
                .formatted(wished.text(), end.text()))
        : Optional.empty();
  }

  /** Whether nothing was found so far. */
  boolean isClear() {
    return problems.isEmpty();
  }

  /** What a person should know, though it keeps nothing from going on. */
  List<String> warnings() {
    return checks.stream()
        .filter(check -> check.result() == Result.WARNING)
        .map(check -> check.name() + ": " + check.details())
        .toList();
  }

  /**
   * Ends here where something was found.
   *
   * @param place of the source, for the message
   */
  void require(String place) {
    if (problems.size() == 1) {
      throw new EngineException(
          Failure.CONFIGURATION, "%s can't be followed. %s".formatted(place, problems.getFirst()));
    }
    if (!problems.isEmpty()) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "%s can't be followed, for %d reasons; nothing was changed.%n%s"
              .formatted(
                  place,
                  problems.size(),
                  problems.stream()
                      .map(problem -> "- " + problem)
                      .collect(Collectors.joining(System.lineSeparator()))));
    }
  }
}
