package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Tls;
import org.godwit.testing.FaultProxy;
import org.godwit.testing.FaultProxy.Cut;
import org.godwit.testing.FaultProxy.Direction;
import org.godwit.testing.FaultProxy.Reach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections of whole loads are cut behind any byte, on either side and in either direction. A
 * first load that nothing disturbs tells how many bytes each stretch of its log has, so that cuts
 * strike all of them: the login, the planning, the rows, the building, the validation.
 *
 * <p>{@code -Dgodwit.faults.seeds=N} runs N seeds of each pair instead of one.
 */
final class CutConnectionIT {
  private static final int CUTS = 5;
  @TempDir Path folder;

  private final List<Mark> marks = new ArrayList<>();
  private UnaryOperator<Task> change = UnaryOperator.identity();

  /** Bytes that had passed when a line of the log was written. */
  private record Mark(long toServer, long toClient) {
    static Mark now(FaultProxy proxy) {
      return new Mark(proxy.passed(Direction.TO_SERVER), proxy.passed(Direction.TO_CLIENT));
    }

    long of(Direction direction) {
      return direction == Direction.TO_SERVER ? toServer : toClient;
    }
  }

  @ParameterizedTest(name = "{0} to {1}, {2}")
  @CsvSource({
    "mariadb, postgres, source",
    "mariadb, postgres, target",
    "postgres, postgres, source",
    "postgres, postgres, target",
    "postgres, mariadb, target",
    "mariadb, mysql, target",
    "mysql, postgres, source by TLS"
  })
  void aLoadGoesOnAfterCutsBehindAnyByte(String source, String target, String side)
      throws Exception {
    change = side.endsWith("TLS") ? CutConnectionIT::encrypted : UnaryOperator.identity();
    TaskBench direct = TaskBench.between(source, target, folder);
    FaultTables.fill(direct);
    try (FaultProxy first = new FaultProxy(direct.source.host(), direct.source.port());
        FaultProxy second = new FaultProxy(direct.target.host(), direct.target.port())) {
      FaultProxy cutting = side.startsWith("source") ? first : second;
      TaskBench bench = direct.behind(first, second);
      loadUndisturbed(bench, cutting);
      List<String> objects = FaultTables.objects(bench);
      for (long seed = 1; seed <= Integer.getInteger("godwit.faults.seeds", 1); seed++) {
        cut(bench, cutting, new Random(seed * 31 + (source + target + side).hashCode()));
        assertThat(FaultTables.objects(bench)).isEqualTo(objects);
      }
    }
  }

  private static Task encrypted(Task task) {
    EndpointConfig to = task.source();
    Tls tls = new Tls(Tls.Mode.REQUIRE, "");
    return new Task(
        task.name(),
        task.type(),
        new EndpointConfig(
            to.engine(),
            to.host(),
            to.port(),
            to.database(),
            to.user(),
            to.password(),
            tls,
            to.settings()),
        task.target(),
        task.mapping(),
        task.settings());
  }

  private void loadUndisturbed(TaskBench bench, FaultProxy cutting) throws SQLException {
    marks.add(new Mark(0, 0));
    bench.onLine = _ -> marks.add(Mark.now(cutting));
    FaultTables.assertWhole(bench, run(bench, 0, Start.RESUME));
    marks.add(Mark.now(cutting));
  }

  /** Loads again and again, each time with one cut, and resumes what a cut has ended. */
  private void cut(TaskBench first, FaultProxy cutting, Random random) throws SQLException {
    Start start = Start.RELOAD_TARGET;
    for (int i = 0; i < CUTS; i++) {
      Cut cut = next(cutting, i, random);
      cutting.arm(cut);
      int retries = random.nextInt(2) * 3;
      TaskBench bench = first.again();
      TaskOutcome outcome = run(bench, retries, start);
      String what = "%s, %d retries: %s".formatted(cut, retries, outcome);
      if (outcome.reason() == StopReason.FULL_LOAD_ONLY_FINISHED) {
        FaultTables.assertWhole(bench, outcome);
        start = Start.RELOAD_TARGET;
      } else {
        assertThat(outcome.reason()).as(what).isEqualTo(StopReason.RECOVERABLE_ERROR);
        assertThat(retries).as(what).isZero();
        assertThat(outcome.message()).contains("127.0.0.1:" + cutting.port(), "a resume goes on");
        start = Start.RESUME;
      }
    }
    cutting.disarm();
    TaskBench last = first.again();
    FaultTables.assertWhole(last, run(last, 0, Start.RESUME));
  }

  private TaskOutcome run(TaskBench bench, int retries, Start start) {
    return bench.run(
        """
        {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
         "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
         "ErrorBehavior": {"RecoverableErrorCount": %d, "RecoverableErrorInterval": 0,
                           "RecoverableErrorThrottling": false},
         "ValidationSettings": {"EnableValidation": true}}
        """
            .formatted(retries),
        change,
        start);
  }

  /** A byte of the n-th part of the stretches, at which a load that starts now would come. */
  private Cut next(FaultProxy proxy, int part, Random random) {
    Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
    int stretch = (int) ((part + random.nextDouble()) * (marks.size() - 1) / CUTS);
    long from = marks.get(stretch).of(direction);
    long to = marks.get(stretch + 1).of(direction);
    return new Cut(
        direction,
        proxy.passed(direction) + from + random.nextLong(Math.max(1, to - from)),
        random.nextBoolean() ? Reach.ONE : Reach.ALL,
        random.nextBoolean());
  }
}
