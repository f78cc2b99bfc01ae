package org.godwit.task.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import org.godwit.engine.CanonicalForm;
import org.jspecify.annotations.Nullable;

/**
 * One cell as a server sent it.
 *
 * @param text canonical text, cut
 * @param digest the MD5 of what the whole value adds to its row's text
 */
record CellText(@Nullable String text, String digest) {
  private static final int SHOWN_CHARACTERS_MAX = 200;
  private static final int JSON_CHARACTERS_MAX = 100_000;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  /** By value: 1, 1.0 and 1e0 are one number. Everything else as Jackson does. */
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.isNumber() && b.isNumber()
              ? a.decimalValue().compareTo(b.decimalValue())
              : a.equals(b) ? 0 : 1;

  /** How much of a value is fetched. */
  static int charactersMax(CanonicalForm form) {
    return form instanceof CanonicalForm.Json(boolean byValue) && byValue
        ? JSON_CHARACTERS_MAX
        : SHOWN_CHARACTERS_MAX;
  }

  /** As much of it as a person reads. */
  @Nullable String shown() {
    return text == null || text.length() <= SHOWN_CHARACTERS_MAX
        ? text
        : text.substring(0, SHOWN_CHARACTERS_MAX);
  }

  boolean isSameAs(CellText other, CanonicalForm form) {
    if (digest.equals(other.digest)) {
      return true;
    }
    if (text == null || other.text == null || !form.isComparedByValue()) {
      return false;
    }
    return form instanceof CanonicalForm.Real
        ? isSameNumber(text, other.text)
        : isSameJson(text, other.text);
  }

  /** PostgreSQL's NaN equals itself; zero has no sign. */
  private static boolean isSameNumber(String a, String b) {
    double x = Double.parseDouble(a);
    double y = Double.parseDouble(b);
    return x == y || (Double.isNaN(x) && Double.isNaN(y));
  }

  /** A value that was cut is no JSON and can't be compared so. */
  private static boolean isSameJson(String a, String b) {
    if (a.length() >= JSON_CHARACTERS_MAX || b.length() >= JSON_CHARACTERS_MAX) {
      return false;
    }
    try {
      return JSON.readTree(a).equals(BY_VALUE, JSON.readTree(b));
    } catch (JsonProcessingException e) {
      // MariaDB keeps JSON as text; what isn't JSON can only be equal as text.
      return false;
    }
  }
}
