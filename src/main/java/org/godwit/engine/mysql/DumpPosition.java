package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * The position that a dump or backup was taken at, in the words of the tool that took it: the
 * CHANGE MASTER or CHANGE REPLICATION SOURCE statement of mysqldump and mariadb-dump (also by
 * {@code --dump-replica}, where it is a position of the replica's source), mydumper's {@code
 * metadata}, and {@code xtrabackup_binlog_info} of XtraBackup and mariadb-backup.
 */
final class DumpPosition {
  private static final Pattern CHANGE =
      Pattern.compile("(?is)\\bCHANGE\\s+(?:MASTER|REPLICATION\\s+SOURCE)\\s+TO\\b([^;]*)");
  private static final Pattern CHANGE_FILE =
      Pattern.compile("(?i)\\b(?:MASTER|SOURCE)_LOG_FILE\\s*=\\s*'([^']+)'");
  private static final Pattern CHANGE_OFFSET =
      Pattern.compile("(?i)\\b(?:MASTER|SOURCE)_LOG_POS\\s*=\\s*(\\d+)");

  /** A section of mydumper's metadata that is of the server itself, and not of its own source. */
  private static final Pattern OWN_SECTION =
      Pattern.compile(
          "(?ims)^\\s*(?:SHOW (?:MASTER|BINARY LOG) STATUS:|\\[(?:master|source)\\])\\s*$(.*?)(?=^\\s*(?:SHOW |\\[)|\\z)");

  private static final Pattern SECTION_FILE =
      Pattern.compile("(?im)^[\\s#]*(?:Log|File|SOURCE_LOG_FILE)\\s*[:=]\\s*\"?([^\"\\s]+)");
  private static final Pattern SECTION_OFFSET =
      Pattern.compile("(?im)^[\\s#]*(?:Pos|Position|SOURCE_LOG_POS)\\s*[:=]\\s*\"?(\\d+)");
  private static final Pattern BACKUP =
      Pattern.compile("(?m)^\\s*(\\S+\\.\\d{6,})[ \\t]+(\\d+)(?=\\s|$)");
  private static final Pattern GTIDS =
      Pattern.compile(
          "(?is)\\b(?:GTID_PURGED\\s*=\\s*(?:/\\*!\\d+\\s*'\\+'\\s*\\*/)?|gtid_slave_pos\\s*=)\\s*'([^']*)'");

  private DumpPosition() {}

  /**
   * Reads it, as file and offset where the text has them, else as GTIDs.
   *
   * @return empty where the text has none
   * @throws EngineException of {@link Failure#CONFIGURATION} where it has several
   */
  static Optional<String> of(String text) {
    Set<String> found = new LinkedHashSet<>();
    found.addAll(statements(text));
    if (found.isEmpty()) {
      found.addAll(sections(text));
    }
    if (found.isEmpty()) {
      BACKUP.matcher(text).results().forEach(it -> found.add(it.group(1) + ":" + it.group(2)));
    }
    if (found.isEmpty()) {
      GTIDS
          .matcher(text)
          .results()
          .map(it -> it.group(1).replaceAll("\\s", ""))
          .filter(it -> !it.isEmpty())
          .forEach(found::add);
    }
    if (found.size() > 1) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the text has several positions, %s: give the one of the server that is the source"
              .formatted(String.join(" and ", found)));
    }
    return found.stream().findFirst();
  }

  private static List<String> statements(String text) {
    List<String> found = new ArrayList<>();
    Matcher statement = CHANGE.matcher(text);
    while (statement.find()) {
      place(statement.group(1), CHANGE_FILE, CHANGE_OFFSET).ifPresent(found::add);
    }
    return found;
  }

  private static List<String> sections(String text) {
    List<String> found = new ArrayList<>();
    Matcher section = OWN_SECTION.matcher(text);
    while (section.find()) {
      place(section.group(1), SECTION_FILE, SECTION_OFFSET).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<String> place(String text, Pattern ofFile, Pattern ofOffset) {
    Matcher file = ofFile.matcher(text);
    Matcher offset = ofOffset.matcher(text);
    return file.find() && offset.find()
        ? Optional.of(file.group(1) + ":" + offset.group(1))
        : Optional.empty();
  }
}
