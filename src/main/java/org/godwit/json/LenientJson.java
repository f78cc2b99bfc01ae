package org.godwit.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads JSON as it comes out of guides, mails and consoles: a byte order mark, comments and
 * trailing commas are allowed. A key that stands twice in one object is refused, because one of the
 * two would be lost.
 */
public final class LenientJson {
  private static final String CURLY_QUOTES = "\u201C\u201D\u201E\u201F\u00AB\u00BB";
  private static final String CURLY_APOSTROPHES = "\u2018\u2019\u201A\u201B";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectWriter WRITER = MAPPER.writer(printer());

  private LenientJson() {}

  /**
   * Reads a document whose root is an object.
   *
   * @param document the text
   * @param noun what the document is, for messages: {@code "table mapping"}
   * @throws JsonProblem with line, column and a sentence
   */
  public static ObjectNode object(String document, String noun) {
    String text = document.startsWith("\uFEFF") ? document.substring(1) : document;
    if (text.isBlank()) {
      throw new JsonProblem(1, 1, "the " + noun + " is empty; it must be a JSON object.");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw explained(text, e);
    }
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new JsonProblem(
        1, 1, "the " + noun + " must be a JSON object that starts with { and ends with }.");
  }

  /** The value as indented text with {@code \n} line ends. */
  public static String print(JsonNode value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can't be printed", e);
    }
  }

  /** An empty object to be filled. */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  private static JsonProblem explained(String text, JacksonException error) {
    JsonLocation location = error.getLocation();
    int line = location == null ? 1 : Math.max(1, location.getLineNr());
    int column = location == null ? 1 : Math.max(1, location.getColumnNr());
    Optional<JsonProblem> quotes = curlyQuote(text, line);
    return quotes.orElseGet(
        () -> new JsonProblem(line, column, sentence(error.getOriginalMessage())));
  }

  /** A typographic quote outside of every string explains the error better than what follows it. */
  private static Optional<JsonProblem> curlyQuote(String text, int lastLine) {
    boolean inString = false;
    int line = 1;
    int column = 0;
    for (int i = 0; i < text.length() && line <= lastLine; i++) {
      char c = text.charAt(i);
      column++;
      if (c == '\n') {
        line++;
        column = 0;
      } else if (inString && c == '\\') {
        i++;
        column++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && (CURLY_QUOTES.indexOf(c) >= 0 || CURLY_APOSTROPHES.indexOf(c) >= 0)) {
        return Optional.of(
            new JsonProblem(
                line,
                column,
                "the typographic quote "
                    + c
                    + " stands where JSON needs a straight one (\"); word processors put it there,"
                    + " replace all of them."));
      }
    }
    return Optional.empty();
  }

  private static String sentence(String parserMessage) {
    String first = parserMessage.lines().findFirst().orElse("").strip();
    if (first.startsWith("Duplicate field")) {
      return "the key "
          + first.substring(first.indexOf('\'')).replace('\'', '"')
          + " stands twice in one object; remove one of the two.";
    }
    if (first.startsWith("Unexpected end-of-input")) {
      return "the text ends before the JSON does; a closing }, ] or \" is missing.";
    }
    if (first.contains("no open")) {
      return "a closing bracket has no opening one; remove it or look what closes too early before.";
    }
    if (first.startsWith("Trailing token")) {
      return "there is more text behind the end of the JSON object; a bracket closes too early.";
    }
    // The parser says where the array or object began, wrapped in its own options.
    first = first.replaceFirst(" \\(for \\w+ starting at \\[.*", "");
    return "this is not JSON: " + first + (first.endsWith(".") ? "" : ".");
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }
}
