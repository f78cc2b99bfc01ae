package org.godwit.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.godwit.task.MigrationType;
import org.godwit.task.settings.SettingKey;
import org.godwit.task.settings.SettingKeys;
import org.godwit.task.settings.TaskSettings;

/**
 * A setting that differs from what it is compared with.
 *
 * @param path with its group
 * @param value that it has
 * @param other the default, or what it was
 * @param help what it does
 * @param hasEffect whether Godwit acts on it
 */
public record SettingLine(String path, String value, String other, String help, boolean hasEffect) {
  /** The settings that differ from DMS's defaults, in the order of the document. */
  static List<SettingLine> differing(TaskSettings settings, MigrationType type) {
    return lines(settings, type, SettingKey::defaultValue);
  }

  /** The settings that differ from what they were. */
  static List<SettingLine> changed(TaskSettings before, TaskSettings settings, MigrationType type) {
    return lines(settings, type, before::value);
  }

  private static List<SettingLine> lines(
      TaskSettings settings, MigrationType type, Function<SettingKey, JsonNode> other) {
    return SettingKeys.ALL.stream()
        .filter(key -> !settings.value(key).equals(other.apply(key)))
        .map(
            key ->
                new SettingLine(
                    key.path(),
                    text(settings.value(key)),
                    text(other.apply(key)),
                    key.help(),
                    TaskSettings.isActedOn(key, type)))
        .toList();
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
