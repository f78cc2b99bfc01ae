package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A key column of text. Its order is the collation's, which is known to the server alone: places to
 * cut are guessed from the characters that keys are made of, and the server gives for each guess
 * the next key that is there.
 */
final class TextLine implements KeyLine<String> {
  private static final int SAMPLE = 200;
  private static final int GUESSES_MAX = 8;

  /** Where the scripts of the world begin, more or less, to learn what keys are made of. */
  private static final String LADDER =
      " !-.05:@AFMSZ_agmtz~\u00C0\u00E9\u0391\u0410\u05D0\u0627\u0905\u3042\u4E00\u7530\uAC00";

  private final String column;
  private final String bytes;
  private final MySqlDialect dialect = new MySqlDialect();
  private final Set<Integer> alphabet = new TreeSet<>();

  /** A line of the column by its quoted name. */
  TextLine(String column) {
    this.column = column;
    this.bytes = "HEX(CONVERT(" + column + " USING utf8mb4))";
  }

  @Override
  public Optional<Stretch<String>> stretch(KeyRows rows) throws SQLException {
    List<String> first = keys(rows, "", SAMPLE);
    List<String> last = keys(rows, " DESC", SAMPLE);
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    String prefix = commonPrefix(first.getFirst(), last.getFirst());
    boolean isUnicode = isUnicode(rows);
    for (int rung : LADDER.codePoints().filter(c -> c < 0x80 || isUnicode).toArray()) {
      key(rows.and(column + " >= " + literalOf(prefix + Character.toString(rung))), "");
    }
    return Optional.of(new Stretch<>(first.getFirst(), null));
  }

  /** Text that the column's character set lacks can't be compared with it. */
  private boolean isUnicode(KeyRows rows) throws SQLException {
    return rows.first("CHARSET(" + column + ")", column)
        .filter(name -> name.startsWith("utf") || name.startsWith("ucs"))
        .isPresent();
  }

  @Override
  public boolean isOneValue(Stretch<String> stretch, KeyRows rows) throws SQLException {
    return beyond(stretch, rows).first("1", column).isEmpty();
  }

  @Override
  public List<String> middles(Stretch<String> stretch, KeyRows rows, double share)
      throws SQLException {
    KeyRows beyond = beyond(stretch, rows);
    Optional<String> last = key(beyond, " DESC");
    Set<String> found = new LinkedHashSet<>();
    for (String guess : guesses(stretch.least(), last.orElse(stretch.least()), share)) {
      key(beyond.and(column + " >= " + literalOf(guess)), "").ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private KeyRows beyond(Stretch<String> stretch, KeyRows rows) {
    return rows.and(column + " > " + literalOf(stretch.least()));
  }

  private Optional<String> key(KeyRows rows, String order) throws SQLException {
    return keys(rows, order, 1).stream().findFirst();
  }

  /**
   * Keys byte by byte, whatever the session's character set; those that are no text are left out.
   */
  private List<String> keys(KeyRows rows, String order, int count) throws SQLException {
    List<String> keys = new ArrayList<>();
    for (String hex : rows.first(bytes, column + order, count)) {
      byte[] utf8 = HexFormat.of().parseHex(hex);
      String key = new String(utf8, StandardCharsets.UTF_8);
      if (Arrays.equals(key.getBytes(StandardCharsets.UTF_8), utf8)) {
        key.codePoints().forEach(alphabet::add);
        keys.add(key);
      }
    }
    return keys;
  }

  /** What both have in common, with the characters that may follow, the middle one first. */
  private List<String> guesses(String least, String greatest, double share) {
    String prefix = commonPrefix(least, greatest);
    int from = codePoint(least, prefix.length());
    int to = codePoint(greatest, prefix.length());
    List<Integer> between =
        alphabet.stream().filter(c -> c > Math.min(from, to) && c <= Math.max(from, to)).toList();
    List<Integer> order = new ArrayList<>(between);
    double middle = (between.size() - 1) * share;
    order.sort(Comparator.comparingDouble(c -> Math.abs(between.indexOf(c) - middle)));
    // A collation may see between the two what code points don't.
    alphabet.stream().filter(c -> !between.contains(c)).forEach(order::add);
    return order.stream().limit(GUESSES_MAX).map(c -> prefix + Character.toString(c)).toList();
  }

  private static String commonPrefix(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    boolean isInPair = same > 0 && Character.isHighSurrogate(a.charAt(same - 1));
    return a.substring(0, isInPair ? same - 1 : same);
  }

  private static int codePoint(String text, int at) {
    return at < text.length() ? text.codePointAt(at) : -1;
  }

  @Override
  public String literalOf(String value) {
    return dialect.literal(value);
  }
}
