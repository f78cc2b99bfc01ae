package org.godwit.task.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts in one column of the control schema, as JSON. */
final class Texts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Texts() {}

  static String json(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("texts can't be written: " + texts, e);
    }
  }

  /** Texts by name. */
  static String json(Map<String, @Nullable String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("texts can't be written: " + texts.keySet(), e);
    }
  }

  /** Texts by name; of a column that an earlier build did not write it is null, and none. */
  static Map<String, @Nullable String> byName(@Nullable String json) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    if (json == null) {
      return texts;
    }
    try {
      for (Map.Entry<String, JsonNode> text : JSON.readTree(json).properties()) {
        texts.put(text.getKey(), text.getValue().isNull() ? null : text.getValue().asText());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the control schema holds no texts by name: " + json, e);
    }
    return texts;
  }

  /** The same with longer ones cut, each with how long it is. */
  static Map<String, @Nullable String> bounded(Map<String, @Nullable String> texts, int most) {
    Map<String, @Nullable String> bounded = new LinkedHashMap<>(texts);
    bounded.replaceAll(
        (_, text) ->
            text == null || text.length() <= most
                ? text
                : "%s… (%,d characters)"
                    .formatted(
                        text.substring(
                            0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most),
                        text.length()));
    return bounded;
  }

  static List<String> of(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the control schema holds no list of texts: " + json, e);
    }
  }

  /** Lines of several texts each. */
  static String jsonOfLines(List<List<String>> lines) {
    try {
      return JSON.writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("texts can't be written: " + lines, e);
    }
  }

  static List<List<String>> lines(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<List<String>>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the control schema holds no lines of texts: " + json, e);
    }
  }
}
