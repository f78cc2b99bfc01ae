package org.godwit.engine.oracle.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * Reads what {@link ExtractionScript} wrote. Each query's rows are counted by the script, and so
 * are their letters: a file that lacks anything is refused.
 */
public final class ExtractionFile {
  private static final Pattern BEGINNING = Pattern.compile("GODWIT EXTRACTION (\\d+) ORACLE");
  private static final Pattern QUERY = Pattern.compile("Q (\\w+) (DBA|ALL|USER|OWN)");
  private static final Pattern REFUSED = Pattern.compile("X (\\w+) (DBA|ALL|USER|OWN) (\\d{1,6})");
  private static final Pattern COUNTED = Pattern.compile("E (\\w+) (\\d{1,9}) (\\d{1,18})");

  /** Values never stand at the beginning of a line. */
  private static final Pattern ERROR = Pattern.compile("(?m)^(?:ORA|PLS|SP2|TNS)-\\d{4,5}.*$");

  private final String file;
  private final DictionaryRows rows;

  /** How many parts of each query were answered, or refused in the last of their forms. */
  private final Map<DictionaryQuery, Integer> parts = new EnumMap<>(DictionaryQuery.class);

  private final Map<DictionaryQuery, List<List<DictionaryQuery.Statement>>> expected =
      new EnumMap<>(DictionaryQuery.class);
  private final StringBuilder pending = new StringBuilder();
  private Optional<DictionaryQuery> query = Optional.empty();
  private long rowCount;
  private long lengthSum;
  private int number;

  private ExtractionFile(String file, DictionaryRows rows) {
    this.file = file;
    this.rows = rows;
    for (DictionaryQuery it : DictionaryQuery.values()) {
      expected.put(it, it.parts(Schemas.parse("")));
    }
  }

  /**
   * The rows; empty where the text is no such file at all.
   *
   * @param file its name, for sentences
   * @throws EngineException of {@link Failure#CONFIGURATION} where something is missing in it
   */
  public static Optional<DictionaryRows> read(String file, String text) {
    Matcher beginning = BEGINNING.matcher(text);
    if (!beginning.lookingAt() && !isBehindBlanks(text, beginning)) {
      return Optional.empty();
    }
    ExtractionFile read = new ExtractionFile(file, new DictionaryRows(Long.MAX_VALUE));
    if (!ExtractionScript.BEGINNING.equals(beginning.group())) {
      throw read.refused(
          "is of form %s, which this version of Godwit doesn't read; print the script with this version and run it again"
              .formatted(beginning.group(1)));
    }
    read.read(text.substring(beginning.end()));
    return Optional.of(read.rows);
  }

  private static boolean isBehindBlanks(String text, Matcher beginning) {
    int from = 0;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return beginning.region(from, text.length()).lookingAt();
  }

  private void read(String text) {
    boolean isEnded = false;
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      String line = lines.next().stripTrailing();
      number++;
      if (line.isEmpty()) {
        continue;
      }
      if (isEnded) {
        throw refused("goes on behind its end, in line %d".formatted(number));
      }
      if (line.equals(ExtractionScript.END)) {
        isEnded = true;
      } else if (!isTaken(line)) {
        throw lines.hasNext() ? unexpected(line, text) : cut(text);
      }
    }
    if (!isEnded || query.isPresent()) {
      throw cut(text);
    }
    expected.forEach(
        (it, wanted) -> {
          if (parts.getOrDefault(it, 0) != wanted.size()) {
            throw refused("lacks the " + it.words() + "; run the script again, whole");
          }
        });
  }

  private EngineException cut(String text) {
    Matcher error = ERROR.matcher(text);
    return error.find()
        ? refused("ends with an error of the server, " + error.group())
        : refused(
            "ends in the middle: its last line isn't \"%s\". The script was stopped, or the file was cut when it was copied; run the script again"
                .formatted(ExtractionScript.END));
  }

  private EngineException unexpected(String line, String text) {
    return ERROR.matcher(text).find()
        ? cut(text)
        : refused(
            "has a line that the script didn't write, line %d: %s. Run the script as a file (sqlplus … @script.sql), not by pasting it"
                .formatted(number, line.length() > 80 ? line.substring(0, 80) + "…" : line));
  }

  /** False where the script writes no such line there. */
  private boolean isTaken(String line) {
    if (query.isPresent()) {
      return isTaken(query.get(), line);
    }
    Matcher begun = QUERY.matcher(line);
    if (begun.matches()) {
      DictionaryQuery known = known(begun.group(1));
      query = Optional.of(known);
      rows.answered(known, begun.group(2));
      rowCount = 0;
      lengthSum = 0;
      return true;
    }
    Matcher refusal = REFUSED.matcher(line);
    if (refusal.matches()) {
      DictionaryQuery known = known(refusal.group(1));
      rows.refused(known, Integer.parseInt(refusal.group(3)));
      if (Objects.requireNonNull(expected.get(known))
          .getFirst()
          .getLast()
          .views()
          .equals(refusal.group(2))) {
        parts.merge(known, 1, Integer::sum);
      }
      return true;
    }
    return false;
  }

  private boolean isTaken(DictionaryQuery of, String line) {
    boolean isRow = line.startsWith("R");
    if ((isRow || line.startsWith("+")) && line.endsWith(".")) {
      if (isRow) {
        flush(of);
      }
      pending.append(line, 1, line.length() - 1);
      return true;
    }
    Matcher counted = COUNTED.matcher(line);
    if (counted.matches()) {
      end(of, counted);
      return true;
    }
    return false;
  }

  private DictionaryQuery known(String name) {
    for (DictionaryQuery it : DictionaryQuery.values()) {
      if (it.name().equals(name)) {
        return it;
      }
    }
    throw refused("has %s, which this version of Godwit doesn't know".formatted(name));
  }

  private void end(DictionaryQuery ended, Matcher counted) {
    flush(ended);
    boolean isWhole =
        counted.group(1).equals(ended.name())
            && Long.parseLong(counted.group(2)) == rowCount
            && Long.parseLong(counted.group(3)) == lengthSum;
    if (!isWhole) {
      throw refused(
          "lacks a part of the %s: %s rows of %s letters were written, %d of %d are here. Lines were lost or changed when it was copied; copy it again"
              .formatted(ended.words(), counted.group(2), counted.group(3), rowCount, lengthSum));
    }
    parts.merge(ended, 1, Integer::sum);
    query = Optional.empty();
  }

  private void flush(DictionaryQuery of) {
    if (pending.isEmpty()) {
      return;
    }
    rowCount++;
    lengthSum += pending.length();
    List<String> values = new ArrayList<>();
    int from = 0;
    for (int bar = pending.indexOf("|"); bar >= 0; bar = pending.indexOf("|", from)) {
      values.add(decoded(pending.substring(from, bar)));
      from = bar + 1;
    }
    if (values.size() != of.columns().size() || from != pending.length()) {
      throw refused(
          "has a row of the %s that isn't whole, above line %d; run the script again"
              .formatted(of.words(), number));
    }
    rows.add(of, values);
    pending.setLength(0);
  }

  /** {@code ^0A} is a character by its code, <code>\\00E9</code> a unit of UTF-16. */
  private String decoded(String text) {
    if (text.indexOf('^') < 0 && text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int digits = c == '^' ? 2 : c == '\\' ? 4 : 0;
      if (digits > 0) {
        decoded.append((char) code(text, at + 1, digits));
      } else {
        decoded.append(c);
      }
      at += 1 + digits;
    }
    return decoded.toString();
  }

  private int code(String text, int from, int digits) {
    try {
      return Integer.parseInt(text, from, from + digits, 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "%s has letters that the script doesn't write, above line %d; run it again"
              .formatted(file, number),
          e);
    }
  }

  private EngineException refused(String sentence) {
    return new EngineException(Failure.CONFIGURATION, file + " " + sentence);
  }
}
