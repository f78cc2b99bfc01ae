package org.godwit.engine.postgresql.sql;

import java.util.List;
import java.util.Optional;

/** The search path that a script sets for its session, and its statements have from there on. */
final class SearchPath {
  private Optional<List<String>> schemas = Optional.empty();

  /** In their order; empty where the script leaves it to the server. */
  Optional<List<String>> schemas() {
    return schemas;
  }

  /** A new session has the server's own. */
  void forget() {
    schemas = Optional.empty();
  }

  /** Takes {@code SET search_path …}, RESET, and what pg_dump does instead. */
  void take(List<DumpToken> tokens) {
    int name = index(tokens, "search_path");
    if (tokens.getFirst().is("set") && name > 0 && tokens.size() > name + 1) {
      List<DumpToken> values = tokens.subList(name + 2, tokens.size());
      schemas =
          values.size() == 1 && values.getFirst().is("default")
              ? Optional.empty()
              : Optional.of(named(values));
    } else if (tokens.getFirst().is("reset") && (name > 0 || index(tokens, "all") > 0)) {
      forget();
    } else if (tokens.getFirst().is("select") && index(tokens, "set_config") > 0) {
      List<String> strings =
          tokens.stream()
              .filter(it -> it.kind() == DumpToken.Kind.STRING)
              .map(DumpToken::text)
              .toList();
      if (strings.size() > 1 && strings.getFirst().equals("search_path")) {
        String value = strings.get(1);
        schemas = Optional.of(named(DumpStatement.tokens(value, 0, value.length())));
      }
    }
  }

  private static int index(List<DumpToken> tokens, String word) {
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).is(word)) {
        return at;
      }
    }
    return -1;
  }

  /** {@code SET search_path = ''} is one name without a letter: none. */
  private static List<String> named(List<DumpToken> tokens) {
    return tokens.stream()
        .filter(it -> it.isName() || it.kind() == DumpToken.Kind.STRING)
        .map(DumpToken::text)
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
