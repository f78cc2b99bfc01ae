package org.godwit.task.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.control.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of one table, one JSON object a line: when, why, and every value as text, so
 * that a person can mend and load them. A segment that is loaded again after a kill may write its
 * rows once more; the exceptions table on the target is the count that holds.
 */
public final class RejectFile {
  private static final long SEARCHED_MAX = 256L << 20;
  private static final int LINE_MAX = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /**
   * The file of one table.
   *
   * @param folder that holds those of the task
   */
  public RejectFile(Path folder, TableName table) {
    file = folder.resolve(safe(table.schema()) + "." + safe(table.table()) + ".jsonl");
  }

  /** The file; empty where no row was rejected on this machine. */
  public Optional<Path> path() {
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** The line of a row. */
  static String line(RejectedRow row, Map<String, @Nullable String> values) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("error", row.error());
    more.put("row", values);
    return head(row) + json(more).substring(1);
  }

  /** How the line of a row begins, up to what tells it from every other. */
  private static String head(RejectedRow row) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("at", row.at().toString());
    head.put("segment", row.segment());
    head.put("key", row.key());
    String text = json(head);
    return text.substring(0, text.length() - 1) + ",";
  }

  private static String json(Map<String, Object> map) {
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  /** Removes the file, for a table whose rows are loaded from the first one again. */
  synchronized void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the rows that an earlier load rejected can't be removed from %s: %s; remove the file, or set another folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Appends lines, all of them or none. */
  synchronized void append(List<String> lines) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        append(channel, String.join("\n", lines) + "\n");
      }
    } catch (IOException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "rejected rows can't be written to %s: %s; free the disk or set another folder, then resume"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void append(FileChannel channel, String lines) throws IOException {
    long end = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    boolean isCut = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    // A process that was killed may have left the beginning of a line.
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(isCut ? "\n" + lines : lines);
    try {
      channel.position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      try {
        channel.truncate(end);
      } catch (IOException truncating) {
        e.addSuppressed(truncating);
      }
      throw e;
    }
  }

  /**
   * The values of rows by column, those that are found in the first 256 MiB of the file; a row of
   * more than a million characters is passed over.
   *
   * @throws IOException where there is a file that can't be read
   */
  public Map<RejectedRow, Map<String, @Nullable String>> values(List<RejectedRow> rows)
      throws IOException {
    Map<RejectedRow, Map<String, @Nullable String>> values = new HashMap<>();
    if (rows.isEmpty() || path().isEmpty()) {
      return values;
    }
    Map<String, RejectedRow> heads = new HashMap<>();
    rows.forEach(row -> heads.put(head(row), row));
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      StringBuilder line = new StringBuilder();
      long searched = 0;
      while (values.size() < rows.size() && searched < SEARCHED_MAX) {
        long read = readLine(lines, line);
        if (read == 0) {
          break;
        }
        searched += read;
        String text = line.toString();
        for (Map.Entry<String, RejectedRow> head : heads.entrySet()) {
          if (text.startsWith(head.getKey())) {
            values.put(head.getValue(), row(text));
          }
        }
      }
    }
    return values;
  }

  /** Fills the line, empty for one that is too long; gives the characters read, 0 at the end. */
  private static long readLine(BufferedReader lines, StringBuilder line) throws IOException {
    line.setLength(0);
    long read = 0;
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      read++;
      if (c == '\n') {
        break;
      }
      if (read <= LINE_MAX) {
        line.append((char) c);
      }
    }
    if (read > LINE_MAX) {
      line.setLength(0);
    }
    return read;
  }

  private static Map<String, @Nullable String> row(String line) throws IOException {
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : JSON.readTree(line).path("row").properties()) {
      row.put(value.getKey(), value.getValue().isNull() ? null : value.getValue().asText());
    }
    return row;
  }

  /** A name that no file system minds and that no other table shares. */
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if ((c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-') {
                safe.appendCodePoint(c);
              } else {
                safe.append('%').append(Integer.toHexString(c)).append('%');
              }
            });
    return safe.toString();
  }
}
