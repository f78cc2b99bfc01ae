package org.godwit.task.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.codec.ValuePolicy;
import org.godwit.json.LenientJson;
import org.godwit.task.LogComponent;
import org.godwit.task.LogLevel;
import org.godwit.task.MigrationType;
import org.godwit.task.control.Loopback;
import org.godwit.task.load.ErrorPolicy;
import org.godwit.task.load.TablePreparation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskSettingsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/settings");

  @Test
  void aNewTaskMovesLobsWholeAndMakesKeysBehindTheRows() {
    TaskSettings settings = TaskSettings.forNewTask();
    assertThat(settings.lobMode()).isEqualTo(LobMode.FULL);
    assertThat(settings.valuePolicy()).isEqualTo(ValuePolicy.STRICT);
    assertThat(settings.tablePreparation()).isEqualTo(TablePreparation.DO_NOTHING);
    assertThat(settings.createPkAfterFullLoad()).isTrue();
    assertThat(settings.notActedOn(MigrationType.FULL_LOAD)).isEmpty();
  }

  @Test
  void aDocumentOfDmsIsObeyed() {
    TaskSettings settings = TaskSettings.parse("{}");
    assertThat(settings.lobBytesMax()).isEqualTo(32 * 1024);
    assertThat(settings.createPkAfterFullLoad()).isFalse();
    assertThat(settings.maxFullLoadSubTasks()).isEqualTo(8);
    assertThat(settings.retries().most()).isEqualTo(9);
    assertThat(settings.retries().longest()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.errors().data()).isEqualTo(ErrorPolicy.LOG_ERROR);
    assertThat(settings.enableValidation()).isFalse();
    assertThat(settings.logLevel(LogComponent.TARGET_LOAD)).isEqualTo(LogLevel.INFO);
  }

  @Test
  void theDefaultsAreThoseOfTheDocumentThatDmsReturns() throws IOException {
    JsonNode dms =
        LenientJson.object(Files.readString(SAMPLES.resolve("dms-default.json")), "settings");
    JsonNode ours = LenientJson.object(TaskSettings.ofDms().toJson(), "settings");
    dms.properties()
        .forEach(
            group ->
                group
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            assertThat(ours.path(group.getKey()).path(key.getKey()).toString())
                                .as(group.getKey() + "." + key.getKey())
                                .isEqualTo(key.getValue().toString())));
    assertThat(TaskSettings.parse(dms.toString()).otherKeys().names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dms-default.json", "partial.json", "dynamodb.json", "sql-server-old.json"})
  void aDocumentIsTheSameAfterPrintingIt(String file) throws IOException {
    TaskSettings settings = TaskSettings.parse(Files.readString(SAMPLES.resolve(file)));
    assertThat(TaskSettings.parse(settings.toJson())).isEqualTo(settings);
  }

  @Test
  void anyChangeOfAFormIsTheSameAfterPrintingIt() {
    for (SettingKey key : SettingKeys.ALL) {
      String value =
          switch (key.kind()) {
            case SettingKind.Bool _ -> key.defaultValue().asBoolean() ? "false" : "true";
            case SettingKind.Whole(long min, long max) ->
                Long.toString(key.defaultValue().asLong() == max ? min : max);
            case SettingKind.Text _ -> "schema \"x\"";
            case SettingKind.Choice(List<String> values) -> values.getLast();
            case SettingKind.LogLevels _,
                SettingKind.CharacterSetsKind _,
                SettingKind.LoopbackKind _,
                SettingKind.Document _ ->
                "";
          };
      boolean isRefusedAlone =
          key.name().equals("FullLobMode") || key.name().equals("ValidationOnly");
      if (!value.isEmpty() && !isRefusedAlone) {
        TaskSettings changed = TaskSettings.ofDms().with(Map.of(key.path(), value));
        assertThat(changed.value(key).asText()).as(key.path()).isEqualTo(value);
        assertThat(TaskSettings.parse(changed.toJson())).isEqualTo(changed);
      }
    }
  }

  @Test
  void aTaskThatShallMoveNothingIsRefusedBecauseThisOneWould() {
    assertThatThrownBy(
            () -> TaskSettings.parse("{\"ValidationSettings\": {\"ValidationOnly\": true}}"))
        .hasMessageContaining("ValidationOnly is true");
  }

  @Test
  void numbersAndBooleansMayBeStringsAndNamesInAnyCase() {
    TaskSettings settings =
        TaskSettings.parse(
            """
            { "FullLoadSettings": { "MaxFullLoadSubTasks": "49", "CreatePkAfterFullLoad": "True",
                "targetTablePrepMode": "truncate_before_load", },
              "ControlTablesSettings": { "historyTimeslotInMinutes": 7 } }
            """);
    assertThat(settings.maxFullLoadSubTasks()).isEqualTo(49);
    assertThat(settings.createPkAfterFullLoad()).isTrue();
    assertThat(settings.tablePreparation()).isEqualTo(TablePreparation.TRUNCATE_BEFORE_LOAD);
    assertThat(settings.historySlot()).isEqualTo(Duration.ofMinutes(7));
    assertThat(settings.notActedOn(MigrationType.FULL_LOAD)).isEmpty();
  }

  @Test
  void whatIsForOngoingChangesActsWhereTheyAreFollowed() {
    TaskSettings settings =
        TaskSettings.parse(
            """
            { "TargetMetadata": { "BatchApplyEnabled": true, "ParallelApplyThreads": 4 },
              "FullLoadSettings": { "StopTaskCachedChangesApplied": true },
              "ErrorBehavior": { "EventErrorPolicy": "STOP_TASK" },
              "BeforeImageSettings": { "EnableBeforeImage": true } }
            """);
    assertThat(settings.notActedOn(MigrationType.FULL_LOAD))
        .extracting(SettingNotice::path)
        .containsExactly(
            "TargetMetadata.BatchApplyEnabled",
            "TargetMetadata.ParallelApplyThreads",
            "FullLoadSettings.StopTaskCachedChangesApplied",
            "ErrorBehavior.EventErrorPolicy",
            "BeforeImageSettings");
    assertThat(settings.notActedOn(MigrationType.CDC))
        .extracting(SettingNotice::sentence)
        .containsExactly(
            "ErrorBehavior.EventErrorPolicy is kept and not needed. Events are kept by Godwit itself; none is sent to another service.",
            "BeforeImageSettings is kept and has no effect. It isn't built: no column is made for the values before a change.");
  }

  @Test
  void whatIsSaidToActChangesWhatATaskDoesAndNothingElseDoes() throws Exception {
    List<TaskSettings> bases =
        List.of(
            TaskSettings.ofDms(),
            TaskSettings.parse(
                """
                {"TargetMetadata": {"BatchApplyEnabled": true},
                 "GodwitSettings": {"CanarySchema": "shop"}}"""));
    for (SettingKey key : SettingKeys.ALL) {
      boolean isOfAnother = // both say one thing: one of them is true, or the other is
          key.name().equals("FullLobMode") || key.name().equals("TableErrorEscalationPolicy");
      if (isOfAnother || key.status() == SettingKey.Status.REFUSED) {
        continue;
      }
      boolean isActedOn = false;
      for (TaskSettings base : bases) {
        isActedOn |= !told(base).equals(told(otherwise(base, key)));
      }
      assertThat(isActedOn)
          .as(key.path())
          .isEqualTo(TaskSettings.isActedOn(key, MigrationType.CDC));
    }
  }

  private static TaskSettings otherwise(TaskSettings base, SettingKey key) {
    String value =
        switch (key.kind()) {
          case SettingKind.Bool _ -> key.defaultValue().asBoolean() ? "false" : "true";
          case SettingKind.Whole(long min, long max) -> {
            long two = key.defaultValue().asLong() + 2; // one thread is none
            yield Long.toString(two <= max ? two : min);
          }
          case SettingKind.Text _ -> "\"other\"";
          case SettingKind.Choice(List<String> values) -> '"' + values.getLast() + '"';
          case SettingKind.LogLevels _ ->
              "[{\"Id\": \"TARGET_LOAD\", \"Severity\": \"LOGGER_SEVERITY_ERROR\"}]";
          case SettingKind.CharacterSetsKind _ ->
              "{\"CharacterReplacements\": [{\"SourceCharacterCodePoint\": 65, \"TargetCharacterCodePoint\": 66}]}";
          case SettingKind.LoopbackKind _ ->
              "{\"EnableLoopbackPrevention\": true, \"SourceSchema\": \"a\", \"TargetSchema\": \"b\"}";
          case SettingKind.Document _ -> "{\"any\": true}";
        };
    ObjectNode document = LenientJson.object(base.toJson(), "settings");
    ObjectNode group = key.group().isEmpty() ? document : (ObjectNode) document.get(key.group());
    group.set(key.name(), LenientJson.object("{\"v\": " + value + "}", "value").get("v"));
    return TaskSettings.parse(document.toString());
  }

  /** All that a task asks its settings; limits of a source are two other answers. */
  private static Map<String, Object> told(TaskSettings settings) throws Exception {
    Map<String, Object> told = new TreeMap<>();
    for (Method asked : TaskSettings.class.getDeclaredMethods()) {
      boolean isAsked =
          Modifier.isPublic(asked.getModifiers())
              && !Modifier.isStatic(asked.getModifiers())
              && asked.getParameterCount() == 0
              && !Set.of("values", "otherKeys", "toJson", "toString", "hashCode", "sourceLimits")
                  .contains(asked.getName());
      if (isAsked) {
        told.put(asked.getName(), asked.invoke(settings));
      }
    }
    told.put("apply", settings.apply(1L << 40));
    told.put("memoryBytes", settings.memoryBytes(1L << 40));
    for (LogComponent component : LogComponent.values()) {
      told.put(component.name(), settings.logLevel(component));
    }
    return told;
  }

  @Test
  void unknownKeysAreKeptAndListed() throws IOException {
    TaskSettings settings =
        TaskSettings.parse(Files.readString(SAMPLES.resolve("sql-server-old.json")));
    assertThat(settings.otherKeys().names())
        .containsExactly(
            "FullLoadSettings.FullLoadEnabled",
            "FullLoadSettings.ApplyChangesEnabled",
            "FullLoadSettings.ResumeEnabled",
            "FullLoadSettings.ResumeMinTableSize",
            "FullLoadSettings.ResumeOnlyClusteredPKTables");
    assertThat(settings.toJson()).contains("\"ResumeMinTableSize\": 100000");
    assertThat(settings.targetSchema()).isEqualTo("adventureworks2014_humanresources");
    assertThat(settings.notActedOn(MigrationType.FULL_LOAD).getFirst().sentence())
        .isEqualTo("FullLoadSettings.FullLoadEnabled is unknown; it is kept and has no effect.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"FullLoadSettings": {"CommitRate": 60000}} | FullLoadSettings.CommitRate is 60000; it must be a whole number from 1 to 50000.
          {"FullLoadSettings": {"MaxFullLoadSubTasks": "many"}} | FullLoadSettings.MaxFullLoadSubTasks is "many"; it must be a whole number from 1 to 49.
          {"FullLoadSettings": {"TargetTablePrepMode": "DROP"}} | FullLoadSettings.TargetTablePrepMode is "DROP"; it must be one of DO_NOTHING, DROP_AND_CREATE, TRUNCATE_BEFORE_LOAD.
          {"ValidationSettings": {"EnableValidation": "yes"}} | ValidationSettings.EnableValidation is "yes"; it must be true or false.
          {"FullLoadSettings": 8} | FullLoadSettings is 8; it must be an object { … }.
          {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": true}} | TargetMetadata.FullLobMode and TargetMetadata.LimitedSizeLobMode are both true; choose one of them.
          {"TargetMetadata": {"LobMaxSize": 0}} | TargetMetadata.LobMaxSize is 0 in limited LOB mode, which would empty every LOB; it must be at least 1.
          {"ResyncSettings": {"EnableResync": true}} | ResyncSettings.EnableResync is true, but rows that differ are not repaired by Godwit yet; set it to false, and reload a table that differs.
          {"CharacterSetSettings": {"CharacterSetSupport": {"CharacterSet": "klingon", "ReplaceWithCharacterCodePoint": 63}}} | CharacterSetSettings is {"CharacterSetSupport":{"CharacterSet":"klingon","ReplaceWit…; it must be null or {"CharacterReplacements": [{"SourceCharacterCodePoint", "TargetCharacterCodePoint"}, …], "CharacterSetSupport": {"CharacterSet", "ReplaceWithCharacterCodePoint"}}, code points as numbers up to 1114111 (0 removes a character) and a character set that Java knows.
          {"GodwitSettings": {"ZeroDatePolicy": "1970"}} | GodwitSettings.ZeroDatePolicy is "1970"; it must be one of ERROR, NULL.
          """)
  void aWrongValueIsRefusedByName(String document, String problem) {
    assertThatThrownBy(() -> TaskSettings.parse(document))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.problems()).containsExactly(problem));
  }

  @Test
  void logLevelsAreReadByComponent() {
    TaskSettings settings =
        TaskSettings.parse(
            """
            {"Logging": {"LogComponents": [
              {"Id": "TARGET_LOAD", "Severity": "LOGGER_SEVERITY_DETAILED_DEBUG"}]}}
            """);
    assertThat(settings.logLevel(LogComponent.TARGET_LOAD)).isEqualTo(LogLevel.DEBUG);
    assertThatThrownBy(
            () -> TaskSettings.parse("{\"Logging\": {\"LogComponents\": [{\"Id\": \"X\"}]}}"))
        .hasMessageStartingWith("Logging.LogComponents is [{\"Id\":\"X\"}]; it must be a list of");
  }

  @Test
  void memoryIsAThirdOfTheHeapUnlessASettingSaysMore() {
    assertThat(TaskSettings.ofDms().memoryBytes(3000)).isEqualTo(1000);
    assertThat(TaskSettings.parse("{\"GodwitSettings\": {\"MemoryLimitMb\": 2}}").memoryBytes(3000))
        .isEqualTo(2 * 1024 * 1024);
  }

  @Test
  void everyKeyIsDescribedOnce() {
    assertThat(SettingKeys.ALL).extracting(SettingKey::path).doesNotHaveDuplicates();
    assertThat(SettingKeys.ALL)
        .allSatisfy(
            key -> {
              assertThat(key.help()).endsWith(".");
              assertThat(
                      key.defaultValue().isNull()
                          || key.kind().read(key.defaultValue()).isPresent())
                  .isTrue();
              if (key.status() == SettingKey.Status.NOT_NEEDED
                  || key.status() == SettingKey.Status.REFUSED) {
                assertThat(key.difference()).as(key.path()).endsWith(".");
              }
            });
  }

  @Test
  void aBatchIsCollectedSoLongThatItIsThereInItsTime() {
    String batch = "{\"TargetMetadata\": {\"BatchApplyEnabled\": %s}}";
    assertThat(TaskSettings.parse(batch.formatted("true")).apply(1).openMax())
        .isEqualTo(Duration.ofMillis(800));
    assertThat(TaskSettings.parse(batch.formatted("false")).apply(1).openMax())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aPairOfTasksIsNamedWholeOrNotAtAll() {
    String pair = "{\"LoopbackPreventionSettings\": {\"EnableLoopbackPrevention\": %s}}";
    assertThat(
            TaskSettings.parse(
                    pair.formatted("true, \"SourceSchema\": \"a\", \"TargetSchema\": \"b\""))
                .apply(1)
                .loopback())
        .contains(new Loopback("a", "b"));
    assertThat(TaskSettings.parse(pair.formatted("false")).apply(1).loopback()).isEmpty();
    assertThat(TaskSettings.parse("{}").apply(1).loopback()).isEmpty();
    assertThatThrownBy(() -> TaskSettings.parse(pair.formatted("true, \"SourceSchema\": \"a\"")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("LoopbackPreventionSettings");
  }
}
