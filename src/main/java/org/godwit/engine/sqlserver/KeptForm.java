package org.godwit.engine.sqlserver;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/**
 * What a table was when following it began, as the control schema keeps it.
 *
 * @param columns their types and names, a line each
 * @param starts where its change tables began then, by their numbers; none where an earlier build
 *     didn't write it down
 * @param alterations the last places that they had seen it altered at, likewise
 */
record KeptForm(
    String columns,
    Map<String, LogSequenceNumber> starts,
    Map<String, LogSequenceNumber> alterations) {
  private static final String MARK = "@";
  private static final int PARTS = 3;

  KeptForm {
    starts = Map.copyOf(starts);
    alterations = Map.copyOf(alterations);
  }

  /** Of a table as it is now; tasks may have several change tables of it. */
  static KeptForm of(Table table, Collection<CaptureSetup.Instance> instances) {
    Map<String, LogSequenceNumber> starts = new HashMap<>();
    Map<String, LogSequenceNumber> alterations = new HashMap<>();
    for (CaptureSetup.Instance instance : instances) {
      if (instance.table().equals(table.name())) {
        instance.start().ifPresent(at -> starts.put(instance.changeTable(), at));
        instance.alteration().ifPresent(it -> alterations.put(instance.changeTable(), it.at()));
      }
    }
    return new KeptForm(columns(table), starts, alterations);
  }

  static String columns(Table table) {
    return table.columns().stream()
        .map(column -> column.nativeType() + " " + column.name())
        .collect(Collectors.joining("\n"));
  }

  /** Whether its change table begins elsewhere than then: the clean-up was there. */
  boolean isCleanedUp(CaptureSetup.Instance instance) {
    LogSequenceNumber start = starts.get(instance.changeTable());
    return start != null && !instance.start().equals(Optional.of(start));
  }

  /** What altered the type of a column since, though that may be what it was. */
  Optional<CaptureSetup.Alteration> retyped(CaptureSetup.Instance instance) {
    boolean isKept = starts.containsKey(instance.changeTable());
    return instance
        .alteration()
        .filter(it -> isKept && !it.at().equals(alterations.get(instance.changeTable())))
        .filter(it -> it.statement().matches("(?is).*\\balter\\s+column\\b.*"));
  }

  /** As {@link #parse} reads it. */
  String text() {
    StringJoiner marks = new StringJoiner(" ", MARK, "\n" + columns).setEmptyValue(columns);
    starts.forEach(
        (number, start) -> {
          LogSequenceNumber altered = alterations.get(number);
          marks.add(number + "/" + start.text() + "/" + (altered == null ? "" : altered.text()));
        });
    return marks.toString();
  }

  static KeptForm parse(String text) {
    Map<String, LogSequenceNumber> starts = new HashMap<>();
    Map<String, LogSequenceNumber> alterations = new HashMap<>();
    if (!text.startsWith(MARK)) {
      return new KeptForm(text, starts, alterations);
    }
    String[] lines = text.split("\n", 2);
    for (String mark : lines[0].substring(MARK.length()).split(" ", -1)) {
      String[] parts = mark.split("/", PARTS);
      starts.put(parts[0], LogSequenceNumber.parse(parts[1]));
      if (!parts[2].isEmpty()) {
        alterations.put(parts[0], LogSequenceNumber.parse(parts[2]));
      }
    }
    return new KeptForm(lines[1], starts, alterations);
  }

  static Map<TableName, KeptForm> parseAll(Map<TableName, String> texts) {
    Map<TableName, KeptForm> forms = new HashMap<>();
    texts.forEach((name, text) -> forms.put(name, parse(text)));
    return forms;
  }
}
