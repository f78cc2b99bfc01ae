package org.godwit.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One object of a document that is being read key by key. It remembers which keys were asked for,
 * so that the rest can be kept and listed. Numbers and booleans may come as strings and the
 * reverse; a null is the same as a key that isn't there.
 */
public final class JsonKeys {
  private final ObjectNode object;
  private final JsonPointer place;
  private final BiFunction<String, String, RuntimeException> refusal;
  private final Set<String> read = new HashSet<>();
  private final List<JsonKeys> children = new ArrayList<>();

  private JsonKeys(
      ObjectNode object, JsonPointer place, BiFunction<String, String, RuntimeException> refusal) {
    this.object = object;
    this.place = place;
    this.refusal = refusal;
  }

  /**
   * The keys of an object.
   *
   * @param refusal makes the exception from the key's path (dots between) and the rest of the
   *     sentence
   */
  public static JsonKeys of(
      ObjectNode object, BiFunction<String, String, RuntimeException> refusal) {
    return new JsonKeys(object, JsonPointer.empty(), refusal);
  }

  /** Whether the key is there and not null. */
  public boolean has(String key) {
    JsonNode value = object.get(key);
    return value != null && !value.isNull();
  }

  /** The text of a key that must be there. */
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> refuse(key, "is missing."));
  }

  /** The text of a key, also where it is written as a number or boolean. */
  public Optional<String> optionalText(String key) {
    JsonNode value = take(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isContainerNode()) {
      throw refuse(key, "must be a text, not " + shown(value) + ".");
    }
    return Optional.of(value.asText());
  }

  /** The whole number of a key, also where it is written as a string. */
  public OptionalLong wholeNumber(String key) {
    JsonNode value = take(key);
    if (value == null || (value.isTextual() && value.asText().isBlank())) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(value.asText().strip()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw refuse(key, "must be a whole number, not " + shown(value) + ".");
    }
  }

  /** The object of a key that must be there. */
  public JsonKeys object(String key) {
    return optionalObject(key).orElseThrow(() -> refuse(key, "is missing."));
  }

  /** The object of a key. */
  public Optional<JsonKeys> optionalObject(String key) {
    JsonNode value = take(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode below) {
      return Optional.of(child(below, place.appendProperty(key)));
    }
    throw refuse(key, "must be an object { … }, not " + shown(value) + ".");
  }

  /** The objects of a list; empty where the key isn't there. */
  public List<JsonKeys> objects(String key) {
    List<JsonKeys> objects = new ArrayList<>();
    for (JsonNode value : array(key)) {
      if (!(value instanceof ObjectNode below)) {
        throw refuse(
            key + "[" + objects.size() + "]", "must be an object { … }, not " + shown(value) + ".");
      }
      objects.add(child(below, place.appendProperty(key).appendIndex(objects.size())));
    }
    return objects;
  }

  /** The texts of a list, one text alone being a list of one; empty where the key isn't there. */
  public List<String> texts(String key) {
    return texts(key, array(key));
  }

  /** The lists of texts of a list of lists. */
  public List<List<String>> textLists(String key) {
    List<List<String>> lists = new ArrayList<>();
    for (JsonNode value : array(key)) {
      lists.add(texts(key + "[" + lists.size() + "]", value.isArray() ? value : List.of(value)));
    }
    return lists;
  }

  /** What was not asked for, here and in the objects below that were asked for. */
  public OtherKeys unread() {
    Map<String, JsonNode> others = new LinkedHashMap<>();
    collectUnread(others);
    return new OtherKeys(others);
  }

  /** The keys in the order of the document. */
  public List<String> names() {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** An exception that names the key. */
  public RuntimeException refuse(String key, String restOfSentence) {
    return refusal.apply(pathOf(key), restOfSentence);
  }

  private void collectUnread(Map<String, JsonNode> others) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (!read.contains(property.getKey())) {
        others.put(place.appendProperty(property.getKey()).toString(), property.getValue());
      }
    }
    children.forEach(child -> child.collectUnread(others));
  }

  private JsonKeys child(ObjectNode value, JsonPointer at) {
    JsonKeys child = new JsonKeys(value, at, refusal);
    children.add(child);
    return child;
  }

  private Iterable<JsonNode> array(String key) {
    JsonNode value = take(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof ArrayNode array) {
      return array;
    }
    if (value.isValueNode()) {
      return List.of(value);
    }
    throw refuse(key, "must be a list [ … ], not " + shown(value) + ".");
  }

  private List<String> texts(String key, Iterable<JsonNode> values) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isContainerNode()) {
        throw refuse(key + "[" + texts.size() + "]", "must be a text, not " + shown(value) + ".");
      }
      texts.add(value.asText());
    }
    return texts;
  }

  private @Nullable JsonNode take(String key) {
    read.add(key);
    return has(key) ? object.get(key) : null;
  }

  private String pathOf(String key) {
    String path = OtherKeys.dotted(place.toString());
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
