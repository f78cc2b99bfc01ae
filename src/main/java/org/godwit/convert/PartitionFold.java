package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Partitioning.Partition;
import org.godwit.sql.Place;
import org.jspecify.annotations.Nullable;

/** A table's partitions after all ALTER TABLE statements of the source. */
final class PartitionFold {
  private static final String PARTITIONS = "PARTITIONS ";

  private @Nullable Partitioning partitioning;

  PartitionFold(Optional<Partitioning> partitioning) {
    this.partitioning = partitioning.orElse(null);
  }

  /** What the table is made with. */
  Optional<Partitioning> partitioning() {
    return Optional.ofNullable(partitioning);
  }

  /** Whether these could be added; of a table without any they can't. */
  boolean add(Ddl.AddPartitions added) {
    if (partitioning == null) {
      return false;
    }
    Partitioning old = partitioning;
    if (old.method().equals("HASH") && old.partitions().isEmpty()) {
      partitioning = counted(old, added.partitions().size());
      return true;
    }
    List<Partition> all = new ArrayList<>(old.partitions());
    all.addAll(added.partitions());
    partitioning = with(old, all);
    return true;
  }

  /** From now on the source makes partitions by itself, which the converted table says. */
  void setInterval(Place place) {
    if (partitioning != null) {
      Partitioning old = partitioning;
      Expression unsaid = new Expression.Literal(Expression.LiteralKind.NULL, "NULL", place);
      partitioning =
          new Partitioning(
              old.method(),
              old.columns(),
              Optional.of(unsaid),
              old.subpartitioning(),
              old.options(),
              old.partitions(),
              old.place());
    }
  }

  /** {@code PARTITIONS 4} becomes one of more. */
  private static Partitioning counted(Partitioning old, int more) {
    List<String> options = new ArrayList<>();
    boolean isSaid = false;
    for (String option : old.options()) {
      boolean isCount = option.matches(PARTITIONS + "\\d{1,4}");
      isSaid |= isCount;
      options.add(
          isCount
              ? PARTITIONS + (Integer.parseInt(option.substring(PARTITIONS.length())) + more)
              : option);
    }
    if (!isSaid) {
      options.add(PARTITIONS + (1 + more));
    }
    return new Partitioning(
        old.method(),
        old.columns(),
        old.interval(),
        old.subpartitioning(),
        List.copyOf(options),
        old.partitions(),
        old.place());
  }

  private static Partitioning with(Partitioning old, List<Partition> partitions) {
    return new Partitioning(
        old.method(),
        old.columns(),
        old.interval(),
        old.subpartitioning(),
        old.options(),
        List.copyOf(partitions),
        old.place());
  }

  /** Whether the table has all these partitions, so that they could be changed. */
  boolean change(Ddl.ChangePartitions change) {
    if (partitioning == null) {
      return false;
    }
    List<Partition> all = new ArrayList<>(partitioning.partitions());
    List<Integer> places = change.partitions().stream().map(it -> place(all, it)).toList();
    if (places.contains(-1)) {
      return false;
    }
    int first = places.getFirst();
    int last = places.getLast();
    Partition one = all.get(first);
    switch (change.verb()) {
      case "DROP" -> change.partitions().forEach(name -> all.remove(place(all, name)));
      case "SPLIT", "SPLIT AT", "SPLIT VALUES" -> {
        List<Partition> parts = split(one, change);
        all.remove(first);
        all.addAll(first, parts);
      }
      case "MERGE" -> {
        Partition merged = merged(all, places, change);
        Partition behind = last + 1 < all.size() ? all.get(last + 1) : null;
        change.partitions().forEach(name -> all.remove(place(all, name)));
        all.add(behind == null ? all.size() : all.indexOf(behind), merged);
      }
      case "ADD VALUES" -> {
        List<Expression> values = new ArrayList<>(one.values());
        values.addAll(change.values());
        all.set(first, with(one, one.name(), values));
      }
      default -> {
        List<Expression> values = new ArrayList<>(one.values());
        values.removeIf(it -> isAmong(it, change.values()));
        all.set(first, with(one, one.name(), values));
      }
    }
    partitioning = with(partitioning, all);
    return true;
  }

  private static int place(List<Partition> all, Identifier name) {
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at).name().filter(name::equals).isPresent()) {
        return at;
      }
    }
    return -1;
  }

  private static Partition with(Partition it, Optional<Identifier> name, List<Expression> values) {
    return new Partition(
        name, it.bound(), List.copyOf(values), it.options(), it.subpartitions(), it.place());
  }

  /** The last has what the others leave of the partition; a part may say its own bound. */
  private List<Partition> split(Partition old, Ddl.ChangePartitions change) {
    boolean isList = old.bound().equals("IN");
    List<Expression> left = new ArrayList<>(old.values());
    List<Partition> parts = new ArrayList<>();
    for (int at = 0; at < change.into().size(); at++) {
      Partition part = change.into().get(at);
      boolean isLast = at == change.into().size() - 1;
      List<Expression> values =
          !part.values().isEmpty() ? part.values() : isLast ? List.copyOf(left) : change.values();
      if (isList) {
        left.removeIf(it -> isAmong(it, values));
      }
      parts.add(with(old, part.name(), values));
    }
    return parts;
  }

  private static boolean isAmong(Expression value, List<Expression> all) {
    return all.stream().anyMatch(it -> same(it, value));
  }

  /** Whether they are the same literal, wherever they stand. */
  private static boolean same(Expression one, Expression other) {
    return one instanceof Expression.Literal a
        && other instanceof Expression.Literal b
        && a.kind() == b.kind()
        && a.text().equals(b.text());
  }

  private static Partition merged(
      List<Partition> all, List<Integer> places, Ddl.ChangePartitions change) {
    Partition last = all.get(places.stream().mapToInt(it -> it).max().orElseThrow());
    List<Expression> values = new ArrayList<>();
    if (last.bound().equals("IN")) {
      places.forEach(at -> values.addAll(all.get(at).values()));
    } else {
      values.addAll(last.values());
    }
    return with(
        last, change.into().stream().findFirst().flatMap(Partition::name).or(last::name), values);
  }
}
