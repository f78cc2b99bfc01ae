package org.godwit.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.mapping.expression.MaskingKey;

/**
 * The secrets of keyed masking. A rule names one; the secret itself stands in the environment of
 * the process, as {@code GODWIT_MASKING_KEY_} and the name, or in a file that the variable with
 * {@code _FILE} behind it names. So no mapping, page or log ever holds it, and a mapping can reach
 * no other variable.
 */
public final class MaskingKeys {
  static final String PREFIX = "GODWIT_MASKING_KEY_";
  private static final String FILE = "_FILE";
  private static final int BYTES_MIN = 16;
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,49}");

  private final Map<String, String> environment;

  MaskingKeys(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static MaskingKeys ofEnvironment() {
    return new MaskingKeys(System.getenv());
  }

  /** Whether a rule may name a key so. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.endsWith(FILE);
  }

  /**
   * The key of that name.
   *
   * @param ruleId of the rule that names it
   * @throws MappingException where it isn't there or too short
   */
  MaskingKey named(String name, long ruleId) {
    String variable = PREFIX + name;
    byte[] key =
        Optional.ofNullable(environment.get(variable))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .or(
                () ->
                    Optional.ofNullable(environment.get(variable + FILE))
                        .map(it -> read(it, ruleId)))
            .orElseThrow(
                () ->
                    MappingException.ofRule(
                        ruleId,
                        "masking-key: there is no key "
                            + name
                            + "; start Godwit with it in the environment variable "
                            + variable
                            + ", or with the name of a file that holds it in "
                            + variable
                            + FILE
                            + "."));
    if (key.length < BYTES_MIN) {
      throw MappingException.ofRule(
          ruleId,
          "masking-key: the key "
              + name
              + " is shorter than "
              + BYTES_MIN
              + " bytes, so that its values could be guessed; make a longer one.");
    }
    return new MaskingKey(key);
  }

  /** A line's end behind the key is none of it. */
  private static byte[] read(String file, long ruleId) {
    try {
      return Files.readString(Path.of(file)).strip().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw MappingException.ofRule(
          ruleId, "masking-key: the file " + file + " can't be read: " + e.getMessage() + ".");
    }
  }
}
