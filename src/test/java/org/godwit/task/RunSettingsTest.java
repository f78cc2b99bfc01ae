package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.mapping.LoadWishes;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.RuleUse;
import org.godwit.task.settings.TaskSettings;
import org.godwit.task.validate.ValidationSettings;
import org.junit.jupiter.api.Test;

final class RunSettingsTest {
  @Test
  void validationIsDoneAsTheDocumentSays() {
    Table table = Table.of(new TableName("shop", "t"), TableKind.TABLE, List.of());
    MappedTable mapped =
        new MappedTable(
            table,
            table,
            List.of(),
            new LoadWishes(List.of(), 0, Optional.empty(), Map.of()),
            List.of(),
            new RuleUse(Set.of(), Set.of()));
    ValidationSettings validation =
        new RunSettings(
                TaskSettings.parse(
                    """
                    {"ValidationSettings": {"EnableValidation": true, "ThreadCount": 7,
                      "PartitionSize": 123, "TableFailureMaxCount": 45}}"""),
                Path.of("rejects"))
            .validation(mapped, 44);
    assertThat(validation.threads()).isEqualTo(7);
    assertThat(validation.partitionRows()).isEqualTo(123);
    assertThat(validation.tableFailuresMax()).isEqualTo(44);
  }

  @Test
  void whatIsPlannedAgainAndAgainWaitsLongerAndLonger() {
    assertThat(Retries.planningWait(1)).isZero();
    assertThat(Retries.planningWait(2)).isEqualTo(Duration.ofMillis(200));
    assertThat(Retries.planningWait(3)).isEqualTo(Duration.ofMillis(600));
    assertThat(Retries.planningWait(1000))
        .isEqualTo(Retries.planningWait(9))
        .isLessThan(Duration.ofMinutes(1));
  }
}
