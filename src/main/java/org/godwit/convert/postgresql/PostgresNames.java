package org.godwit.convert.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Spelling;

/**
 * Spells Oracle's names for PostgreSQL: what Oracle folds to upper case PostgreSQL folds to lower
 * case, and the text of a spelled identifier is what the server stores. Reserved words stay in
 * quotes, long names are cut to 63 bytes with a hash that tells them apart. Names are few and
 * written often: those that are alike are one object.
 */
public final class PostgresNames implements Spelling {
  private static final int BYTES_MAX = 63;
  private static final int HASH_LENGTH = 9;
  private static final Pattern FOLDED = Pattern.compile("[A-Z][A-Z0-9_$#]*");
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** Reserved in PostgreSQL and free in Oracle, or possible there in quotes. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization binary both case cast"
                  + " check collate collation column concurrently constraint create cross"
                  + " current_catalog current_role current_schema current_user default deferrable"
                  + " desc distinct do else end except false fetch for foreign freeze from full grant"
                  + " group having ilike in initially inner intersect into is isnull join lateral"
                  + " leading left like limit localtime natural not notnull null offset on only or"
                  + " order outer overlaps placing primary references returning right select"
                  + " session_user similar some symmetric system_user table tablesample then to"
                  + " trailing true union unique using variadic verbose when where window with")
              .split(" "));

  /** Values of the session in both, so a name only where Oracle has it in quotes. */
  private static final Set<String> VALUES =
      Set.of("user", "current_date", "current_time", "current_timestamp", "localtimestamp");

  private final Map<String, String> shortened = new LinkedHashMap<>();

  /** Names that were cut, each when it was first. */
  private final List<String> cut = new ArrayList<>();

  private final Map<String, Identifier> plain = new HashMap<>();
  private final Map<String, Identifier> quoted = new HashMap<>();
  private final Map<Name, Name> names = new HashMap<>();

  private final boolean keepsCase;

  /** Of a source that folds names to upper case. */
  public PostgresNames() {
    this(false);
  }

  /**
   * Of any source.
   *
   * @param keepsCase whether the source stores names as they are written
   */
  public PostgresNames(boolean keepsCase) {
    this.keepsCase = keepsCase;
  }

  @Override
  public Identifier of(Identifier identifier) {
    Map<String, Identifier> known = identifier.isQuoted() ? quoted : plain;
    Identifier spelled = known.get(identifier.text());
    if (spelled == null) {
      spelled = spelled(identifier);
      known.put(identifier.text(), spelled);
    }
    return spelled;
  }

  @Override
  public Name of(Name name) {
    Name spelled = Spelling.super.of(name);
    if (spelled.last().text().indexOf(' ') >= 0) {
      return spelled; // which is alike in any case
    }
    Name known = names.putIfAbsent(spelled, spelled);
    return known == null ? spelled : known;
  }

  private Identifier spelled(Identifier identifier) {
    String text = identifier.text();
    if (!identifier.isQuoted() && text.indexOf(' ') >= 0) {
      return identifier; // a type of several words, which is no name
    }
    boolean isFolded = !keepsCase && (!identifier.isQuoted() || FOLDED.matcher(text).matches());
    String stored = cut(isFolded ? text.toLowerCase(Locale.ROOT) : text);
    boolean isReserved =
        RESERVED.contains(stored)
            || ((identifier.isQuoted() || keepsCase) && VALUES.contains(stored));
    boolean isPlain = PLAIN.matcher(stored).matches() && !isReserved;
    return new Identifier(stored, !isPlain);
  }

  /** What names that were cut became, in their order, with what they were. */
  public Map<String, String> shortened() {
    return new LinkedHashMap<>(shortened);
  }

  /** How many names have been cut. */
  public int count() {
    return cut.size();
  }

  /** What names that were cut behind the first of that count became. */
  public List<String> since(int count) {
    return List.copyOf(cut.subList(count, cut.size()));
  }

  private String cut(String name) {
    if (bytes(name) <= BYTES_MAX) {
      return name;
    }
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    int end = name.length();
    while (bytes(name.substring(0, end)) > BYTES_MAX - HASH_LENGTH) {
      end = name.offsetByCodePoints(end, -1);
    }
    String cut = name.substring(0, end) + "_" + "%08x".formatted(hash.getValue());
    if (shortened.put(cut, name) == null) {
      this.cut.add(cut);
    }
    return cut;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
