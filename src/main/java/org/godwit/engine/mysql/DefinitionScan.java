package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableAlteration.Rows;

/**
 * Where in a part of the log tables were altered, and where its server was killed while it wrote.
 * The log doesn't name columns, and the catalog knows only how tables are now: rows before such a
 * place are in a form that nobody knows any more.
 */
final class DefinitionScan {
  /** A server with nothing to send says so much more often. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BinlogSearch.Opening log;
  private final Following following;
  private final Collection<TableName> tables;
  private final Collection<TableName> same;
  private final Collection<TableName> cascading;
  private final NameCase letters;
  private final Map<TableName, List<TableAlteration>> altered = new HashMap<>();
  private final List<TornEnd> torn = new ArrayList<>();
  private final TransactionTrail trail = new TransactionTrail();

  /** Tells which file the server has begun behind another; empty for none. */
  @FunctionalInterface
  interface Following {
    Optional<String> file(String name) throws SQLException;
  }

  /**
   * What was found.
   *
   * @param altered of each table that was altered, what was done in order
   * @param torn where a transaction was not written to its end
   */
  record Found(Map<TableName, List<TableAlteration>> altered, List<TornEnd> torn) {
    /** Nothing. */
    static final Found NOTHING = new Found(Map.of(), List.of());
  }

  /**
   * Of these tables.
   *
   * @param same those whose definition is what it was: what leaves the form of rows leaves them
   * @param cascading those that have, or had, foreign keys by which their rows are changed behind
   *     the log
   */
  DefinitionScan(
      BinlogSearch.Opening log,
      Following following,
      Collection<TableName> tables,
      Collection<TableName> same,
      Collection<TableName> cascading,
      NameCase letters) {
    this.log = log;
    this.following = following;
    this.tables = tables;
    this.same = same;
    this.cascading = cascading;
    this.letters = letters;
  }

  /**
   * Reads the log.
   *
   * @param from where it begins, between two transactions
   * @param end where to stop
   */
  Found run(Position from, BinlogPosition end) throws SQLException {
    boolean isRead = false;
    Position place = from;
    while (!isRead) {
      try (BinlogEvents events = log.from(place)) {
        isRead = read(events, end);
      } catch (EngineException e) {
        if (!BinlogConnection.isTorn(e)) {
          throw e;
        }
      }
      if (!isRead) {
        place = tornHere().behind();
      }
    }
    return new Found(altered, torn);
  }

  /** Up to the end, or to where a file is torn. */
  private boolean read(BinlogEvents events, BinlogPosition end) {
    boolean isBehindTear = !torn.isEmpty();
    while (true) {
      BinlogEvent event = events.next(PATIENCE);
      if (event == null) {
        throw new EngineException(
            Failure.TIMEOUT,
            "the source sent nothing of its binary log for %d seconds; resume once it does"
                .formatted(PATIENCE.toSeconds()));
      }
      if (isBehindTear && event.type() == BinlogEvent.FORMAT_DESCRIPTION) {
        requireStart(event);
        isBehindTear = false;
      }
      if (event.isRotation()) {
        trail.leave(); // the server has finished the file
      }
      if (trail.isOpen() && !event.file().equals(trail.file())) {
        return false;
      }
      trail.take(event);
      if (event.type() == BinlogEvent.QUERY) {
        look(event);
      }
      boolean isPlaced = !event.file().isEmpty() && event.next() > 0;
      if (isPlaced && new BinlogPosition(event.file(), event.next(), "").compareTo(end) >= 0) {
        return true;
      }
    }
  }

  private void look(BinlogEvent event) {
    LoggedQuery query = LoggedQuery.of(event);
    LoggedStatement statement = LoggedStatement.of(query.sql(), query.database());
    if (statement.kind() != LoggedStatement.Kind.DEFINITION) {
      return;
    }
    BinlogPosition place = new BinlogPosition(event.file(), event.at(), "");
    for (TableName table : tables) {
      boolean altersCascades = statement.touchesKeys() && cascading.contains(table);
      if (statement.isFormKept() && same.contains(table) && !altersCascades) {
        continue;
      }
      for (LoggedStatement.Effect effect : statement.on(table, letters)) {
        // From here on other changes of its rows are missing in the log than before.
        Rows rows = altersCascades && effect.rows() == Rows.KEPT ? Rows.OTHER : effect.rows();
        altered
            .computeIfAbsent(table, _ -> new ArrayList<>())
            .add(new TableAlteration(place, query.shown(), rows, effect.steps(), Map.of()));
      }
    }
  }

  private TornEnd tornHere() throws SQLException {
    String file = trail.file();
    TornEnd end =
        new TornEnd(
            file,
            trail.begun(),
            following
                .file(file)
                .orElseThrow(
                    () ->
                        new EngineException(
                            Failure.CONNECTION_LOST,
                            "the source can't send the end of its binary log %s, and has no file behind it"
                                .formatted(file))));
    torn.add(end);
    trail.leave();
    return end;
  }

  /** Only a server that was started anew has rolled back what its log has no end of. */
  private void requireStart(BinlogEvent event) {
    if (!event.isOfStart()) {
      TornEnd end = torn.getLast();
      throw new EngineException(
          Failure.POSITION_LOST,
          "the source's binary log %s ends in the middle of a transaction at %d, and %s was not begun by a start of the server: what is between them is lost. Restart the task, so that every table is loaded again."
              .formatted(end.file(), end.at(), end.next()));
    }
  }
}
