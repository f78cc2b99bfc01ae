package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.mysql.MySqlNames;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Partitioning.Partition;
import org.godwit.sql.Place;

/**
 * Partitions by columns become tables of their own; those by YEAR, TO_DAYS or UNIX_TIMESTAMP of a
 * column are by the column, with the first day or moment of each bound.
 */
final class MySqlPartitionConversion {
  private static final Expression MINVALUE =
      new Expression.Reference(Name.of("MINVALUE"), Place.NONE);
  private static final Expression MAXVALUE =
      new Expression.Reference(Name.of("MAXVALUE"), Place.NONE);

  private final String table;
  private final MySqlTableFold fold;
  private final Items items;

  MySqlPartitionConversion(String table, MySqlTableFold fold, Items items) {
    this.table = table;
    this.fold = fold;
    this.items = items;
  }

  /** The same as PostgreSQL has it; empty, with an action item, where it has none. */
  Optional<Partitioning> converted(Partitioning source) {
    List<Expression> columns = columns(source);
    String method = source.method().equals("KEY") ? "HASH" : source.method();
    boolean isKnown =
        source.subpartitioning().isEmpty()
            && !columns.isEmpty()
            && (method.equals("HASH") || method.equals("LIST") || method.equals("RANGE"))
            && columns.stream().allMatch(Expression.Reference.class::isInstance)
            && (method.equals("RANGE") || unit(source).isEmpty());
    Optional<List<Partition>> partitions =
        isKnown ? partitions(source, method, columns.size()) : Optional.empty();
    if (partitions.isEmpty()) {
      items.add(
          ActionCode.PARTITIONS,
          source.place(),
          source.subpartitioning().isPresent()
              ? "with parts of parts"
              : source.method() + " of an expression");
      return Optional.empty();
    }
    return Optional.of(
        new Partitioning(
            method,
            columns,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            partitions.get(),
            source.place()));
  }

  /** The columns, also where a function of one is gone by. */
  private List<Expression> columns(Partitioning source) {
    if (source.method().equals("KEY") && source.columns().isEmpty()) {
      return fold.primaryKey().stream()
          .<Expression>map(it -> new Expression.Reference(Name.of(it), Place.NONE))
          .toList();
    }
    return source.columns().stream()
        .map(
            it ->
                it instanceof Expression.Call(_, var arguments, _) && !unit(source).isEmpty()
                    ? arguments.getFirst().value()
                    : it)
        .toList();
  }

  private static String unit(Partitioning source) {
    return source.columns().size() == 1
            && source.columns().getFirst() instanceof Expression.Call(var name, var arguments, _)
            && arguments.size() == 1
            && List.of("YEAR", "TO_DAYS", "UNIX_TIMESTAMP")
                .contains(name.last().text().toUpperCase(Locale.ROOT))
        ? name.last().text().toUpperCase(Locale.ROOT)
        : "";
  }

  private Optional<List<Partition>> partitions(Partitioning source, String method, int columns) {
    List<Partition> all = new ArrayList<>();
    if (method.equals("HASH")) {
      int count =
          source.partitions().isEmpty() ? MySqlTableFold.count(source) : source.partitions().size();
      for (int at = 0; at < count; at++) {
        String name =
            source.partitions().isEmpty()
                ? "p" + at
                : source.partitions().get(at).name().orElseThrow().text();
        all.add(part(name, "HASH", List.of(number(count), number(at))));
      }
      return Optional.of(all);
    }
    List<Expression> before = new ArrayList<>();
    for (int at = 0; at < columns; at++) {
      before.add(MINVALUE);
    }
    boolean isOpen = false;
    for (Partition it : source.partitions()) {
      List<Expression> values = new ArrayList<>();
      for (Expression value : it.values()) {
        Optional<Expression> bound = bound(value, unit(source));
        if (bound.isEmpty()) {
          return Optional.empty();
        }
        values.add(bound.get());
      }
      String name = it.name().orElseThrow().text();
      if (method.equals("RANGE")) {
        List<Expression> both = new ArrayList<>(before);
        both.addAll(values);
        before = values;
        isOpen |= values.contains(MAXVALUE);
        all.add(part(name, "FROM", both));
      } else {
        all.add(part(name, "IN", values));
      }
    }
    // NULL goes into the first part on the source, and into none by range on the target.
    if (isOpen) {
      all.add(part("others", "DEFAULT", List.of()));
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(all));
  }

  private static Expression number(int value) {
    return new Literal(LiteralKind.NUMBER, Integer.toString(value), Place.NONE);
  }

  private Partition part(String name, String bound, List<Expression> values) {
    Identifier named = MySqlNames.ofTable(table, name);
    return new Partition(
        Optional.of(named), bound, List.copyOf(values), List.of(), List.of(), Place.NONE);
  }

  private static Optional<Expression> bound(Expression value, String unit) {
    boolean isMost =
        value instanceof Expression.Reference(var name, _)
            && name.last().text().equalsIgnoreCase("MAXVALUE");
    if (isMost) {
      return Optional.of(MAXVALUE);
    }
    if (unit.isEmpty()) {
      return value instanceof Literal
              || (value instanceof Expression.Operation(_, var operands, _)
                  && operands.getFirst() instanceof Literal)
          ? Optional.of(value)
          : Optional.empty();
    }
    if (unit.equals("YEAR")) {
      return value instanceof Literal(_, var text, var place) && text.matches("\\d{4}")
          ? Optional.of(new Literal(LiteralKind.STRING, text + "-01-01", place))
          : Optional.empty();
    }
    return value instanceof Expression.Call(_, var arguments, _)
            && arguments.size() == 1
            && arguments.getFirst().value() instanceof Literal day
        ? Optional.of(day)
        : Optional.empty();
  }
}
