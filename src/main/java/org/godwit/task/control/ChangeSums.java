package org.godwit.task.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;

/** What changes of any number of tables came to: their counts, and values altered on their way. */
public final class ChangeSums {
  private static final int COUNTS = 8;
  private static final int ALTERED = 5;

  /** As an earlier build wrote them, without what was rejected. */
  private static final int EARLIER_COUNTS = 7;

  private final Map<TableName, ChangeCounts> counts = new TreeMap<>();
  private final Map<TableName, Map<List<String>, AlteredValues>> altered = new TreeMap<>();

  /** Adds changes of one table. */
  public void add(TableName table, ChangeCounts more) {
    if (!more.equals(ChangeCounts.NONE)) {
      counts.merge(table, more, ChangeCounts::plus);
    }
  }

  /** Adds values of one table. */
  public void add(TableName table, Collection<AlteredValues> more) {
    for (AlteredValues values : more) {
      altered
          .computeIfAbsent(table, _ -> new TreeMap<>(ChangeSums::compare))
          .merge(
              List.of(values.column(), values.change()),
              values,
              (one, other) ->
                  new AlteredValues(one.column(), one.change(), one.count() + other.count()));
    }
  }

  private static int compare(List<String> one, List<String> other) {
    int byColumn = one.getFirst().compareTo(other.getFirst());
    return byColumn != 0 ? byColumn : one.getLast().compareTo(other.getLast());
  }

  /** Adds all of these. */
  public void add(ChangeSums more) {
    more.counts.forEach(this::add);
    more.altered.forEach((table, values) -> add(table, values.values()));
  }

  /** Changes by table; of a table without any there is nothing. */
  public Map<TableName, ChangeCounts> counts() {
    Map<TableName, ChangeCounts> some = new TreeMap<>(counts);
    some.values().removeIf(ChangeCounts.NONE::equals);
    return some;
  }

  /** Altered values by table, each column and kind once. */
  public Map<TableName, List<AlteredValues>> altered() {
    Map<TableName, List<AlteredValues>> all = new TreeMap<>();
    altered.forEach((table, values) -> all.put(table, List.copyOf(values.values())));
    return all;
  }

  /** All of it as one text. */
  String text() {
    List<List<String>> lines = new ArrayList<>();
    counts.forEach(
        (table, of) ->
            lines.add(
                List.of(
                    table.schema(),
                    table.table(),
                    Long.toString(of.inserts()),
                    Long.toString(of.updates()),
                    Long.toString(of.deletes()),
                    Long.toString(of.truncates()),
                    Long.toString(of.alterations()),
                    Long.toString(of.rejected()))));
    altered()
        .forEach(
            (table, all) ->
                all.forEach(
                    of ->
                        lines.add(
                            List.of(
                                table.schema(),
                                table.table(),
                                of.column(),
                                of.change(),
                                Long.toString(of.count())))));
    return Texts.jsonOfLines(lines);
  }

  /** What {@link #text} wrote. */
  static ChangeSums of(String text) {
    ChangeSums sums = new ChangeSums();
    for (List<String> line : Texts.lines(text)) {
      TableName table = new TableName(line.get(0), line.get(1));
      switch (line.size()) {
        case COUNTS, EARLIER_COUNTS ->
            sums.add(
                table,
                new ChangeCounts(
                    Long.parseLong(line.get(2)),
                    Long.parseLong(line.get(3)),
                    Long.parseLong(line.get(4)),
                    Long.parseLong(line.get(5)),
                    Long.parseLong(line.get(6)),
                    line.size() == COUNTS ? Long.parseLong(line.get(7)) : 0));
        case ALTERED ->
            sums.add(
                table,
                List.of(new AlteredValues(line.get(2), line.get(3), Long.parseLong(line.get(4)))));
        default -> throw new IllegalStateException("the control schema holds no sums: " + text);
      }
    }
    return sums;
  }
}
