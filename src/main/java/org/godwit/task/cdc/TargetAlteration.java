package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ColumnStatements;
import org.godwit.engine.ColumnStep;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.TableAlteration;
import org.godwit.mapping.MappedColumn;
import org.godwit.task.load.LoadTable;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done to a target's table that the source's was altered: the log tells which
 * columns were touched, the plan what they are now, the target's catalog what of it is done
 * already. So it may be asked for again and again. What rows hold that only the source knows is
 * never guessed.
 */
final class TargetAlteration {
  private static final String CHECK = "check ";

  private final LoadTable load;
  private final Table planned;
  private final Table actual;
  private final ColumnStatements write;
  private final Map<String, DataType> typesBefore = new HashMap<>();
  private final Map<String, Column> now = new LinkedHashMap<>();
  private final List<String> statements = new ArrayList<>();

  /** Tells that the table has to be loaded again. */
  static final class Unfollowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence without its full stop. */
    Unfollowed(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  private TargetAlteration(LoadTable load, Table actual, ColumnStatements write) {
    this.load = load;
    this.planned = load.plan().table();
    this.actual = actual;
    this.write = write;
    actual.columns().forEach(column -> now.put(column.name(), column));
  }

  /**
   * Finds the statements.
   *
   * @param load as the source's table is now
   * @param actual as the target's table is now
   * @param alterations of the source's table, in order
   * @return in order, nothing where all is done
   * @throws Unfollowed where they can't make the rows the same
   */
  static List<String> statements(
      LoadTable load, Table actual, List<TableAlteration> alterations, ColumnStatements write) {
    TargetAlteration alteration = new TargetAlteration(load, actual, write);
    List<ColumnStep> steps = alterations.stream().flatMap(it -> it.steps().stream()).toList();
    requireApart(steps);
    alterations.forEach(it -> alteration.typesBefore.putAll(it.typesBefore()));
    for (ColumnStep step : steps) {
      switch (step) {
        case ColumnStep.Added(String name, Optional<Default> held) -> alteration.add(name, held);
        case ColumnStep.Dropped(String name) -> alteration.drop(name);
        case ColumnStep.Renamed(String from, String name) -> alteration.rename(from, name);
        case ColumnStep.Retyped(String name) -> alteration.retype(name);
      }
    }
    alteration.requireColumns();
    return alteration.statements;
  }

  /** The catalog knows how a column ends, and not what it was between two statements. */
  private static void requireApart(List<ColumnStep> steps) {
    Set<String> names = new HashSet<>();
    for (ColumnStep step : steps) {
      boolean isFirst = names.add(step.name().toLowerCase(Locale.ROOT));
      if (step instanceof ColumnStep.Renamed(String from, String _)) {
        isFirst &= names.add(from.toLowerCase(Locale.ROOT));
      }
      if (!isFirst) {
        throw new Unfollowed(
            "its column %s was changed several times before it was looked at"
                .formatted(step.name()));
      }
    }
  }

  private TableName name() {
    return load.target().name();
  }

  private void run(String sql) {
    statements.add(sql);
  }

  /** The column's pair; null where a rule leaves it out, or the source has it no longer. */
  private MappedColumn.@Nullable FromSource pair(String sourceName) {
    return load.mapped().columns().stream()
        .flatMap(
            column ->
                column instanceof MappedColumn.FromSource pair ? Stream.of(pair) : Stream.empty())
        .filter(pair -> pair.source().name().equalsIgnoreCase(sourceName))
        .findFirst()
        .orElse(null);
  }

  private Column planned(MappedColumn.FromSource pair) {
    return planned.column(pair.target().name()).orElseThrow();
  }

  /** A target's column that the plan doesn't have, by its source's name as rules write names. */
  private Optional<String> former(String sourceName) {
    return Stream.of(
            sourceName, sourceName.toLowerCase(Locale.ROOT), sourceName.toUpperCase(Locale.ROOT))
        .filter(name -> now.containsKey(name) && planned.column(name).isEmpty())
        .findFirst();
  }

  private void add(String sourceName, Optional<Default> held) {
    MappedColumn.FromSource pair = pair(sourceName);
    if (pair == null || now.containsKey(pair.target().name())) {
      return;
    }
    Column column = planned(pair);
    String sql =
        write
            .add(name(), held.map(value -> holding(column, value)).orElse(column), pair.source())
            .orElseThrow(
                () ->
                    new Unfollowed(
                        "the log doesn't have what the rows that were there hold in its new column %s"
                            .formatted(pair.source().name())));
    run(sql);
    if (held.filter(Default.Literal.class::isInstance).isPresent()) {
      run(write.dropDefault(name(), column)); // it is for the rows that are there alone
    }
    now.put(column.name(), column);
    check(pair, column);
  }

  private static Column holding(Column column, Default value) {
    return column
        .withDefault(value)
        .withNullable(value instanceof Default.None || column.nullable());
  }

  private void drop(String sourceName) {
    if (pair(sourceName) == null) {
      former(sourceName)
          .ifPresent(
              column -> {
                run(write.drop(name(), column));
                now.remove(column);
              });
    }
  }

  private void rename(String from, String to) {
    MappedColumn.FromSource pair = pair(to);
    if (pair == null) {
      return;
    }
    String name = pair.target().name();
    if (!now.containsKey(name)) {
      String old =
          former(from)
              .orElseThrow(
                  () ->
                      new Unfollowed(
                          "the target has no column for %s, which became %s".formatted(from, to)));
      run(write.rename(name(), old, name));
      Column column = now.remove(old);
      if (column != null) {
        now.put(name, column.withName(name));
      }
    }
    retype(pair);
  }

  private void retype(String sourceName) {
    MappedColumn.FromSource pair = pair(sourceName);
    if (pair != null) {
      retype(pair);
    }
  }

  private void retype(MappedColumn.FromSource pair) {
    Column wanted = planned(pair);
    Column column = now.get(wanted.name());
    if (column == null) {
      throw new Unfollowed("the target has no column %s".formatted(wanted.name()));
    }
    if (column.isComputed() || wanted.isComputed() || isFilled(pair.source().type())) {
      throw new Unfollowed(
          "the values that its changed column %s has now aren't in the log"
              .formatted(pair.source().name()));
    }
    DataType before = typesBefore.get(pair.source().name());
    if (before != null && !Widening.holds(pair.source().type(), before)) {
      throw new Unfollowed(
          "its column %s became %s, in which values may be others than they were"
              .formatted(pair.source().name(), pair.source().nativeType()));
    }
    if (!Widening.holds(column.type(), wanted.type())) {
      if (!Widening.holds(wanted.type(), column.type())) {
        throw new Unfollowed(
            "its column %s became %s, in which values may be others than in %s"
                .formatted(pair.source().name(), pair.source().nativeType(), column.nativeType()));
      }
      Column kept = wanted.withNullable(wanted.nullable() || column.nullable());
      run(write.retype(name(), column, kept, pair.source()));
    }
    if (wanted.nullable() && !column.nullable()) {
      run(write.allowNull(name(), wanted, pair.source()));
    }
    check(pair, wanted);
  }

  /** Old rows get zeros at their end that the log doesn't have. */
  private static boolean isFilled(DataType type) {
    return type instanceof DataType.Binary(int _, boolean fixed) && fixed;
  }

  /** Labels are checked, and may be more than before. */
  private void check(MappedColumn.FromSource pair, Column column) {
    List<String> labels =
        switch (pair.source().type()) {
          case DataType.Enumeration(List<String> all) -> all;
          case DataType.LabelSet(List<String> all) -> all;
          default -> List.of();
        };
    for (DdlStatement statement : load.plan().statements()) {
      boolean isOfColumn =
          statement.phase() == DdlStatement.Phase.CHECK
              && statement.object().startsWith(CHECK)
              && statement.object().contains(column.name());
      if (isOfColumn && !labels.isEmpty()) {
        String check = statement.object().substring(CHECK.length());
        Optional<Check> there =
            actual.checks().stream().filter(it -> it.name().equals(check)).findFirst();
        boolean isNew = actual.column(column.name()).isEmpty();
        if (there.isPresent() ? !names(there.get(), labels) : isNew) {
          if (there.isPresent()) {
            run(write.dropCheck(name(), check));
          }
          run(statement.sql());
        }
      }
    }
  }

  private static boolean names(Check check, List<String> labels) {
    return labels.stream()
        .allMatch(label -> check.expression().contains("'" + label.replace("'", "''") + "'"));
  }

  private void requireColumns() {
    for (Column column : planned.columns()) {
      if (!now.containsKey(column.name())) {
        throw new Unfollowed("the target has no column %s".formatted(column.name()));
      }
    }
  }
}
