package org.godwit.engine.mysql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MySQL's: of each server the numbers of its transactions, with gaps. Those with a tag aren't known
 * here.
 *
 * @param servers by their id's text, each with the first and last number of its intervals, which
 *     neither overlap nor touch
 */
record MySqlGtids(TreeMap<String, NavigableMap<Long, Long>> servers) implements Gtids {
  private static final Pattern INTERVAL = Pattern.compile("(\\d{1,19})(?:-(\\d{1,19}))?");

  static MySqlGtids parse(String text) {
    MySqlGtids set = new MySqlGtids(new TreeMap<>());
    for (String part : text.split(",", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      String[] pieces = part.split(":", -1);
      String server = server(pieces[0], part);
      for (int i = 1; i < pieces.length; i++) {
        Matcher interval = INTERVAL.matcher(pieces[i]);
        if (!interval.matches()) {
          throw new IllegalArgumentException(
              "not a GTID set: \"" + part + "\" (expected e.g. <uuid>:1-4711; without tags)");
        }
        long first = Long.parseLong(interval.group(1));
        long last = interval.group(2) == null ? first : Long.parseLong(interval.group(2));
        set.add(server, first, last);
      }
    }
    return set;
  }

  private static String server(String text, String part) {
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a GTID set: \"" + part + "\" (expected e.g. <uuid>:1-4711)", e);
    }
  }

  private void add(String server, long first, long last) {
    NavigableMap<Long, Long> intervals = servers.computeIfAbsent(server, _ -> new TreeMap<>());
    long from = first;
    long to = last;
    Map.Entry<Long, Long> before = intervals.floorEntry(first);
    if (before != null && before.getValue() >= first - 1) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
      intervals.remove(before.getKey());
    }
    Map.Entry<Long, Long> behind = intervals.ceilingEntry(from);
    while (behind != null && behind.getKey() <= to + 1) {
      to = Math.max(to, behind.getValue());
      intervals.remove(behind.getKey());
      behind = intervals.ceilingEntry(from);
    }
    intervals.put(from, to);
  }

  MySqlGtids with(UUID server, long number) {
    TreeMap<String, NavigableMap<Long, Long>> copy = new TreeMap<>();
    servers.forEach((id, intervals) -> copy.put(id, new TreeMap<>(intervals)));
    MySqlGtids more = new MySqlGtids(copy);
    more.add(server.toString(), number, number);
    return more;
  }

  @Override
  public boolean containsAll(Gtids others) {
    return others instanceof MySqlGtids(var wanted)
        && wanted.entrySet().stream()
            .allMatch(
                server ->
                    server.getValue().entrySet().stream()
                        .allMatch(it -> contains(server.getKey(), it.getKey(), it.getValue())));
  }

  private boolean contains(String server, long first, long last) {
    NavigableMap<Long, Long> own = servers.get(server);
    Map.Entry<Long, Long> interval = own == null ? null : own.floorEntry(first);
    return interval != null && interval.getValue() >= last;
  }

  /** As the command that asks for what is not among them has it. */
  byte[] encoded() {
    int bytes =
        Long.BYTES
            + servers.values().stream()
                .mapToInt(intervals -> 3 * Long.BYTES + intervals.size() * 2 * Long.BYTES)
                .sum();
    ByteBuffer encoded = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    encoded.putLong(servers.size());
    servers.forEach(
        (id, intervals) -> {
          UUID uuid = UUID.fromString(id);
          encoded.order(ByteOrder.BIG_ENDIAN);
          encoded.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
          encoded.order(ByteOrder.LITTLE_ENDIAN);
          encoded.putLong(intervals.size());
          intervals.forEach((first, last) -> encoded.putLong(first).putLong(last + 1));
        });
    return encoded.array();
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    servers.forEach(
        (server, intervals) -> {
          text.append(text.isEmpty() ? "" : ",").append(server);
          intervals.forEach(
              (first, last) ->
                  text.append(':').append(first).append(first.equals(last) ? "" : "-" + last));
        });
    return text.toString();
  }
}
