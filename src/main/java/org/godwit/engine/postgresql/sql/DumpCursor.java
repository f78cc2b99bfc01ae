package org.godwit.engine.postgresql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;

/** Goes through the tokens of a statement. */
final class DumpCursor {
  private final List<DumpToken> tokens;
  private int at;

  DumpCursor(List<DumpToken> tokens) {
    this.tokens = tokens;
  }

  boolean hasMore() {
    return at < tokens.size();
  }

  boolean is(String word) {
    return hasMore() && tokens.get(at).is(word);
  }

  /** Whether these words come next. */
  boolean are(String... words) {
    for (int more = 0; more < words.length; more++) {
      if (at + more >= tokens.size() || !tokens.get(at + more).is(words[more])) {
        return false;
      }
    }
    return true;
  }

  /** Passes over the words where they come next. */
  boolean pass(String... words) {
    boolean isThere = are(words);
    at += isThere ? words.length : 0;
    return isThere;
  }

  /** Passes over any number of these words. */
  void passAll(Set<String> words) {
    while (hasMore()
        && tokens.get(at).kind() == DumpToken.Kind.WORD
        && words.contains(tokens.get(at).text())) {
      at++;
    }
  }

  /** Passes over everything up to a word that stands in no parentheses; false where none does. */
  boolean passTo(String word) {
    int open = 0;
    for (int there = at; there < tokens.size(); there++) {
      DumpToken token = tokens.get(there);
      if (open == 0 && token.is(word)) {
        at = there + 1;
        return true;
      }
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return false;
  }

  /** The first of these that comes next, in upper case; empty where none does. */
  Optional<String> oneOf(List<String> kinds) {
    for (String kind : kinds) {
      if (pass(kind.split(" "))) {
        return Optional.of(kind.toUpperCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  /** A name with its qualifiers; empty where none comes next. */
  Optional<Name> name() {
    List<Identifier> parts = new ArrayList<>();
    while (hasMore() && tokens.get(at).isName()) {
      parts.add(DumpNames.identifier(tokens.get(at).text()));
      at++;
      if (!is(".")) {
        break;
      }
      at++;
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Name(List.copyOf(parts), ""));
  }

  /** The name of an operator: {@code public.===}. */
  Optional<Name> operator() {
    List<Identifier> parts = new ArrayList<>();
    while (hasMore() && tokens.get(at).isName() && at + 1 < tokens.size()) {
      parts.add(DumpNames.identifier(tokens.get(at).text()));
      at += 2;
    }
    StringBuilder signs = new StringBuilder();
    while (hasMore() && !is("(") && tokens.get(at).kind() == DumpToken.Kind.SIGN) {
      signs.append(tokens.get(at).text());
      at++;
    }
    if (signs.isEmpty()) {
      return Optional.empty();
    }
    parts.add(new Identifier(signs.toString(), true));
    return Optional.of(new Name(List.copyOf(parts), ""));
  }

  /** Names with commas between them, up to something else. */
  List<Name> names() {
    List<Name> names = new ArrayList<>();
    do {
      pass("group");
      name().ifPresent(names::add);
    } while (pass(","));
    return names;
  }

  /** What stands in the parentheses that come next, without them; nothing where none do. */
  List<DumpToken> parentheses() {
    if (!is("(")) {
      return List.of();
    }
    int start = ++at;
    for (int open = 1; hasMore(); at++) {
      open += is("(") ? 1 : is(")") ? -1 : 0;
      if (open == 0) {
        return tokens.subList(start, at++);
      }
    }
    return tokens.subList(start, tokens.size());
  }

  /** What hasn't been passed. */
  List<DumpToken> rest() {
    return tokens.subList(Math.min(at, tokens.size()), tokens.size());
  }

  /** At most so many of the words that come next, in upper case. */
  String words(int max) {
    return rest().stream()
        .takeWhile(it -> it.kind() == DumpToken.Kind.WORD)
        .limit(max)
        .map(it -> it.text().toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
