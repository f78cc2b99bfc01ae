package org.godwit.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/** A task's figures while it runs, by table and by phase. */
public final class TaskProgress {
  /** The phase in which rows are moved. */
  public static final String FULL_LOAD = "Full load";

  /** The phase in which the source's changes are applied. */
  public static final String ONGOING_CHANGES = "Ongoing changes";

  /** What {@link #doing} begins with where a run waits before it tries again. */
  public static final String WAITING = "Waiting";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What {@link #phases} begins with where a run has had more than are kept. */
  public static final String EARLIER = "Earlier";

  /** A run may be planned anew, or wait for its servers, many times a day. */
  private static final int PHASES_MAX = 16;

  private final Clock clock;
  private final Map<TableName, TableProgress> tables = new ConcurrentSkipListMap<>();
  private final List<Phase> phases = new ArrayList<>();

  /** Loads beside the phases, which last. */
  private final List<Phase> loads = new ArrayList<>();

  private final ChangeProgress changes = new ChangeProgress();
  private Duration loadedEarlier = Duration.ZERO;
  private final MovedRows moved = new MovedRows();
  private final Queue<TableNews> news = new ConcurrentLinkedQueue<>();
  private String waiting = "";
  private volatile int pointsInTime;
  private volatile boolean isPlanned;

  /** Empty figures. */
  public TaskProgress(Clock clock) {
    this.clock = clock;
  }

  /**
   * A stretch of a run.
   *
   * @param name for pages: {@code Full load}
   * @param startedAt when it began
   * @param endedAt when it ended, null while it lasts
   */
  public record Phase(String name, Instant startedAt, @Nullable Instant endedAt) {
    /** How long it took, up to now where it has not ended. */
    public Duration duration(Instant now) {
      return Duration.between(startedAt, endedAt == null ? now : endedAt);
    }
  }

  /**
   * The run waits before it tries again.
   *
   * @param why what failed, and where
   * @param until when it goes on
   */
  public synchronized void awaitRetry(String why, Instant until) {
    enter(WAITING);
    waiting = WAITING + " until %s UTC to try again: %s".formatted(TIME.format(until), why);
  }

  /** What the run is doing, for people: its phase, or what it waits for, and until when. */
  public synchronized String doing() {
    return waiting.isEmpty() ? phase() : waiting;
  }

  /** The next phase begins, the one before ends. */
  public synchronized void enter(String name) {
    endPhase();
    phases.add(new Phase(name, clock.instant(), null));
    while (phases.size() > PHASES_MAX) {
      fold();
    }
  }

  /** The first two become one, of which the time that rows were moved in is kept. */
  private void fold() {
    Phase first = phases.removeFirst();
    Phase second = phases.removeFirst();
    for (Phase phase : List.of(first, second)) {
      if (phase.name().equals(FULL_LOAD)) {
        loadedEarlier = loadedEarlier.plus(phase.duration(clock.instant()));
      }
    }
    phases.addFirst(new Phase(EARLIER, first.startedAt(), second.endedAt()));
  }

  /** The last phase ends. */
  public synchronized void endPhase() {
    waiting = "";
    if (!phases.isEmpty() && phases.getLast().endedAt() == null) {
      Phase last = phases.removeLast();
      phases.add(new Phase(last.name(), last.startedAt(), clock.instant()));
    }
  }

  /** Rows are moved from now on, beside whatever phase lasts. */
  public synchronized void beginLoadBeside() {
    loads.add(new Phase(FULL_LOAD, clock.instant(), null));
  }

  /** That has ended. */
  public synchronized void endLoadBeside() {
    loadedEarlier = loadedEarlier.plus(loads.removeLast().duration(clock.instant()));
  }

  /** The phases so far, in order; where they are many the first of them as one. */
  public synchronized List<Phase> phases() {
    return List.copyOf(phases);
  }

  /** The name of the phase that lasts, empty where none does. */
  public synchronized String phase() {
    return phases.isEmpty() || phases.getLast().endedAt() != null ? "" : phases.getLast().name();
  }

  /** Adds a table; one that is there, of an earlier plan of the run, begins anew. */
  public TableProgress add(TableName source, TableName target, long rowsEstimate) {
    TableProgress table = new TableProgress(source, target, rowsEstimate, changes, moved);
    TableProgress before = tables.put(source, table);
    if (before != null) {
      table.replace(before);
    }
    return table;
  }

  /** The figures of a table that the run has not planned; they are added where there are none. */
  public TableProgress meet(TableName source) {
    TableProgress known = tables.get(source);
    return known == null ? add(source, source, 0) : known;
  }

  /**
   * The table is followed no longer.
   *
   * @param why a sentence without its full stop
   */
  public void leave(TableName source, String why) {
    meet(source).leave(why, clock.instant());
    tell(TableNews.Kind.LEFT, source, why);
  }

  /**
   * A person should know of that.
   *
   * @param sentence without the table's name and the full stop
   */
  public void tell(TableNews.Kind kind, TableName table, String sentence) {
    news.add(new TableNews(kind, table, sentence));
  }

  /** What a person should know; who has told of the first ones takes them out. */
  public Queue<TableNews> news() {
    return news;
  }

  /**
   * The table's figures.
   *
   * @throws NullPointerException where the task has no such table
   */
  public TableProgress of(TableName source) {
    return Objects.requireNonNull(tables.get(source), () -> source + " is not in the task");
  }

  /** Every table's figures at this moment, in order of name. */
  public List<TableStatistics> statistics() {
    return tables.values().stream().map(TableProgress::statistics).toList();
  }

  /** Every table. */
  public Collection<TableProgress> tables() {
    return List.copyOf(tables.values());
  }

  /** How long this run has moved rows, without what comes before and after. */
  public synchronized Duration loading() {
    Instant now = clock.instant();
    return Stream.concat(phases.stream(), loads.stream())
        .filter(phase -> phase.name().equals(FULL_LOAD))
        .map(phase -> phase.duration(now))
        .reduce(loadedEarlier, Duration::plus);
  }

  /** Rows that this run has loaded, each second of {@link #loading}; 0 below one second. */
  public double rowsPerSecondOnAverage() {
    double seconds = loading().toMillis() / 1000.0;
    return seconds < 1 ? 0 : rowsOfThisRun() / seconds;
  }

  /**
   * Rows that this run has loaded, those of unfinished segments included; where it has loaded a
   * table twice, both times.
   */
  public long rowsOfThisRun() {
    return moved.rows();
  }

  /** Bytes that this run has read for them. */
  public long bytesOfThisRun() {
    return moved.bytes();
  }

  /** Every table of the run was added. */
  public void planned() {
    isPlanned = true;
  }

  /** Whether every table of the run is known. */
  public boolean isPlanned() {
    return isPlanned;
  }

  /** How far the source's changes are followed. */
  public ChangeProgress changes() {
    return changes;
  }

  /** At how many points in time the source was read. */
  public int pointsInTime() {
    return pointsInTime;
  }

  /** Sets at how many points in time the source was read. */
  public void pointsInTime(int count) {
    pointsInTime = count;
  }
}
