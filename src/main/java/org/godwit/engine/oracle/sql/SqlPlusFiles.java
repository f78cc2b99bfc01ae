package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.sql.ScriptSet;

/**
 * Finds the files that scripts include. SQL*Plus looks in the folder that it was started in, and
 * for {@code @@} in the one of the script; nobody knows the first of them any more, nor where
 * absolute paths led. So a file is looked for beside the script that includes it, beside the one
 * that the run began with, and then by the end of its path alone, as long as only one fits.
 */
final class SqlPlusFiles {
  private final ScriptSet scripts;

  /** Names by the last part of their path, without case. */
  private final Map<String, List<String>> byLast = new HashMap<>();

  private final Map<String, Optional<String>> others = new HashMap<>();

  SqlPlusFiles(ScriptSet scripts) {
    this.scripts = scripts;
    scripts
        .texts()
        .keySet()
        .forEach(name -> byLast.computeIfAbsent(last(name), _ -> new ArrayList<>()).add(name));
  }

  private static String last(String name) {
    return plain(name).substring(plain(name).lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static String plain(String name) {
    return name.replace('\\', '/');
  }

  /** The text of a file that was found. */
  String text(String name) {
    String text = scripts.texts().get(name);
    return text != null ? text : other(name).orElseThrow();
  }

  private Optional<String> other(String name) {
    return others.computeIfAbsent(name, it -> scripts.others().apply(it));
  }

  private boolean isThere(String name) {
    return scripts.texts().containsKey(name) || other(name).isPresent();
  }

  /**
   * The name of the file that a script means.
   *
   * @param path as the command has it, {@link SqlPlusVariables#UNKNOWN} where a value isn't known
   */
  Optional<String> find(String path, String from, String start) {
    String wanted = withEnding(plain(path));
    if (wanted.indexOf(SqlPlusVariables.UNKNOWN) >= 0) {
      return byEnd(wanted);
    }
    for (String folder : List.of(folder(from), folder(start), "")) {
      Optional<String> found = beside(folder, wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    return byEnd(wanted);
  }

  private static String withEnding(String path) {
    return path.lastIndexOf('.') > path.lastIndexOf('/') ? path : path + ".sql";
  }

  private static String folder(String name) {
    return plain(name).substring(0, plain(name).lastIndexOf('/') + 1);
  }

  private Optional<String> beside(String folder, String path) {
    return Optional.of(normal(path.startsWith("/") ? path : folder + path)).filter(this::isThere);
  }

  /** Without {@code .} and, as far as there is a folder in front, {@code ..}. */
  private static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      boolean isUp = part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..");
      if (isUp) {
        parts.removeLast();
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** The one file whose path ends with as many of the wanted parts as any does. */
  private Optional<String> byEnd(String wanted) {
    List<String> parts = Arrays.asList(normal(wanted).split("/"));
    for (int from = 0; from < parts.size(); from++) {
      String end = String.join("/", parts.subList(from, parts.size()));
      List<String> found = ending(end);
      if (found.size() == 1) {
        return Optional.of(found.getFirst());
      }
      if (!found.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private List<String> ending(String end) {
    if (end.chars().allMatch(it -> it == SqlPlusVariables.UNKNOWN)) {
      return List.of(); // fits all
    }
    if (end.indexOf(SqlPlusVariables.UNKNOWN) < 0) {
      return byLast.getOrDefault(last(end), List.of()).stream()
          .filter(it -> ends(it, end))
          .toList();
    }
    StringBuilder form = new StringBuilder("(?is)(.*/)?");
    end.chars()
        .forEach(
            c ->
                form.append(
                    c == SqlPlusVariables.UNKNOWN
                        ? "[^/]*"
                        : Pattern.quote(String.valueOf((char) c))));
    Pattern fits = Pattern.compile(form.toString());
    return scripts.texts().keySet().stream()
        .filter(it -> fits.matcher(plain(it)).matches())
        .toList();
  }

  private static boolean ends(String name, String end) {
    String plain = plain(name).toLowerCase(Locale.ROOT);
    String wanted = end.toLowerCase(Locale.ROOT);
    return plain.equals(wanted) || plain.endsWith("/" + wanted);
  }
}
