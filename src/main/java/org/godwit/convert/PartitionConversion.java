package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Partitioning.Partition;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;

/**
 * Partitions by range, list and hash become tables of their own: {@code VALUES LESS THAN (b)} is
 * {@code FROM (a) TO (b)}, {@code a} being the bound of the partition before.
 */
final class PartitionConversion {
  private static final String DEFAULT = "DEFAULT";
  private static final int PARTS_MAX = 10_000;
  private static final Expression MINVALUE =
      new Expression.Reference(Name.of("MINVALUE"), Place.NONE);

  private final Context context;
  private final Identifier table;
  private final Items items;
  private final Set<String> taken = new HashSet<>();

  PartitionConversion(Context context, Identifier table, Items items) {
    this.context = context;
    this.table = table;
    this.items = items;
  }

  /**
   * The same as PostgreSQL has it; empty, with an action item, where it has none.
   *
   * @param elements of the table
   */
  Optional<Partitioning> converted(Partitioning source, List<TableElement> elements) {
    Set<String> columns = columns(source);
    Optional<String> why = refusal(source, elements, columns);
    Items attempt = items.part();
    List<Partition> partitions =
        why.isPresent() ? List.of() : partitions(source, source.partitions(), "", attempt);
    if (isFull()) {
      why = Optional.of("more than %,d parts".formatted(PARTS_MAX));
    }
    if (why.isPresent() || attempt.isBlocked() || partitions.isEmpty()) {
      items.add(ActionCode.PARTITIONS, source.place(), why.orElse(source.method()));
      return Optional.empty();
    }
    items.addAll(attempt);
    if (source.interval().isPresent() || isAutomatic(source)) {
      items.add(ActionCode.INTERVAL_PARTITIONS, source.place());
    }
    return Optional.of(
        with(
            source,
            partitions,
            source.subpartitioning().map(it -> with(it, List.of(), Optional.empty()))));
  }

  /** Whether the source makes a partition for each new value. */
  private static boolean isAutomatic(Partitioning source) {
    return source.options().contains("AUTOMATIC");
  }

  /** A line of source may ask for a million of parts, each of which is a table. */
  private boolean isFull() {
    return taken.size() > PARTS_MAX;
  }

  private static Partitioning with(
      Partitioning it, List<Partition> partitions, Optional<Partitioning> sub) {
    return new Partitioning(
        it.method(), it.columns(), Optional.empty(), sub, List.of(), partitions, it.place());
  }

  private static Set<String> columns(Partitioning source) {
    Set<String> names = new HashSet<>();
    source.columns().forEach(it -> names.add(name(it)));
    source.subpartitioning().ifPresent(it -> it.columns().forEach(one -> names.add(name(one))));
    return names;
  }

  private static String name(Expression column) {
    return column instanceof Expression.Reference(var name, _) && name.parts().size() == 1
        ? name.last().text()
        : "";
  }

  private static Optional<String> refusal(
      Partitioning source, List<TableElement> elements, Set<String> columns) {
    boolean isKnown =
        isKnown(source) && source.subpartitioning().map(PartitionConversion::isKnown).orElse(true);
    if (!isKnown || columns.contains("")) {
      return Optional.of(source.method());
    }
    for (TableElement element : elements) {
      if (element instanceof TableElement.Column column) {
        boolean isComputed =
            column.value().filter(TableElement.Generated.class::isInstance).isPresent();
        if (isComputed && columns.contains(column.name().text())) {
          return Optional.of("by the virtual column " + column.name());
        }
        for (TableElement.Constraint it : column.constraints()) {
          if (isKey(it) && !Set.of(column.name().text()).containsAll(columns)) {
            return Optional.of("its key lacks a column of theirs");
          }
        }
      }
      if (element instanceof TableElement.Constraint it && isKey(it)) {
        Set<String> key = new HashSet<>();
        keyOf(it).forEach(one -> key.add(one.text()));
        if (!key.containsAll(columns)) {
          return Optional.of("its key lacks a column of theirs");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isKnown(Partitioning source) {
    return Set.of("RANGE", "LIST", "HASH").contains(source.method());
  }

  private static boolean isKey(TableElement.Constraint constraint) {
    return !constraint.states().contains("DISABLE")
        && (constraint.rule() instanceof TableElement.PrimaryKey
            || constraint.rule() instanceof TableElement.Unique);
  }

  private static List<Identifier> keyOf(TableElement.Constraint constraint) {
    return switch (constraint.rule()) {
      case TableElement.PrimaryKey(var columns, _) -> columns;
      case TableElement.Unique(var columns, _) -> columns;
      default -> List.of();
    };
  }

  private List<Partition> partitions(
      Partitioning source, List<Partition> given, String prefix, Items attempt) {
    List<Partition> all = new ArrayList<>();
    if (source.method().equals("HASH")) {
      int count = given.isEmpty() ? count(source.options()) : given.size();
      for (int at = 0; at < count && !isFull(); at++) {
        Optional<Partition> own = given.isEmpty() ? Optional.empty() : Optional.of(given.get(at));
        List<Expression> values = List.of(number(count), number(at));
        all.add(partition(source, own, prefix + "p" + at, "HASH", values, attempt));
      }
      return List.copyOf(all);
    }
    List<Expression> before = source.columns().stream().map(_ -> MINVALUE).toList();
    for (int at = 0; at < given.size() && !isFull(); at++) {
      Partition it = given.get(at);
      List<Expression> values =
          it.values().stream().map(value -> context.converted(value, attempt)).toList();
      String bound = "IN";
      if (source.method().equals("RANGE")) {
        List<Expression> both = new ArrayList<>(before);
        both.addAll(values);
        before = values;
        values = List.copyOf(both);
        bound = "FROM";
      } else if (isDefault(values)) {
        bound = DEFAULT;
      }
      all.add(partition(source, Optional.of(it), prefix + "p" + at, bound, values, attempt));
    }
    boolean isOpen =
        before.stream()
            .anyMatch(it -> it instanceof Expression.Reference(var name, _) && name.is("MAXVALUE"));
    // Where rows go beyond the last interval, or that have NULL, which Oracle puts last.
    if (source.method().equals("RANGE")
        && !all.isEmpty()
        && (isOpen || source.interval().isPresent())) {
      all.add(partition(source, Optional.empty(), prefix + "others", DEFAULT, List.of(), attempt));
    }
    if (isAutomatic(source) && all.stream().noneMatch(it -> it.bound().equals(DEFAULT))) {
      all.add(partition(source, Optional.empty(), prefix + "others", DEFAULT, List.of(), attempt));
    }
    return List.copyOf(all);
  }

  private static boolean isDefault(List<Expression> values) {
    return values.size() == 1
        && switch (values.getFirst()) {
          case Literal literal -> literal.kind() == LiteralKind.DEFAULT;
          case Expression.Reference(var name, _) -> name.toString().matches("(?i)\"?default\"?");
          default -> false;
        };
  }

  private static Literal number(int value) {
    return new Literal(LiteralKind.NUMBER, Integer.toString(value), Place.NONE);
  }

  /** {@code PARTITIONS 4}, {@code SUBPARTITIONS 4}. */
  private static int count(List<String> options) {
    return options.stream()
        .filter(it -> it.matches("(SUB)?PARTITIONS \\d{1,4}"))
        .map(it -> Integer.valueOf(it.substring(it.indexOf(' ') + 1)))
        .findFirst()
        .orElse(1);
  }

  private Partition partition(
      Partitioning source,
      Optional<Partition> own,
      String otherwise,
      String bound,
      List<Expression> values,
      Items attempt) {
    String last = own.flatMap(Partition::name).map(Identifier::text).orElse(otherwise);
    Identifier name = new Identifier(table.text() + "_" + last, table.isQuoted());
    while (!taken.add(name.text())) {
      name = new Identifier(name.text() + "_", table.isQuoted());
    }
    List<Partition> inner =
        source.subpartitioning().stream()
            .flatMap(
                sub -> {
                  List<Partition> given =
                      own.map(Partition::subpartitions)
                          .filter(it -> !it.isEmpty())
                          .orElse(sub.partitions());
                  Partitioning counted =
                      new Partitioning(
                          sub.method(),
                          sub.columns(),
                          Optional.empty(),
                          Optional.empty(),
                          own.map(Partition::options)
                              .filter(it -> it.stream().anyMatch(one -> one.startsWith("SUBP")))
                              .orElse(sub.options()),
                          sub.partitions(),
                          sub.place());
                  return partitions(counted, given, last + "_", attempt).stream();
                })
            .toList();
    return new Partition(
        Optional.of(name),
        bound,
        values,
        List.of(),
        inner,
        own.map(Partition::place).orElse(Place.NONE));
  }
}
