package org.godwit.engine.oracle;

import static org.godwit.testing.StandInServer.row;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The logs of a {@link RedoDatabase}, and a session of LogMiner over them. */
final class RedoFiles {
  private static final Pattern ADD_LOG = Pattern.compile(".*ADD_LOGFILE\\('([^']+)'.*");
  private static final Pattern START_AT = Pattern.compile(".*STARTSCN => (\\d+).*");
  private static final Pattern FROM = Pattern.compile(".*WHERE SCN >= (\\d+) .*");

  private final List<Log> logs = new ArrayList<>();
  private String file = "";
  private long startScn;

  RedoFiles(long scn) {
    logs.add(new Log(1, scn));
  }

  /** A log: its rows, and how many of them are on disk. */
  private static final class Log {
    private final long sequence;
    private final long first;
    private long next = Long.MAX_VALUE;
    private final List<Object[]> contents = new ArrayList<>();
    private int written;

    private Log(long sequence, long first) {
      this.sequence = sequence;
      this.first = first;
    }

    private String file() {
      return "/logs/" + sequence;
    }
  }

  /** A row of redo, which isn't on disk yet. */
  void add(Object[] row) {
    logs.getLast().contents.add(row);
  }

  Object[] last() {
    return logs.getLast().contents.getLast();
  }

  long sequence() {
    return logs.getLast().sequence;
  }

  /** All comes to the disk. */
  void write() {
    logs.getLast().written = logs.getLast().contents.size();
  }

  /** Another log begins at the number. */
  void end(long scn) {
    write();
    logs.getLast().next = scn;
    logs.add(new Log(sequence() + 1, scn));
  }

  void remove(long upTo) {
    logs.removeIf(log -> log.sequence <= upTo);
  }

  List<Object[]> list() {
    List<Object[]> all = new ArrayList<>();
    for (Log log : logs) {
      boolean isCurrent = log == logs.getLast();
      all.add(
          row(
              isCurrent ? "CURRENT" : "ARCHIVED",
              log.file(),
              1,
              log.sequence,
              log.first,
              isCurrent ? 281474976710655L : log.next));
    }
    return all;
  }

  List<Object[]> add(String sql) {
    file = group(ADD_LOG, sql);
    return List.of();
  }

  List<Object[]> start(String sql) {
    startScn = Long.parseLong(group(START_AT, sql));
    return List.of();
  }

  private static String group(Pattern pattern, String sql) {
    Matcher found = pattern.matcher(sql);
    if (!found.matches()) {
      throw new IllegalArgumentException(sql);
    }
    return found.group(1);
  }

  /** What is on disk of a log, from a number on. */
  List<Object[]> contents(String sql) throws SQLException {
    long from = Long.parseLong(group(FROM, sql));
    Log log =
        logs.stream()
            .filter(it -> it.file().equals(file))
            .findFirst()
            .orElseThrow(() -> new SQLException("ORA-00308: cannot open archived log", "", 308));
    List<Object[]> contents = new ArrayList<>();
    for (Object[] logged : log.contents.subList(0, log.written)) {
      if ((Long) logged[0] >= Math.max(from, startScn)) {
        Object[] copy = logged.clone();
        boolean isUndo = copy[8].equals(1) || copy[1].equals(RedoRow.ROLLBACK);
        if (isUndo && (Long) copy[15] < startScn) {
          copy[2] = copy[2].toString().substring(0, 8) + "FFFFFFFF"; // its beginning wasn't seen
        }
        contents.add(copy);
      }
    }
    return contents;
  }
}
