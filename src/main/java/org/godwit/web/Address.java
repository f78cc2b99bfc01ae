package org.godwit.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The address of a list with its filter, order and page, so that a link shows the same to a
 * colleague.
 *
 * @param path without a query
 * @param query by name, in order; what is empty is left out
 * @param pageName the name of the value that says which page; a page with more lists has one each
 */
public record Address(String path, Map<String, String> query, String pageName) {
  /** A path without a query. */
  public static Address of(String path) {
    return new Address(path, Map.of(), "page");
  }

  /** The same address for another list on its page. */
  public Address pagedBy(String name) {
    return new Address(path, query, name);
  }

  /** The address with one value set, or removed where it is empty. */
  public Address with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    if (value.isEmpty()) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return new Address(path, more, pageName);
  }

  /** The address of a page by its number from 0. */
  public Address page(int number) {
    return with(pageName, number == 0 ? "" : String.valueOf(number + 1));
  }

  /** The address that sorts by a column; by the column that is sorted already, the other way. */
  public Address sorted(String column) {
    boolean isSame = column.equals(query.getOrDefault("sort", ""));
    boolean isDescending = query.containsKey("desc");
    return with("sort", column).with("desc", isSame && !isDescending ? "1" : "").page(0);
  }

  /** For {@code aria-sort}. */
  public String order(String column) {
    if (!column.equals(query.getOrDefault("sort", ""))) {
      return "none";
    }
    return query.containsKey("desc") ? "descending" : "ascending";
  }

  @Override
  public String toString() {
    StringBuilder address = new StringBuilder(path);
    char separator = '?';
    for (Map.Entry<String, String> it : query.entrySet()) {
      address.append(separator).append(it.getKey()).append('=').append(encoded(it.getValue()));
      separator = '&';
    }
    return address.toString();
  }

  /** A value as a query carries it. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
