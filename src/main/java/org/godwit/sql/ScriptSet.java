package org.godwit.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Scripts, and how their client is started.
 *
 * @param texts by name of file, in their order
 * @param others the text of a file that isn't among them, by its name; empty where there is none,
 *     or nobody may read it
 * @param starts the scripts to begin with, each with its arguments behind its name; none for all
 *     that no other one includes
 * @param variables values that a person gives where scripts ask for them, by name
 */
public record ScriptSet(
    Map<String, String> texts,
    Function<String, Optional<String>> others,
    List<List<String>> starts,
    Map<String, String> variables) {

  /** Of nothing but these files. */
  public static ScriptSet of(Map<String, String> texts) {
    return new ScriptSet(texts, _ -> Optional.empty(), List.of(), Map.of());
  }
}
