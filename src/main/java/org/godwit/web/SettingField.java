package org.godwit.web;

import java.util.List;
import java.util.stream.Stream;
import org.godwit.task.MigrationType;
import org.godwit.task.settings.SettingKey;
import org.godwit.task.settings.SettingKeys;
import org.godwit.task.settings.SettingKind;
import org.godwit.task.settings.TaskSettings;

/**
 * A setting as a form asks for it.
 *
 * @param key what it is
 * @param value that it has, or that was typed
 * @param choices to choose from; empty where it is typed
 */
public record SettingField(SettingKey key, String value, List<String> choices) {
  /** What most people change, in the order in which they think of it. */
  private static final List<String> COMMON =
      List.of(
          "FullLoadSettings.TargetTablePrepMode",
          "TargetMetadata.TargetSchema",
          "FullLoadSettings.MaxFullLoadSubTasks",
          "ValidationSettings.EnableValidation",
          "GodwitSettings.ZeroDatePolicy",
          "GodwitSettings.NulCharacterPolicy",
          "GodwitSettings.TruncationPolicy",
          "ErrorBehavior.DataErrorPolicy",
          "ErrorBehavior.TableErrorPolicy",
          "TargetMetadata.LimitedSizeLobMode",
          "TargetMetadata.LobMaxSize",
          "GodwitSettings.ReaderConnections");

  /** What is asked for beside it where changes are followed. */
  private static final List<String> OF_CHANGES =
      List.of(
          "TargetMetadata.BatchApplyEnabled",
          "TargetMetadata.ParallelApplyThreads",
          "ErrorBehavior.ApplyErrorInsertPolicy",
          "ErrorBehavior.ApplyErrorUpdatePolicy",
          "ErrorBehavior.ApplyErrorDeletePolicy",
          "GodwitSettings.CanarySchema");

  static List<SettingField> common(TaskSettings settings, MigrationType type, Form typed) {
    return asked(type)
        .flatMap(path -> SettingKeys.ALL.stream().filter(key -> key.path().equals(path)))
        .map(
            key ->
                new SettingField(
                    key,
                    typed.values().getOrDefault(key.path(), settings.value(key).asText()),
                    choices(key.kind())))
        .toList();
  }

  /** Validation beside ongoing changes is not built yet. */
  private static Stream<String> asked(MigrationType type) {
    return type.follows()
        ? Stream.concat(
            COMMON.stream().filter(path -> !path.startsWith("ValidationSettings.")),
            OF_CHANGES.stream())
        : COMMON.stream();
  }

  private static List<String> choices(SettingKind kind) {
    return switch (kind) {
      case SettingKind.Bool _ -> List.of("true", "false");
      case SettingKind.Choice(var values) -> values;
      case SettingKind.Whole _,
          SettingKind.Text _,
          SettingKind.LogLevels _,
          SettingKind.CharacterSetsKind _,
          SettingKind.LoopbackKind _,
          SettingKind.Document _ ->
          List.of();
    };
  }

  /** {@code TargetTablePrepMode} as words: {@code Target table prep mode}. */
  public String label() {
    String words =
        key.name().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
