package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.engine.KeptLog;
import org.godwit.engine.ShortQuery;

/**
 * The binary log from a task's place on. A server purges a file by the time of its last write,
 * which is when the next one was begun, and never the one that it writes.
 */
final class KeptBinlog {
  private final Connection connection;
  private final Begun begun;

  /** When a file was begun. */
  @FunctionalInterface
  interface Begun {
    Instant at(String file) throws SQLException;
  }

  KeptBinlog(Connection connection, Begun begun) {
    this.connection = connection;
    this.begun = begun;
  }

  /** Empty where the server has the file no longer. */
  Optional<KeptLog> from(BinlogPosition place) throws SQLException {
    List<List<String>> files = ShortQuery.rows(connection, "SHOW BINARY LOGS", 2);
    int at = files.stream().map(List::getFirst).toList().indexOf(place.file());
    if (at < 0) {
      return Optional.empty();
    }
    long bytes =
        files.subList(at, files.size()).stream()
                .mapToLong(file -> Long.parseLong(file.get(1)))
                .sum()
            - place.offset();
    Duration age = at == files.size() - 1 ? Duration.ZERO : since(files.get(at + 1).getFirst());
    BinlogRetention kept = retention();
    return Optional.of(
        new KeptLog(
            "the binary log from %s on".formatted(place.file()),
            "",
            kept.setting(),
            Math.max(0, bytes),
            null,
            age,
            kept.seconds() == 0 ? null : Duration.ofSeconds(kept.seconds())));
  }

  private Duration since(String file) throws SQLException {
    Duration since = Duration.between(begun.at(file), BinlogSearch.now(connection));
    return since.isNegative() ? Duration.ZERO : since;
  }

  private BinlogRetention retention() throws SQLException {
    Map<String, String> settings = new HashMap<>();
    String names =
        BinlogRetention.SETTINGS.stream().collect(Collectors.joining("', '", "('", "')"));
    ShortQuery.rows(connection, "SHOW GLOBAL VARIABLES WHERE Variable_name IN " + names, 2)
        .forEach(row -> settings.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1)));
    return BinlogRetention.of(settings);
  }
}
