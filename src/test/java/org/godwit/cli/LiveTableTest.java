package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.task.RateMeter;
import org.godwit.task.TaskProgress;
import org.godwit.task.control.ChangeCounts;
import org.junit.jupiter.api.Test;

final class LiveTableTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final TaskProgress progress = new TaskProgress(clock);
  private final RateMeter meter = new RateMeter(clock, progress);
  private final StringWriter printed = new StringWriter();

  private String line() {
    new LiveTable(clock, new PrintWriter(printed), Optional.empty())
        .draw(progress, meter, Duration.ofSeconds(91));
    return printed.toString().strip();
  }

  @Test
  void aLoadIsToldInRows() {
    progress.enter(TaskProgress.FULL_LOAD);
    progress.add(new TableName("shop", "item"), new TableName("shop", "item"), 10);
    assertThat(line())
        .isEqualTo("Full load: 0 of 1 tables, 0 rows, 0 rows/s, 0.0 MB/s, 91 s elapsed");
  }

  @Test
  void changesAreToldInChanges() {
    TableName item = new TableName("shop", "item");
    progress.enter(TaskProgress.ONGOING_CHANGES);
    progress.add(item, item, 10);
    progress
        .changes()
        .applied(Map.of(item, ChangeCounts.of(1000, 200, 34, 0)), "0/1", NOW.minusMillis(400), NOW);
    assertThat(line())
        .isEqualTo(
            "Ongoing changes: 1 of 1 tables, 1,234 changes in this run, 0 changes/s,"
                + " applied 0.4 s behind, 91 s elapsed");
  }
}
