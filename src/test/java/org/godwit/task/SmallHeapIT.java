package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise on memory: a heap of 512 MB moves values of 64 MB, several at once. */
final class SmallHeapIT {
  private static final int VALUES = 6;
  private static final int VALUE_BYTES = 64 * 1024 * 1024 - 1;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  @Trap(47)
  void aHeapOf512MegabytesMovesValuesOf64MegabytesAndComparesThem(String engine) throws Exception {
    TaskBench bench = TaskBench.from(engine, folder);
    bench.source.execute("CREATE TABLE attachment (id int PRIMARY KEY, content longblob NOT NULL)");
    for (int id = 1; id <= VALUES; id++) {
      bench.source.execute(
          "INSERT INTO attachment VALUES (%d, repeat(char(64 + %d), %d))"
              .formatted(id, id, VALUE_BYTES));
    }
    RunProcess run = new RunProcess(bench, folder).heap("512m");
    Process process =
        run.start(
            """
            {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
             "GodwitSettings": {"SegmentMb": 64}, "ValidationSettings": {"EnableValidation": true}}
            """);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(run.printed()).isTrue();
    assertThat(process.exitValue()).as(run.printed()).isZero();
    String sums = "SELECT count(*), sum(length(content)), min(md5(content)) FROM ";
    assertThat(bench.query(bench.target, sums + bench.targetTable("attachment")))
        .isEqualTo(bench.query(bench.source, sums + "attachment"));
  }
}
