package org.godwit.task.settings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.json.OtherKeys;

/** Reads a document. Names match whatever their case; where two spellings stand, the exact one. */
final class SettingsReader {
  private final ObjectNode root;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Map<String, JsonNode> others = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  SettingsReader(ObjectNode root) {
    this.root = root;
  }

  TaskSettings read() {
    collectOthers();
    for (SettingKey key : SettingKeys.ALL) {
      values.put(key.path(), value(key));
    }
    if (problems.isEmpty()) {
      problems.addAll(contradictions());
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new TaskSettings(values, new OtherKeys(others));
  }

  private JsonNode value(SettingKey key) {
    Optional<JsonNode> given =
        key.group().isEmpty()
            ? child(root, key.name())
            : child(root, key.group()).flatMap(group -> child(group, key.name()));
    if (given.isEmpty() || given.get().isNull()) {
      return key.defaultValue();
    }
    Optional<JsonNode> read = key.kind().read(given.get());
    if (read.isEmpty()) {
      problems.add(
          key.path() + " is " + shown(given.get()) + "; it must be " + key.kind().allowed() + ".");
    }
    return read.orElse(key.defaultValue());
  }

  private static Optional<JsonNode> child(JsonNode parent, String name) {
    return realName(parent, name).map(parent::get);
  }

  /** The name as the document spells it. */
  private static Optional<String> realName(JsonNode parent, String name) {
    if (parent.has(name)) {
      return Optional.of(name);
    }
    return parent
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }

  private void collectOthers() {
    JsonPointer top = JsonPointer.empty();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      String name = property.getKey();
      Optional<String> group =
          SettingKeys.groups().stream()
              .filter(it -> realName(root, it).filter(name::equals).isPresent())
              .findFirst();
      if (group.isPresent()) {
        collectOthers(group.get(), property.getValue());
      } else if (!isKey("", name, root)) {
        others.put(top.appendProperty(name).toString(), property.getValue());
      }
    }
  }

  private void collectOthers(String group, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (!value.isObject()) {
      problems.add(group + " is " + shown(value) + "; it must be an object { … }.");
      return;
    }
    JsonPointer place = JsonPointer.empty().appendProperty(group);
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      if (!isKey(group, property.getKey(), value)) {
        others.put(place.appendProperty(property.getKey()).toString(), property.getValue());
      }
    }
  }

  private static boolean isKey(String group, String name, JsonNode parent) {
    return SettingKeys.ALL.stream()
        .filter(key -> key.group().equals(group))
        .anyMatch(key -> realName(parent, key.name()).filter(name::equals).isPresent());
  }

  private List<String> contradictions() {
    List<String> found = new ArrayList<>();
    if (is(ValidationKeys.VALIDATION_ONLY)) {
      found.add(
          "ValidationSettings.ValidationOnly is true, but a task that moves nothing isn't built yet"
              + " and this one would move rows; set it to false.");
    }
    if (child(
            values.getOrDefault(OtherSettingKeys.RESYNC.path(), NullNode.getInstance()),
            "EnableResync")
        .filter(it -> it.asText().equalsIgnoreCase("true"))
        .isPresent()) {
      found.add(
          "ResyncSettings.EnableResync is true, but rows that differ are not repaired by Godwit yet;"
              + " set it to false, and reload a table that differs.");
    }
    boolean full = is(TargetMetadataKeys.FULL_LOB_MODE);
    boolean limited = is(TargetMetadataKeys.LIMITED_LOB_MODE);
    boolean limitedGiven =
        child(root, "TargetMetadata").flatMap(it -> child(it, "LimitedSizeLobMode")).isPresent();
    if (full && limited && limitedGiven) {
      found.add(
          "TargetMetadata.FullLobMode and TargetMetadata.LimitedSizeLobMode are both true; choose"
              + " one of them.");
    } else if (full && limited) {
      values.put(TargetMetadataKeys.LIMITED_LOB_MODE.path(), BooleanNode.FALSE);
    } else if (limited && number(TargetMetadataKeys.LOB_MAX_SIZE) == 0) {
      found.add(
          "TargetMetadata.LobMaxSize is 0 in limited LOB mode, which would empty every LOB; it must"
              + " be at least 1.");
    }
    return found;
  }

  private boolean is(SettingKey key) {
    return values.getOrDefault(key.path(), key.defaultValue()).asBoolean();
  }

  private long number(SettingKey key) {
    return values.getOrDefault(key.path(), key.defaultValue()).asLong();
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
