package org.godwit.task.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * One key of the task settings document. Parsing, forms, documentation and the notices on pages are
 * made from it.
 *
 * @param group the object it stands in, empty for the document itself
 * @param name as DMS writes it
 * @param kind what values it takes
 * @param defaultValue what DMS takes where the key is missing
 * @param help one sentence: what it does
 * @param status whether Godwit acts on it
 * @param difference what Godwit does otherwise than DMS, a sentence; empty for nothing
 */
public record SettingKey(
    String group,
    String name,
    SettingKind kind,
    JsonNode defaultValue,
    String help,
    Status status,
    String difference) {

  /** Whether a value has an effect. */
  public enum Status {
    ACTED_ON("yes"),
    /**
     * What it asks for is so in any case, or has no place here: a load lacks nothing without it.
     */
    NOT_NEEDED("not needed"),
    /** Godwit acts on it where changes are followed, and a full load has none. */
    ONGOING_CHANGES("with ongoing changes"),
    /** What it asks for isn't built. */
    NO_EFFECT("no"),
    /** A value that asks for something is refused, so that nobody relies on it. */
    REFUSED("refused");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /** For tables and pages. */
    public String words() {
      return words;
    }
  }

  /** The key with its group, {@code FullLoadSettings.CommitRate}. */
  public String path() {
    return group.isEmpty() ? name : group + "." + name;
  }

  static SettingKey bool(String group, String name, boolean defaultValue, String help) {
    return of(group, name, new SettingKind.Bool(), BooleanNode.valueOf(defaultValue), help);
  }

  static SettingKey whole(
      String group, String name, SettingKind.Whole range, long defaultValue, String help) {
    return of(group, name, range, LongNode.valueOf(defaultValue), help);
  }

  static SettingKey text(String group, String name, String help) {
    return of(group, name, new SettingKind.Text(), TextNode.valueOf(""), help);
  }

  /** A choice whose first value is the default. */
  static SettingKey choice(String group, String name, String help, String... values) {
    return of(
        group, name, new SettingKind.Choice(List.of(values)), TextNode.valueOf(values[0]), help);
  }

  static SettingKey document(String group, String name, String help) {
    return of(group, name, new SettingKind.Document(), NullNode.getInstance(), help);
  }

  private static SettingKey of(
      String group, String name, SettingKind kind, JsonNode defaultValue, String help) {
    return new SettingKey(group, name, kind, defaultValue, help, Status.ACTED_ON, "");
  }

  /** Acted on, with something that differs from DMS. */
  SettingKey differs(String sentence) {
    return new SettingKey(group, name, kind, defaultValue, help, status, sentence);
  }

  /** Kept without an effect that anybody would miss, and why. */
  SettingKey notNeeded(String sentence) {
    return new SettingKey(group, name, kind, defaultValue, help, Status.NOT_NEEDED, sentence);
  }

  /** Kept without an effect, and why. */
  SettingKey noEffect(String sentence) {
    return new SettingKey(group, name, kind, defaultValue, help, Status.NO_EFFECT, sentence);
  }

  /** Acted on where changes are followed. */
  SettingKey ofChanges(String sentence) {
    return new SettingKey(group, name, kind, defaultValue, help, Status.ONGOING_CHANGES, sentence);
  }

  /** Refused where it isn't the default, and why. */
  SettingKey refused(String sentence) {
    return new SettingKey(group, name, kind, defaultValue, help, Status.REFUSED, sentence);
  }
}
