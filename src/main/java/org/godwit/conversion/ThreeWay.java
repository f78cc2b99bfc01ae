package org.godwit.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings together what a person and what conversion changed in the same text, line by line. */
final class ThreeWay {
  /** Of longer texts nothing is merged: a person decides. */
  private static final int LINES_MAX = 4000;

  private ThreeWay() {}

  /**
   * The text with both changes; empty where they touch the same or neighbouring lines.
   *
   * @param base what both began with
   */
  static Optional<String> merged(String base, String mine, String theirs) {
    if (mine.equals(theirs) || base.equals(theirs)) {
      return Optional.of(mine);
    }
    if (base.equals(mine)) {
      return Optional.of(theirs);
    }
    List<String> from = List.of(base.split("\n", -1));
    List<String> one = List.of(mine.split("\n", -1));
    List<String> other = List.of(theirs.split("\n", -1));
    if (Math.max(from.size(), Math.max(one.size(), other.size())) > LINES_MAX) {
      return Optional.empty();
    }
    return merged(from, changes(from, one), changes(from, other));
  }

  /** Lines of the base from one to another, not included, that became others. */
  private record Change(int from, int to, List<String> lines) {}

  private static Optional<String> merged(
      List<String> base, List<Change> mine, List<Change> theirs) {
    List<Change> all = new ArrayList<>(mine);
    for (Change change : theirs) {
      for (Change other : mine) {
        boolean isSame = change.equals(other);
        if (!isSame && change.from() <= other.to() && other.from() <= change.to()) {
          return Optional.empty();
        }
      }
      if (!mine.contains(change)) {
        all.add(change);
      }
    }
    all.sort((one, other) -> Integer.compare(one.from(), other.from()));
    List<String> lines = new ArrayList<>();
    int at = 0;
    for (Change change : all) {
      lines.addAll(base.subList(at, change.from()));
      lines.addAll(change.lines());
      at = change.to();
    }
    lines.addAll(base.subList(at, base.size()));
    return Optional.of(String.join("\n", lines));
  }

  /** What differs, by the longest lines in common. */
  private static List<Change> changes(List<String> base, List<String> text) {
    int[][] common = new int[base.size() + 1][text.size() + 1];
    for (int i = base.size() - 1; i >= 0; i--) {
      for (int j = text.size() - 1; j >= 0; j--) {
        common[i][j] =
            base.get(i).equals(text.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Change> changes = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < base.size() || j < text.size()) {
      int fromBase = i;
      int fromText = j;
      while ((i < base.size() || j < text.size())
          && !(i < base.size() && j < text.size() && base.get(i).equals(text.get(j)))) {
        if (j == text.size() || (i < base.size() && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (i > fromBase || j > fromText) {
        changes.add(new Change(fromBase, i, List.copyOf(text.subList(fromText, j))));
      } else {
        i++;
        j++;
      }
    }
    return changes;
  }
}
