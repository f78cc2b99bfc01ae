package org.godwit.task.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What values a setting takes. Numbers and booleans may come as strings. */
public sealed interface SettingKind {

  /** The value in its one form; empty where it is none. A null never comes here. */
  Optional<JsonNode> read(JsonNode value);

  /** What is allowed, to follow "must be" or to stand in a table. */
  String allowed();

  /** True or false. */
  record Bool() implements SettingKind {
    @Override
    public Optional<JsonNode> read(JsonNode value) {
      return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
        case "true" -> Optional.of(BooleanNode.TRUE);
        case "false" -> Optional.of(BooleanNode.FALSE);
        default -> Optional.empty();
      };
    }

    @Override
    public String allowed() {
      return "true or false";
    }
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  record Whole(long min, long max) implements SettingKind {
    /** From 0 on. */
    static final Whole NOT_NEGATIVE = new Whole(0, Integer.MAX_VALUE);

    @Override
    public Optional<JsonNode> read(JsonNode value) {
      if (value.isContainerNode() || value.isBoolean()) {
        return Optional.empty();
      }
      try {
        long number = new BigDecimal(value.asText().strip()).longValueExact();
        return number < min || number > max
            ? Optional.empty()
            : Optional.of(LongNode.valueOf(number));
      } catch (ArithmeticException | NumberFormatException e) {
        return Optional.empty();
      }
    }

    @Override
    public String allowed() {
      return max == Integer.MAX_VALUE
          ? "a whole number from " + min + " on"
          : "a whole number from " + min + " to " + max;
    }
  }

  /** Any text. */
  record Text() implements SettingKind {
    @Override
    public Optional<JsonNode> read(JsonNode value) {
      return value.isContainerNode()
          ? Optional.empty()
          : Optional.of(TextNode.valueOf(value.asText()));
    }

    @Override
    public String allowed() {
      return "a text";
    }
  }

  /** One of several words. */
  record Choice(List<String> values) implements SettingKind {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public Optional<JsonNode> read(JsonNode value) {
      return values.stream()
          .filter(word -> word.equalsIgnoreCase(value.asText().strip()))
          .findFirst()
          .map(TextNode::valueOf);
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", values);
    }
  }

  /** The list of log components with their severities. */
  record LogLevels() implements SettingKind {
    @Override
    public Optional<JsonNode> read(JsonNode value) {
      return value.isArray() && value.valueStream().allMatch(LogLevels::isLevel)
          ? Optional.of(value)
          : Optional.empty();
    }

    private static boolean isLevel(JsonNode level) {
      return LoggingKeys.COMPONENTS.contains(level.path("Id").asText())
          && LoggingKeys.SEVERITIES.contains(level.path("Severity").asText());
    }

    @Override
    public String allowed() {
      return "a list of {\"Id\", \"Severity\"}, Id one of "
          + String.join(", ", LoggingKeys.COMPONENTS)
          + " and Severity one of "
          + String.join(", ", LoggingKeys.SEVERITIES);
    }
  }

  /** What characters are replaced. */
  record CharacterSetsKind() implements SettingKind {
    @Override
    public Optional<JsonNode> read(JsonNode value) {
      try {
        CharacterSets.read(value);
        return Optional.of(value);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    public String allowed() {
      return "null or {\"CharacterReplacements\": [{\"SourceCharacterCodePoint\","
          + " \"TargetCharacterCodePoint\"}, …], \"CharacterSetSupport\": {\"CharacterSet\","
          + " \"ReplaceWithCharacterCodePoint\"}}, code points as numbers up to 1114111 (0 removes"
          + " a character) and a character set that Java knows";
    }
  }

  /** How a pair of tasks tells its own transactions. */
  record LoopbackKind() implements SettingKind {
    @Override
    public Optional<JsonNode> read(JsonNode value) {
      try {
        var _ = Loopbacks.read(value);
        return Optional.of(value);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    public String allowed() {
      return "null or {\"EnableLoopbackPrevention\": true or false, \"SourceSchema\","
          + " \"TargetSchema\"}, both schemas named where it is true";
    }
  }

  /** An object or list of its own that is kept as it is. */
  record Document() implements SettingKind {
    @Override
    public Optional<JsonNode> read(JsonNode value) {
      return Optional.of(value);
    }

    @Override
    public String allowed() {
      return "an object or null";
    }
  }
}
