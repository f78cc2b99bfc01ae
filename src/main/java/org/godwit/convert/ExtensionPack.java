package org.godwit.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;

/**
 * Functions for the target that do what functions of Oracle's packages do: a schema of its own, of
 * which an object gets those that it calls.
 */
public final class ExtensionPack {
  /** The schema that they stand in. */
  public static final String SCHEMA = "godwit_oracle";

  private static final List<String> FILES =
      List.of(
          "values",
          "spatial",
          "functions",
          "collections",
          "lobs",
          "crypto",
          "sessions",
          "files",
          "xml",
          "dictionary",
          "events");

  private static final Pattern BLANK_LINE = Pattern.compile("\n\n");
  private static final Pattern CALL = Pattern.compile("\\b" + SCHEMA + "\\.(\\w+)");
  private static final Pattern COMMENTS = Pattern.compile("(?m)^--.*$");

  /** What makes them, by name, in the file's order; those of one name differ in their types. */
  private static final Map<String, List<String>> FUNCTIONS = functions();

  private ExtensionPack() {}

  /** What the pack calls it. */
  static Name named(String member) {
    return Name.of(Identifier.of(SCHEMA), Identifier.of(member));
  }

  /**
   * What makes the functions that these statements call, in order; nothing where they call none.
   */
  static List<String> calledBy(List<String> statements) {
    Set<String> called = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(statements);
    while (!open.isEmpty()) {
      Matcher call = CALL.matcher(open.remove());
      while (call.find()) {
        if (called.add(call.group(1))) {
          open.addAll(FUNCTIONS.getOrDefault(call.group(1), List.of()));
        }
      }
    }
    List<String> all = new ArrayList<>();
    FUNCTIONS.forEach(
        (name, made) -> {
          if (called.contains(name)) {
            all.addAll(made);
          }
        });
    if (!all.isEmpty()) {
      all.addFirst(
          Conversion.createSchema(SCHEMA) + "GRANT USAGE ON SCHEMA " + SCHEMA + " TO PUBLIC;\n");
    }
    return List.copyOf(all);
  }

  private static Map<String, List<String>> functions() {
    Map<String, List<String>> functions = new LinkedHashMap<>();
    FILES.stream()
        .flatMap(file -> BLANK_LINE.splitAsStream(text("/convert/pack/" + file + ".sql")))
        .forEach(
            function -> {
              // What is said of it may name others.
              Matcher name = CALL.matcher(COMMENTS.matcher(function).replaceAll(""));
              if (name.find()) {
                functions
                    .computeIfAbsent(name.group(1), _ -> new ArrayList<>())
                    .add(function.strip() + "\n");
              }
            });
    return functions;
  }

  private static String text(String file) {
    try (InputStream in =
        Objects.requireNonNull(ExtensionPack.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
