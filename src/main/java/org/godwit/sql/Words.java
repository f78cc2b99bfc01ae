package org.godwit.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of a source in upper case, each of the frequent ones kept once. */
final class Words {
  private static final int SLOTS = 1 << 14;

  private final @Nullable String[] known = new String[SLOTS];

  /** The characters from start to end in upper case. */
  String upper(String text, int start, int end) {
    int hash = 0;
    for (int at = start; at < end; at++) {
      hash = hash * 31 + upper(text.charAt(at));
    }
    int slot = (hash ^ hash >>> 15) & SLOTS - 1;
    String word = known[slot];
    if (word != null && word.length() == end - start && isSame(word, text, start)) {
      return word;
    }
    word = text.substring(start, end).toUpperCase(Locale.ROOT);
    known[slot] = word;
    return word;
  }

  private static boolean isSame(String word, String text, int start) {
    for (int at = 0; at < word.length(); at++) {
      if (word.charAt(at) != upper(text.charAt(start + at))) {
        return false;
      }
    }
    return true;
  }

  private static char upper(char c) {
    if (c < 128) {
      return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }
    return Character.toUpperCase(c);
  }
}
