package org.godwit.engine.oracle.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** What a data dictionary answered to each {@link DictionaryQuery}, however it was asked. */
public final class DictionaryRows {
  private final Map<DictionaryQuery, List<Row>> rows = new EnumMap<>(DictionaryQuery.class);
  private final Map<DictionaryQuery, String> views = new EnumMap<>(DictionaryQuery.class);
  private final Map<DictionaryQuery, Integer> refusals = new EnumMap<>(DictionaryQuery.class);
  private final long charactersMax;
  private long characters;

  /**
   * Without rows so far.
   *
   * @param charactersMax that all rows may have together
   */
  public DictionaryRows(long charactersMax) {
    this.charactersMax = charactersMax;
  }

  /** What a row is found by: an owner and the name of something of theirs. */
  record Key(String owner, String name) {}

  /**
   * A row.
   *
   * @param values in the order of the query's columns; NULL is an empty text
   */
  record Row(DictionaryQuery query, List<String> values) {
    /** The value exactly as it was read. */
    String text(String column) {
      int at = query.columns().indexOf(column);
      if (at < 0) {
        throw new IllegalArgumentException(query + " has no column " + column);
      }
      return values.get(at);
    }

    /** A word, without the blanks that a CHAR column has behind it. */
    String word(String column) {
      return text(column).strip();
    }

    boolean is(String column, String word) {
      return word(column).equals(word);
    }

    Key key(String owner, String name) {
      return new Key(text(owner), text(name));
    }
  }

  /**
   * Takes a row.
   *
   * @throws EngineException where there are more characters than may be
   */
  public void add(DictionaryQuery query, List<String> values) {
    if (values.size() != query.columns().size()) {
      throw new IllegalArgumentException(
          "%s has %d columns, and a row of it %d"
              .formatted(query, query.columns().size(), values.size()));
    }
    values.forEach(it -> characters += it.length());
    if (characters > charactersMax) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "The schemas have more than %,d KB of definitions, which is more than there is room for. Name fewer schemas at once."
              .formatted(charactersMax >> 10));
    }
    rows.computeIfAbsent(query, _ -> new ArrayList<>()).add(new Row(query, List.copyOf(values)));
  }

  /** Says that a query was answered by that kind of views, be it with no row. */
  public void answered(DictionaryQuery query, String kind) {
    rows.computeIfAbsent(query, _ -> new ArrayList<>());
    views.put(query, kind);
  }

  /** Says that the server refused a query in one of its forms, with the number of its error. */
  public void refused(DictionaryQuery query, int number) {
    refusals.put(query, number);
  }

  /** Whether nobody answered it. */
  boolean isUnanswered(DictionaryQuery query) {
    return !views.containsKey(query);
  }

  /** Why the server refused it last; empty where it never did. */
  Optional<Integer> refusal(DictionaryQuery query) {
    return Optional.ofNullable(refusals.get(query));
  }

  /** Whether the DBA_ views answered, so that nothing is hidden. */
  boolean sawAll(DictionaryQuery query) {
    String kind = views.getOrDefault(query, "");
    return kind.equals("DBA") || kind.equals("OWN");
  }

  /** The rows of a query, in its order. */
  List<Row> of(DictionaryQuery query) {
    return List.copyOf(rows.getOrDefault(query, List.of()));
  }

  /** The rows of a query by what they belong to, in its order. */
  Map<Key, List<Row>> by(DictionaryQuery query, String owner, String name) {
    Map<Key, List<Row>> by = new LinkedHashMap<>();
    for (Row row : of(query)) {
      by.computeIfAbsent(row.key(owner, name), _ -> new ArrayList<>()).add(row);
    }
    return by;
  }

  /** All of it as text, for a comparison. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (DictionaryQuery query : DictionaryQuery.values()) {
      text.append(query)
          .append(' ')
          .append(views.getOrDefault(query, "unanswered"))
          .append(refusal(query).map(it -> " refused " + it).orElse(""))
          .append('\n');
      of(query).forEach(row -> text.append("  ").append(row.values()).append('\n'));
    }
    return text.toString();
  }
}
