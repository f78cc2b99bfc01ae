package org.godwit.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Describes one setting of an engine's endpoints; forms, help, validation and docs are made from
 * it.
 *
 * @param id as DMS names it where DMS has it
 * @param label for forms
 * @param help one sentence: what it does, and when to change it
 * @param kind what values it takes
 * @param defaultValue as text, empty for none
 * @param choices the allowed values of a {@link Kind#CHOICE}
 */
public record EndpointSetting(
    String id, String label, String help, Kind kind, String defaultValue, List<String> choices) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

  public EndpointSetting {
    choices = List.copyOf(choices);
  }

  /** What values a setting takes. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    CHOICE
  }

  /**
   * The endpoint's value, or the default.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} where it has a value that can't be
   */
  public String in(EndpointConfig config) {
    String value = config.settings().getOrDefault(id, defaultValue);
    problemWith(value)
        .ifPresent(
            problem -> {
              throw new EngineException(Failure.CONFIGURATION, problem);
            });
    return value;
  }

  /** What is wrong with the value, as a sentence; empty where nothing is. */
  public Optional<String> problemWith(String value) {
    return switch (kind) {
      case TEXT -> Optional.empty();
      case NUMBER ->
          WHOLE_NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of(label + " must be a whole number from 0 on, not \"" + value + "\".");
      case BOOLEAN ->
          value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of(label + " must be true or false, not \"" + value + "\".");
      case CHOICE ->
          choices.contains(value)
              ? Optional.empty()
              : Optional.of(
                  label
                      + " must be one of "
                      + String.join(", ", choices)
                      + ", not \""
                      + value
                      + "\".");
    };
  }
}
