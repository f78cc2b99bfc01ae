package org.godwit.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.godwit.task.settings.SettingKey;
import org.godwit.task.settings.SettingKeys;
import org.godwit.task.settings.TaskSettings;

/**
 * A setting that is not at its default.
 *
 * @param path with its group
 * @param value that it has
 * @param defaultValue what it would be
 * @param help what it does
 * @param hasEffect whether Godwit acts on it
 */
public record SettingLine(
    String path, String value, String defaultValue, String help, boolean hasEffect) {
  /** The settings that differ from DMS's defaults, in the order of the document. */
  static List<SettingLine> differing(TaskSettings settings) {
    return SettingKeys.ALL.stream()
        .filter(key -> !settings.value(key).equals(key.defaultValue()))
        .map(
            key ->
                new SettingLine(
                    key.path(),
                    text(settings.value(key)),
                    text(key.defaultValue()),
                    key.help(),
                    key.status() == SettingKey.Status.ACTED_ON))
        .toList();
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
