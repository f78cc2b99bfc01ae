package org.godwit.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys of a document that its reader doesn't know. They are kept so that the document prints with
 * them, and can be listed.
 *
 * @param values by JSON pointer, in the order of the document
 */
public record OtherKeys(Map<String, JsonNode> values) {
  /** There are none. */
  public static final OtherKeys NONE = new OtherKeys(Map.of());

  public OtherKeys {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The keys that say something, with dots between; null and empty lists say nothing. */
  public List<String> names() {
    return values.entrySet().stream()
        .filter(entry -> saysSomething(entry.getValue()))
        .map(entry -> dotted(entry.getKey()))
        .toList();
  }

  /** Puts every key back where it was, as far as the object around it still exists. */
  public void insertInto(ObjectNode document) {
    values.forEach(
        (text, value) -> {
          JsonPointer pointer = JsonPointer.compile(text);
          if (document.at(pointer.head()) instanceof ObjectNode parent) {
            parent.set(pointer.last().getMatchingProperty(), value);
          }
        });
  }

  static String dotted(String pointer) {
    StringBuilder path = new StringBuilder();
    for (JsonPointer at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
      if (at.mayMatchElement()) {
        path.append('[').append(at.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
      }
    }
    return path.toString();
  }

  private static boolean saysSomething(JsonNode value) {
    return !value.isNull()
        && !(value.isContainerNode() && value.isEmpty())
        && !(value.isTextual() && value.asText().isEmpty());
  }
}
