package org.godwit.engine.mysql;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * MariaDB's: of each domain the last transaction, before which all others of the domain lie.
 *
 * @param domains by number, each with the server and sequence of its last transaction
 */
record MariaDbGtids(TreeMap<Long, Last> domains) implements Gtids {
  private static final Pattern ONE = Pattern.compile("(\\d{1,10})-(\\d{1,10})-(\\d{1,20})");

  /** The last transaction of a domain. */
  record Last(long server, long sequence) {}

  static MariaDbGtids parse(String text) {
    TreeMap<Long, Last> domains = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        Matcher one = ONE.matcher(part);
        if (!one.matches()) {
          throw new IllegalArgumentException(
              "not a GTID: \"" + part + "\" (expected e.g. 0-1-4711 or <uuid>:1-4711)");
        }
        domains.put(
            Long.valueOf(one.group(1)),
            new Last(Long.parseLong(one.group(2)), Long.parseUnsignedLong(one.group(3))));
      }
    }
    return new MariaDbGtids(domains);
  }

  MariaDbGtids with(long domain, long server, long sequence) {
    TreeMap<Long, Last> more = new TreeMap<>(domains);
    more.put(domain, new Last(server, sequence));
    return new MariaDbGtids(more);
  }

  @Override
  public boolean containsAll(Gtids others) {
    return others instanceof MariaDbGtids(var wanted)
        && wanted.entrySet().stream()
            .allMatch(
                entry -> {
                  Last own = domains.get(entry.getKey());
                  return own != null
                      && Long.compareUnsigned(own.sequence(), entry.getValue().sequence()) >= 0;
                });
  }

  @Override
  public String text() {
    return domains.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + "-"
                    + entry.getValue().server()
                    + "-"
                    + Long.toUnsignedString(entry.getValue().sequence()))
        .collect(Collectors.joining(","));
  }
}
