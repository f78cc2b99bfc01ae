package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/**
 * Moments with a time zone. Oracle's have a zone of their own, PostgreSQL's are moments alone,
 * shown in the session's zone; and {@code AT TIME ZONE} takes the zone away there, or gives one. So
 * what has a zone of its own is converted where its local time is asked for, and stopped elsewhere.
 */
final class Zones {
  private static final Set<String> IN_UTC = Set.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE");

  private final Kinds kinds;
  private final Items items;

  Zones(Kinds kinds, Items items) {
    this.kinds = kinds;
    this.items = items;
  }

  /** {@code FROM_TZ(timestamp, zone)} as the moment that it is. */
  Expression fromZone(Expression timestamp, Expression zone, Place place) {
    Expression local =
        kinds.is(timestamp, ValueKind.TIMESTAMP)
            ? timestamp
            : Tree.cast(Place.NONE, timestamp, Tree.type("TIMESTAMP", "6"));
    items.add(ActionCode.TIME_ZONE, place, "FROM_TZ");
    return Tree.call(place, "TIMEZONE", zone, local);
  }

  /** The local time of what has a zone of its own; empty where the expression has none. */
  private Optional<Expression> local(Expression expression) {
    return switch (expression) {
      case Operation(var operator, var operands, var place)
          when operator == Operator.AT_TIME_ZONE ->
          Optional.of(
              Tree.call(place, "TIMEZONE", operands.getLast(), moment(operands.getFirst())));
      case Expression.Call(var function, var arguments, _)
          when function.is("TIMEZONE")
              && arguments.size() == 2
              && kinds.is(arguments.getLast().value(), ValueKind.TIMESTAMP) ->
          Optional.of(arguments.getLast().value()); // of FROM_TZ
      default -> Optional.empty();
    };
  }

  /** What has no zone is in the session's. */
  private Expression moment(Expression value) {
    return kinds.is(value, ValueKind.ZONED)
        ? value
        : Tree.cast(Place.NONE, value, Tree.typeWith("TIMESTAMP", List.of("6"), "WITH TIME ZONE"));
  }

  /** A cast to DATE or TIMESTAMP takes the local time; to DATE without its fraction. */
  Expression cast(Expression.Cast cast) {
    Optional<ValueKind> to = ValueKind.of(cast.type());
    boolean isLocal =
        to.equals(Optional.of(ValueKind.DATE)) || to.equals(Optional.of(ValueKind.TIMESTAMP));
    if (!isLocal) {
      return cast;
    }
    Expression value = local(cast.value()).orElse(cast.value());
    boolean isCut = to.get() == ValueKind.DATE && kinds.isTimestamp(value);
    Expression whole =
        isCut ? Tree.call(Place.NONE, "DATE_TRUNC", Tree.string("second"), value) : value;
    return new Expression.Cast(whole, cast.type(), cast.place());
  }

  /** TO_CHAR and TRUNC take the local time, but for masks that show the zone. */
  List<Expression> shown(String function, List<Expression> all) {
    boolean isOfLocal = function.equals("TO_CHAR") || function.equals("TRUNC");
    boolean showsZone =
        all.size() > 1
            && Tree.text(all.get(1))
                .map(it -> it.toUpperCase(Locale.ROOT).contains("TZ"))
                .orElse(!function.equals("TRUNC"));
    if (!isOfLocal || all.isEmpty() || showsZone) {
      return all;
    }
    List<Expression> changed = new ArrayList<>(all);
    changed.set(0, local(all.getFirst()).orElse(all.getFirst()));
    return List.copyOf(changed);
  }

  /** Of a moment with a zone Oracle's EXTRACT gives the fields of UTC. */
  Expression.KeywordCall extracted(Expression.KeywordCall call) {
    if (!(call.parts().getLast() instanceof Expression value)) {
      return call;
    }
    String name = field(call.parts().getFirst());
    if (name.startsWith("TIMEZONE")) {
      items.block(ActionCode.NO_RULE, call.place(), "EXTRACT of " + name);
      return call;
    }
    boolean isAtZone =
        value instanceof Operation(var operator, _, _) && operator == Operator.AT_TIME_ZONE;
    Expression moment = isAtZone ? moment(((Operation) value).operands().getFirst()) : value;
    if (!IN_UTC.contains(name) || !kinds.is(moment, ValueKind.ZONED)) {
      return call;
    }
    List<Node> parts = new ArrayList<>(call.parts());
    parts.set(parts.size() - 1, Tree.call(Place.NONE, "TIMEZONE", Tree.string("UTC"), moment));
    return new Expression.KeywordCall(call.function(), List.copyOf(parts), call.place());
  }

  /** What EXTRACT asks for, which is read as a name; nothing where it is none. */
  static String field(Node part) {
    return switch (part) {
      case Expression.Word(var word, _) -> word.toUpperCase(Locale.ROOT);
      case Expression.Reference(var name, _) -> name.last().text().toUpperCase(Locale.ROOT);
      default -> "";
    };
  }

  /** What the type of a literal with a zone is. */
  static Type zoned() {
    return Tree.typeWith("TIMESTAMP", List.of("6"), "WITH TIME ZONE");
  }
}
