package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Collation;

/**
 * The collations that a target has for those of a source of the same family: its own of that name,
 * else the nearest. MariaDB calls those of the newer Unicode {@code uca1400}, MySQL {@code 0900},
 * and their languages differ in their names.
 */
final class Collations {
  private static final Pattern MARIADB =
      Pattern.compile("utf8mb[34]_uca1400_(?:(?!nopad_)([a-z0-9]+)_)?(nopad_)?(ai|as)_(ci|cs)");
  private static final Pattern MYSQL =
      Pattern.compile("utf8mb4_(?:([a-z_]+)_)?0900_(?:(ai|as)_(ci|cs)|bin)");
  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("german2", "de_pb"),
          Map.entry("icelandic", "is"),
          Map.entry("latvian", "lv"),
          Map.entry("romanian", "ro"),
          Map.entry("slovenian", "sl"),
          Map.entry("polish", "pl"),
          Map.entry("estonian", "et"),
          Map.entry("spanish", "es"),
          Map.entry("spanish2", "es_trad"),
          Map.entry("swedish", "sv"),
          Map.entry("turkish", "tr"),
          Map.entry("czech", "cs"),
          Map.entry("danish", "da"),
          Map.entry("lithuanian", "lt"),
          Map.entry("slovak", "sk"),
          Map.entry("roman", "la"),
          Map.entry("esperanto", "eo"),
          Map.entry("hungarian", "hu"),
          Map.entry("croatian", "hr"),
          Map.entry("vietnamese", "vi"));

  /** Character sets of the target's collations, by their full names. */
  private final Map<String, String> there = new HashMap<>();

  /** The character set and the collation as a column definition has them. */
  record Chosen(String characters, String name) {
    String sql() {
      return " CHARACTER SET " + characters + " COLLATE " + name;
    }
  }

  /** Those of this server. */
  static Collations of(Connection connection, boolean isMariaDb) throws SQLException {
    ServerVersion version = ServerVersion.of(connection);
    String name =
        isMariaDb && version.isAtLeast(10, 10, 1) ? "FULL_COLLATION_NAME" : "COLLATION_NAME";
    Collations collations = new Collations();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT %s, CHARACTER_SET_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY"
                    .formatted(name))) {
      while (row.next()) {
        collations.there.put(row.getString(1), row.getString(2));
      }
    }
    return collations;
  }

  /** A server with these collations, by their names, in their character sets. */
  static Collations of(Map<String, String> there) {
    Collations collations = new Collations();
    collations.there.putAll(there);
    return collations;
  }

  private Collations() {}

  /** Whether a name is only another spelling of the same collation. */
  static boolean isSame(String one, String other) {
    return threeBytes(one).equals(threeBytes(other));
  }

  private static String threeBytes(String name) {
    return name.startsWith("utf8_") ? "utf8mb3_" + name.substring("utf8_".length()) : name;
  }

  /** Empty where nothing of the target is near. */
  Optional<Chosen> nearest(Collation source) {
    for (String name : candidates(source)) {
      String characters = there.get(name);
      if (characters != null) {
        return Optional.of(new Chosen(characters, name));
      }
    }
    return Optional.empty();
  }

  private static List<String> candidates(Collation source) {
    String name = source.name();
    List<String> names = new ArrayList<>();
    names.add(name);
    names.add(threeBytes(name));
    names.add(name.replaceFirst("^utf8mb3_", "utf8_"));
    Matcher mariaDb = MARIADB.matcher(name);
    Matcher mySql = MYSQL.matcher(name);
    if (mariaDb.matches()) {
      ofMySql(mariaDb, names);
    } else if (mySql.matches()) {
      ofMariaDb(mySql, names);
    } else if (name.endsWith("_bin")) {
      names.add("utf8mb4_" + name.substring(name.indexOf('_') + 1));
      names.add("utf8mb4_0900_bin");
      names.add("utf8mb4_nopad_bin");
    } else {
      names.add("utf8mb4_" + name.substring(name.indexOf('_') + 1));
      String strength = name.endsWith("_cs") ? "as_cs" : "ai_ci";
      names.add("utf8mb4_0900_" + strength);
      names.add("utf8mb4_uca1400_" + strength);
      names.add("utf8mb4_unicode_520_ci");
    }
    return names;
  }

  /** MySQL's have no form that ignores accents alone, and pad nothing. */
  private static void ofMySql(Matcher name, List<String> names) {
    String strength = name.group(4).equals("cs") ? "as_cs" : name.group(3) + "_ci";
    String language = LANGUAGES.get(name.group(1) == null ? "" : name.group(1));
    if (language != null) {
      names.add("utf8mb4_" + language + "_0900_" + strength);
      names.add("utf8mb4_" + language + "_0900_as_cs");
    }
    names.add("utf8mb4_0900_" + strength);
    String pad = name.group(2) == null ? "" : name.group(2);
    names.add(
        strength.equals("ai_ci") ? "utf8mb4_unicode_520_" + pad + "ci" : "utf8mb4_" + pad + "bin");
  }

  private static void ofMariaDb(Matcher name, List<String> names) {
    if (name.group(2) == null) {
      names.add("utf8mb4_nopad_bin");
      return;
    }
    String strength = name.group(2) + "_" + name.group(3);
    LANGUAGES.forEach(
        (language, code) -> {
          if (code.equals(name.group(1))) {
            names.add("utf8mb4_uca1400_" + language + "_nopad_" + strength);
          }
        });
    names.add("utf8mb4_uca1400_nopad_" + strength);
    names.add(strength.equals("ai_ci") ? "utf8mb4_unicode_520_nopad_ci" : "utf8mb4_nopad_bin");
  }
}
