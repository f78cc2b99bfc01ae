package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.mapping.TableMapping;
import org.godwit.task.MigrationType;
import org.godwit.task.StopReason;
import org.godwit.task.TableProgress;
import org.godwit.task.Task;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.ValidationFigures;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.settings.TaskSettings;
import org.godwit.task.validate.ValidationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RunTest {

  @Test
  void anotherServerIsAnotherTaskWhereNoNameIsGiven() {
    String name = Run.nameOf(source("db1", "ann"));
    assertThat(name).startsWith("run-").isEqualTo(Run.nameOf(source("db1", "bob")));
    assertThat(Run.nameOf(source("db2", "ann"))).isNotEqualTo(name);
  }

  @Test
  void theReportSaysThatNobodyHasAcknowledgedWhatWasAltered() {
    TaskProgress progress = new TaskProgress(Clock.systemUTC());
    TableName name = new TableName("shop", "orders");
    TableProgress table = progress.add(name, name, 0);
    assertThat(report(progress)).contains("\"acknowledgement\" : \"not needed\"");

    table.validation(new ValidationFigures(ValidationState.VALIDATED, 9, 0, 3, "", List.of()));
    table.altered(List.of(new AlteredValues("due", "ZERO_DATE", 2)));
    table.altered(List.of(new AlteredValues("due", "ZERO_DATE", 1)));
    assertThat(report(progress))
        .contains("\"alteredValues\" : 3", "\"acknowledgement\" : \"missing\"")
        .doesNotContain("not needed");
    StringWriter printed = new StringWriter();
    RunReport.print(new PrintWriter(printed, true), outcome(progress), progress, Duration.ZERO);
    assertThat(printed.toString())
        .contains("Validated, not as it was", "3 values altered by policy");
  }

  @Test
  void settingsThatHaveNoEffectAreNamedBeforeTheTaskBegins(@TempDir Path folder)
      throws IOException {
    Path settings = folder.resolve("settings.json");
    Files.writeString(
        settings,
        """
        {"ErrorBehavior": {"EventErrorPolicy": "STOP_TASK"}, "TargetMetadata": {"BatchApplyEnabled": true},
         "BeforeImageSettings": {}, "Speed": "high"}""");
    StringWriter printed = new StringWriter();
    int exit =
        new CommandLine(new Run())
            .setOut(new PrintWriter(printed, true))
            .execute(
                "--source=mariadb://ann@127.0.0.1:1/shop", // where nobody listens
                "--target=postgresql://ann@127.0.0.1:1/shop",
                "--settings=" + settings,
                "--rejects=" + folder);
    assertThat(exit).isEqualTo(1);
    assertThat(printed.toString().lines().filter(line -> line.startsWith("settings: ")))
        .containsExactly(
            "settings: Speed is unknown; it is kept and has no effect.",
            "settings: TargetMetadata.BatchApplyEnabled is kept for ongoing changes; a full load has none.",
            "settings: ErrorBehavior.EventErrorPolicy is kept and not needed. Events are kept by Godwit itself; none is sent to another service.",
            "settings: BeforeImageSettings is kept and has no effect. It isn't built: no column is made for the values before a change.");
  }

  private static String report(TaskProgress progress) {
    EndpointConfig end = source("db1", "ann");
    Task task =
        new Task(
            "t",
            MigrationType.FULL_LOAD,
            end,
            end,
            TableMapping.ofSchema("shop"),
            TaskSettings.parse("{}"));
    return RunReport.json(task, outcome(progress), progress, Duration.ZERO, 0);
  }

  private static TaskOutcome outcome(TaskProgress progress) {
    return new TaskOutcome(StopReason.FULL_LOAD_ONLY_FINISHED, null, "", progress.statistics());
  }

  private static EndpointConfig source(String host, String user) {
    return new EndpointConfig(
        "mariadb", host, 3306, "shop", user, Password.NONE, Tls.NONE, Map.of());
  }
}
