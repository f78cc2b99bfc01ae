package org.godwit.task.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.codec.CharacterMap;

/** Reads DMS's {@code CharacterSetSettings}. */
final class CharacterSets {
  private static final Pattern UNICODE = Pattern.compile("UTF.?(7|8|16|32).*|GB18030|CESU-8");
  private static final Pattern ICU_IBM = Pattern.compile("IBM-(\\d+)(_.*)?");

  private CharacterSets() {}

  /**
   * The characters that are replaced.
   *
   * @throws IllegalArgumentException where the document says something else
   */
  static CharacterMap read(JsonNode settings) {
    if (settings.isNull()) {
      return CharacterMap.NONE;
    }
    requireKnown(settings, "CharacterReplacements", "CharacterSetSupport");
    Map<Integer, Integer> replacements = new LinkedHashMap<>();
    for (JsonNode one : settings.path("CharacterReplacements")) {
      requireKnown(one, "SourceCharacterCodePoint", "TargetCharacterCodePoint");
      replacements.put(
          codePoint(one.path("SourceCharacterCodePoint")),
          codePoint(one.path("TargetCharacterCodePoint")));
    }
    JsonNode support = settings.path("CharacterSetSupport");
    if (support.isMissingNode() || support.isNull()) {
      return CharacterMap.of(replacements, Optional.empty(), 0);
    }
    requireKnown(support, "CharacterSet", "ReplaceWithCharacterCodePoint");
    return CharacterMap.of(
        replacements,
        charset(support.path("CharacterSet").asText()),
        codePoint(support.path("ReplaceWithCharacterCodePoint")));
  }

  private static void requireKnown(JsonNode object, String first, String second) {
    if (!object.isObject()
        || object
            .propertyStream()
            .anyMatch(it -> !it.getKey().equals(first) && !it.getKey().equals(second))) {
      throw new IllegalArgumentException(object.toString());
    }
  }

  private static int codePoint(JsonNode value) {
    int point = Integer.parseInt(value.asText().strip());
    boolean isSurrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    if (!Character.isValidCodePoint(point) || isSurrogate) {
      throw new IllegalArgumentException(value.toString());
    }
    return point;
  }

  /** By the names of ICU as far as Java has the set; empty for those that have every character. */
  private static Optional<Charset> charset(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    if (UNICODE.matcher(upper).matches()) {
      return Optional.empty();
    }
    Matcher ibm = ICU_IBM.matcher(upper);
    Charset charset = Charset.forName(ibm.matches() ? "IBM" + ibm.group(1) : upper);
    if (!charset.canEncode()) {
      throw new IllegalArgumentException(name);
    }
    return Optional.of(charset);
  }
}
