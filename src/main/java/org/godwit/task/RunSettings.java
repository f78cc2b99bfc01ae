package org.godwit.task;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.Alterations;
import org.godwit.engine.Engine;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.TableMapping;
import org.godwit.task.cdc.ApplySettings;
import org.godwit.task.cdc.CanarySettings;
import org.godwit.task.control.ControlSchema;
import org.godwit.task.load.LoadSettings;
import org.godwit.task.plan.TaskPlanner;
import org.godwit.task.settings.TaskSettings;
import org.godwit.task.validate.ValidationSettings;

/** A task's settings as the parts of a run need them. */
final class RunSettings {
  private final TaskSettings settings;
  private final Path rejects;
  private final ValuePolicy policy;

  RunSettings(TaskSettings settings, Path rejects) {
    this.settings = settings;
    this.rejects = rejects;
    this.policy = settings.valuePolicy();
  }

  Retries retries() {
    return settings.retries();
  }

  String controlSchema() {
    return settings.controlSchema().isEmpty()
        ? ControlSchema.DEFAULT_NAME
        : settings.controlSchema();
  }

  ApplySettings apply() {
    return settings.apply(Runtime.getRuntime().maxMemory());
  }

  Optional<CanarySettings> canary() {
    return settings.canary();
  }

  long sourceLogAlarmBytes() {
    return settings.sourceLogAlarmBytes();
  }

  boolean validates() {
    return settings.enableValidation();
  }

  TaskPlanner planner(Engine source, Engine target, TableMapping mapping, Clock clock) {
    return new TaskPlanner(source, target, mapping, wishes(), clock);
  }

  TaskPlanner.Wishes wishes() {
    return new TaskPlanner.Wishes(
        settings.targetSchema(),
        settings.tablePreparation(),
        policy,
        controlSchema(),
        settings.supportLobs());
  }

  LoadSettings load() {
    return new LoadSettings(
        settings.tablePreparation(),
        settings.createPkAfterFullLoad(),
        settings.maxFullLoadSubTasks(),
        settings.readerConnections(),
        settings.segmentBytes(),
        settings.memoryBytes(Runtime.getRuntime().maxMemory()),
        settings.buildResources(),
        settings.errors(),
        settings.openTransactionsWait(),
        rejects);
  }

  /** Whether an altered value fails validation. */
  boolean isStrict() {
    return settings.strict();
  }

  /** Differing rows of the task after which no further table is compared, at least one. */
  int failuresMax() {
    return Math.max(1, settings.validationFailureMaxCount());
  }

  /** Whether validation leaves LOB columns out. */
  boolean skipsLobs() {
    return settings.validationSkipsLobs();
  }

  /**
   * How a table is compared.
   *
   * @param failuresLeft differing rows that the task may still find
   */
  ValidationSettings validation(MappedTable table, int failuresLeft) {
    ValuePolicy policyOfTable = wishes().policyOf(table);
    return new ValidationSettings(
        settings.validationThreadCount(),
        settings.validationPartitionSize(),
        Math.max(1, Math.min(settings.validationTableFailureMaxCount(), failuresLeft)),
        new Alterations(
                policyOfTable.zeroDates() == ValuePolicy.ZeroDates.NULL,
                policyOfTable.nulCharacters() == ValuePolicy.NulCharacters.REMOVE,
                policyOfTable.lobBytesMax())
            .withCharacters(policyOfTable.characters().replacements()),
        settings.validationLobBytesMax(),
        policyOfTable.truncation() == ValuePolicy.Truncation.CUT,
        policyOfTable.characters().hasCharset());
  }
}
