package org.godwit.task.cdc;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeKind;
import org.godwit.mapping.Occasion;
import org.godwit.mapping.expression.Header;
import org.jspecify.annotations.Nullable;

/** The change that is being applied, for the columns that tell of it. Of one thread. */
final class CurrentChange implements Occasion {
  /** 16 digits, as DMS has them. */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSS", Locale.ROOT);

  private static final long RUNS = 1_000_000;
  private static final long CHANGES_OF_A_RUN = 10_000_000_000_000L;

  private final long run;
  private Change.@Nullable Begin transaction;
  private ChangeKind kind = ChangeKind.INSERT;
  private String stamp = "";
  private long number;

  /**
   * No change so far.
   *
   * @param run higher than that of any earlier run of the task
   */
  CurrentChange(long run) {
    this.run = run % RUNS;
  }

  /**
   * The changes that follow are of this transaction. Logs have their transactions in the order of
   * their commits, and the commits' times not quite: a source takes the time first.
   */
  void in(Change.Begin begin) {
    transaction = begin;
    String next = STAMP.format(LocalDateTime.ofInstant(begin.committedAt(), ZoneOffset.UTC));
    stamp = next.compareTo(stamp) > 0 ? next : stamp;
  }

  /** The next change does that to its row, as the target sees it. */
  void is(ChangeKind next) {
    kind = next;
    number++;
  }

  @Override
  public String header(Header header, Instant now) {
    Change.Begin begin = transaction;
    if (begin == null) {
      throw new IllegalStateException("a change is always in a transaction");
    }
    return switch (header) {
      case STREAM_POSITION -> begin.position().place();
      case TIMESTAMP, COMMIT_TIMESTAMP -> Occasion.moment(begin.committedAt());
      case OPERATION -> kind.name();
      case USER -> "";
      // Rises from change to change, also where a run takes up the second that another ended in.
      case CHANGE_SEQ -> "%s%06d%013d".formatted(stamp, run, number % CHANGES_OF_A_RUN);
    };
  }
}
