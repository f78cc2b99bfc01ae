package org.godwit.task.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.godwit.task.control.Loopback;

/** Reads DMS's {@code LoopbackPreventionSettings}. */
final class Loopbacks {
  private static final String ENABLE = "EnableLoopbackPrevention";
  private static final String SOURCE_SCHEMA = "SourceSchema";
  private static final String TARGET_SCHEMA = "TargetSchema";

  private Loopbacks() {}

  /**
   * How transactions of a pair of tasks are told from others; empty where nothing is to be told.
   *
   * @throws IllegalArgumentException where the document says something else
   */
  static Optional<Loopback> read(JsonNode settings) {
    if (settings.isNull()) {
      return Optional.empty();
    }
    List<String> known = List.of(ENABLE, SOURCE_SCHEMA, TARGET_SCHEMA);
    boolean isKnown =
        settings.isObject()
            && settings.propertyStream().allMatch(it -> known.contains(it.getKey()));
    String enable = settings.path(ENABLE).asText("false").strip();
    boolean isTruth = enable.equalsIgnoreCase("true") || enable.equalsIgnoreCase("false");
    String source = settings.path(SOURCE_SCHEMA).asText("").strip();
    String target = settings.path(TARGET_SCHEMA).asText("").strip();
    boolean isOn = enable.equalsIgnoreCase("true");
    if (!isKnown || !isTruth || (isOn && (source.isEmpty() || target.isEmpty()))) {
      throw new IllegalArgumentException(settings.toString());
    }
    return isOn ? Optional.of(new Loopback(source, target)) : Optional.empty();
  }
}
