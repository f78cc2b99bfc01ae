package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.Dialect;

/**
 * One side of a comparison: the table there and its server's SQL. Whatever both sides ask, they ask
 * by the same method of this class.
 *
 * @param values the compared columns as the server renders them, in the same order on both sides
 * @param key which of the columns are the key's, empty where rows are compared as a multiset
 * @param where a condition on the rows, empty for all
 * @param rowBytesMax what both servers can hash as one text
 */
record Side(
    Table table,
    Dialect dialect,
    CanonicalText canonical,
    List<RenderedColumn> values,
    List<Integer> key,
    String where,
    int rowBytesMax) {
  /** An MD5 and a bar. */
  private static final int HASH_BYTES = 33;

  /** Rows, and sums of two parts of their hashes, by the lowest bits of the first part. */
  String buckets(Slice slice, Buckets within, int bits) {
    String hashes =
        "SELECT %s AS h1, %s AS h2 FROM (SELECT %s AS m FROM %s%s%s) x%s"
            .formatted(
                canonical.number("m", 0),
                canonical.number("m", 1),
                rowHash(),
                dialect.rowsOf(table),
                condition(slicePredicate(slice)),
                canonical.fence(),
                canonical.fence());
    return "SELECT %1$s AS bucket, COUNT(*), SUM(h1), SUM(h2) FROM (%2$s) y%3$s GROUP BY %1$s"
        .formatted(
            canonical.bits("h1", Buckets.mask(bits)),
            hashes,
            within.isAll() ? "" : " WHERE " + within.of(canonical, "h1"));
  }

  /** The key and hash of each row in the buckets, equal ones counted. */
  String rows(Slice slice, Buckets buckets) {
    String predicate = buckets.of(canonical, canonical.number(rowHash(), 0));
    return "SELECT MIN(k), m, COUNT(*) FROM (SELECT %s AS k, %s AS m FROM %s%s) x GROUP BY m"
        .formatted(
            keyText(),
            rowHash(),
            dialect.rowsOf(table),
            condition(slicePredicate(slice), predicate));
  }

  /**
   * The identity of rows and each cell twice, as text and as a digest; placeholders for the
   * identities wanted.
   */
  String cells(Slice slice, List<String> identities) {
    StringBuilder sql = new StringBuilder("SELECT ");
    // Of equal rows without a key one is enough; with a key, a second one is an error to be seen.
    sql.append(key.isEmpty() ? "DISTINCT " : "").append(identity());
    for (RenderedColumn column : values) {
      int charactersMax = CellText.charactersMax(column.form());
      sql.append(", ").append(canonical.shown(column.value(), column.form(), charactersMax));
      sql.append(", ").append(canonical.md5(member(column)));
    }
    sql.append(" FROM ").append(dialect.rowsOf(table));
    String wanted =
        isNumberKey()
            ? "%s IN (%s)".formatted(sliceColumn(), String.join(", ", identities))
            : "%s IN (%s)".formatted(identity(), "?, ".repeat(identities.size() - 1) + "?");
    return sql.append(condition(slicePredicate(slice), wanted)).toString();
  }

  /** Parameters of {@link #cells}. */
  List<String> cellParameters(List<String> identities) {
    return isNumberKey() ? List.of() : identities;
  }

  /** The least and the greatest value of the column that slices are cut by. */
  String bounds() {
    return "SELECT MIN(%1$s), MAX(%1$s) FROM %2$s%3$s"
        .formatted(sliceColumn(), dialect.rowsOf(table), condition());
  }

  /** Whether a single whole number is the key, so that it can stand in SQL as it is. */
  boolean isNumberKey() {
    return key.size() == 1 && values.get(key.getFirst()).isInteger();
  }

  private String sliceColumn() {
    return values.get(key.getFirst()).reference();
  }

  private String slicePredicate(Slice slice) {
    return slice.isAll() ? "" : slice.predicate(sliceColumn());
  }

  /** What finds a row again: its key's text, or the hash of the whole row. */
  private String identity() {
    return key.isEmpty() ? rowHash() : keyText();
  }

  private String keyText() {
    return key.isEmpty()
        ? "''"
        : canonical.join(key.stream().map(values::get).map(this::member).toList());
  }

  private String rowHash() {
    List<String> hashes = new ArrayList<>();
    List<String> group = new ArrayList<>();
    long bytes = 0;
    for (RenderedColumn column : values) {
      if (bytes + column.bytesMax() > rowBytesMax) {
        hashes.add(canonical.md5(canonical.join(group)));
        group.clear();
        bytes = 0;
      }
      group.add(member(column));
      bytes += column.bytesMax();
    }
    if (hashes.isEmpty()) {
      return canonical.md5(canonical.join(group));
    }
    hashes.add(canonical.md5(canonical.join(group)));
    return canonical.md5(hashed(hashes));
  }

  /** The hashes of groups of columns, themselves hashed in groups where they are too many. */
  private String hashed(List<String> hashes) {
    int most = rowBytesMax / HASH_BYTES;
    List<String> rest = hashes;
    while (rest.size() > most) {
      List<String> fewer = new ArrayList<>();
      for (int from = 0; from < rest.size(); from += most) {
        fewer.add(
            canonical.md5(canonical.join(rest.subList(from, Math.min(from + most, rest.size())))));
      }
      rest = fewer;
    }
    return canonical.join(rest);
  }

  private String member(RenderedColumn column) {
    return canonical.member(column.column(), column.value());
  }

  /** The WHERE clause of these conditions and the side's own; nothing where there is none. */
  String condition(String... predicates) {
    StringBuilder clause = new StringBuilder();
    append(clause, where);
    for (String predicate : predicates) {
      append(clause, predicate);
    }
    return clause.toString();
  }

  private static void append(StringBuilder clause, String predicate) {
    if (!predicate.isBlank()) {
      clause.append(clause.isEmpty() ? " WHERE (" : " AND (").append(predicate).append(')');
    }
  }
}
