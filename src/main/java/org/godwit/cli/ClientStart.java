package org.godwit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client is started with. */
final class ClientStart {
  private ClientStart() {}

  /**
   * The scripts to begin with and their arguments, of those that are among the files.
   *
   * @param starts a file's name, or the end of its path, and arguments with blanks between
   */
  static List<List<String>> of(List<String> starts, Map<String, String> files) {
    List<List<String>> found = new ArrayList<>();
    for (String start : starts) {
      List<String> words = new ArrayList<>(Arrays.asList(start.strip().split("\\s+")));
      file(words.getFirst(), files)
          .ifPresent(
              file -> {
                words.set(0, file);
                found.add(words);
              });
    }
    return List.copyOf(found);
  }

  private static Optional<String> file(String wanted, Map<String, String> files) {
    String plain = wanted.replace('\\', '/');
    return files.keySet().stream()
        .filter(
            it -> {
              String name = it.replace('\\', '/');
              return name.equals(plain)
                  || name.endsWith("/" + plain)
                  || name.endsWith("/" + plain + ".sql");
            })
        .findFirst();
  }
}
