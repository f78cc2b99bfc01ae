package org.godwit.task.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.godwit.task.control.AlteredValues;

/** Altered values as the store keeps them. */
final class AlteredJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AlteredJson() {}

  static String write(List<AlteredValues> altered) {
    try {
      return JSON.writeValueAsString(altered);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts and numbers is always JSON", e);
    }
  }

  static List<AlteredValues> read(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<AlteredValues>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds no altered values but: " + json, e);
    }
  }
}
