package org.godwit.task.settings;

import java.util.List;
import java.util.stream.Stream;

/** Every key of the task settings document, in the order in which DMS prints them. */
public final class SettingKeys {
  /** All of them. */
  public static final List<SettingKey> ALL =
      Stream.of(
              TargetMetadataKeys.ALL,
              FullLoadKeys.ALL,
              LoggingKeys.ALL,
              ControlTableKeys.ALL,
              ChangeKeys.ALL,
              ErrorBehaviorKeys.ALL,
              ValidationKeys.ALL,
              OtherSettingKeys.ALL,
              GodwitKeys.ALL)
          .flatMap(List::stream)
          .toList();

  private SettingKeys() {}

  /** The groups in order, without the empty one. */
  public static List<String> groups() {
    return ALL.stream()
        .map(SettingKey::group)
        .filter(group -> !group.isEmpty())
        .distinct()
        .toList();
  }
}
