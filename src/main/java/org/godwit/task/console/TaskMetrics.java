package org.godwit.task.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.godwit.task.CanarySight;
import org.godwit.task.SourceLog;
import org.jspecify.annotations.Nullable;

/** What monitoring systems are told of the runs of this process. */
@ApplicationScoped
public class TaskMetrics {
  private final MultiGauge rows;
  private final MultiGauge changes;
  private final MultiGauge rejected;
  private final MultiGauge latency;
  private final MultiGauge sourceLatency;
  private final MultiGauge sourceLog;
  private final MultiGauge sourceLogUsed;
  private final MultiGauge sourceLogLeft;
  private final MultiGauge canary;
  private final MultiGauge canaryLate;
  private final Clock clock;

  TaskMetrics(MeterRegistry registry, Clock clock) {
    this.rows =
        MultiGauge.builder("godwit.task.rows")
            .description("Rows that this run has loaded")
            .register(registry);
    this.changes =
        MultiGauge.builder("godwit.task.changes")
            .description("Changes that all runs of the task have applied")
            .register(registry);
    this.rejected =
        MultiGauge.builder("godwit.task.rejected")
            .description("Changes that all runs of the task have rejected")
            .register(registry);
    this.latency =
        MultiGauge.builder("godwit.task.latency")
            .description("From the source's commit of the last change to the target's")
            .baseUnit("seconds")
            .register(registry);
    this.sourceLatency =
        MultiGauge.builder("godwit.task.source.latency")
            .description("From the source's commit of the last transaction until it came")
            .baseUnit("seconds")
            .register(registry);
    this.sourceLog =
        MultiGauge.builder("godwit.task.source.log")
            .description("What the source keeps of its log from the task's place on")
            .baseUnit("bytes")
            .register(registry);
    this.sourceLogUsed =
        MultiGauge.builder("godwit.task.source.log.used")
            .description("How much of what bounds that is used; 1 is all, and the place is lost")
            .baseUnit("ratio")
            .register(registry);
    this.sourceLogLeft =
        MultiGauge.builder("godwit.task.source.log.left")
            .description("How long it lasts at the growth of the last minutes, an estimate")
            .baseUnit("seconds")
            .register(registry);
    this.canary =
        MultiGauge.builder("godwit.task.canary")
            .description("From the source to the target, as the last canary that arrived took it")
            .baseUnit("seconds")
            .register(registry);
    this.canaryLate =
        MultiGauge.builder("godwit.task.canary.late")
            .description("1 where the task's canary has not arrived for longer than CanaryAlarm")
            .register(registry);
    this.clock = clock;
  }

  /** Tells of these runs and of no others from now on. */
  void tell(Collection<RunningTask> runs) {
    tell(rows, runs, run -> (double) run.progress().rowsOfThisRun());
    tell(changes, runs, run -> (double) run.progress().changes().total());
    tell(rejected, runs, run -> (double) run.progress().changes().rejected());
    tell(latency, runs, run -> seconds(run.progress().changes().latency(clock.instant())));
    tell(
        sourceLatency,
        runs,
        run -> seconds(run.progress().changes().sourceLatency(clock.instant())));
    tell(sourceLog, runs, run -> ofLog(run, log -> (double) log.kept().bytes()));
    tell(
        sourceLogUsed,
        runs,
        run -> ofLog(run, log -> log.kept().isBounded() ? log.kept().used() : null));
    tell(sourceLogLeft, runs, run -> ofLog(run, log -> seconds(log.left())));
    tell(canary, runs, run -> ofCanary(run, it -> seconds(it.took())));
    tell(canaryLate, runs, run -> ofCanary(run, it -> it.isLate() ? 1.0 : 0.0));
  }

  private static @Nullable Double ofCanary(
      RunningTask run, Function<CanarySight, @Nullable Double> figure) {
    CanarySight sight = run.progress().changes().canary();
    return sight == null ? null : figure.apply(sight);
  }

  private static @Nullable Double ofLog(
      RunningTask run, Function<SourceLog, @Nullable Double> figure) {
    SourceLog log = run.progress().changes().sourceLog();
    return log == null ? null : figure.apply(log);
  }

  /** A figure that is not known yet is not told. */
  private static void tell(
      MultiGauge gauge,
      Collection<RunningTask> runs,
      Function<RunningTask, @Nullable Double> figure) {
    List<MultiGauge.Row<?>> known =
        runs.stream()
            .<MultiGauge.Row<?>>mapMulti(
                (run, to) -> {
                  Double value = figure.apply(run);
                  if (value != null) {
                    to.accept(MultiGauge.Row.of(tags(run), value));
                  }
                })
            .toList();
    gauge.register(known, true);
  }

  private static Tags tags(RunningTask run) {
    return Tags.of("task", Long.toString(run.taskId()), "name", run.name());
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / 1000.0;
  }
}
