package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectId;
import org.godwit.convert.Piece;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Place;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * Arguments of the source's own routines: it takes any value for a parameter, the target only one
 * of its type.
 */
final class MySqlArguments {
  /** So many digits are surely an INTEGER. */
  private static final int DIGITS_MAX = 9;

  private final SchemaModel model;
  private final boolean isMariaDb;
  private final Kinds kinds;
  private final Items items;

  MySqlArguments(SchemaModel model, boolean isMariaDb, Kinds kinds, Items items) {
    this.model = model;
    this.isMariaDb = isMariaDb;
    this.kinds = kinds;
    this.items = items;
  }

  /** The arguments, cast where the types may differ. */
  List<Expression.Argument> given(ObjectId routine, Expression.Call call) {
    List<Routine.Parameter> parameters =
        model.pieces(routine).stream()
            .map(Piece::statement)
            .filter(Ddl.CreateRoutine.class::isInstance)
            .map(it -> ((Ddl.CreateRoutine) it).routine().parameters())
            .findFirst()
            .orElse(List.of());
    List<Expression.Argument> all = new ArrayList<>();
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression.Argument argument = call.arguments().get(at);
      boolean isIn = at < parameters.size() && !parameters.get(at).mode().contains("OUT");
      all.add(
          isIn
              ? new Expression.Argument(
                  Optional.empty(),
                  given(argument.value(), parameters.get(at).type()),
                  argument.place())
              : argument);
    }
    return List.copyOf(all);
  }

  private Expression given(Expression value, Type type) {
    if (Sql.isNull(value) || Sql.text(value).isPresent() || !(type instanceof Type.Named)) {
      return value;
    }
    Type standard = MySqlTypes.standard(type, isMariaDb, items.part());
    boolean isSame =
        kinds
            .type(value)
            .map(own -> MySqlTypes.standard(own, isMariaDb, items.part()))
            .filter(standard::equals)
            .isPresent();
    return isSame || fits(value, MySqlTypes.kind(type), standard)
        ? value
        : Sql.cast(Place.NONE, MySqlExpressions.asValue(value), standard);
  }

  private boolean fits(Expression value, Kind wanted, Type standard) {
    Kind own = kinds.of(value);
    return switch (wanted) {
      case WHOLE ->
          own == Kind.WHOLE
              && !standard.equals(Sql.type("SMALLINT"))
              && (standard.equals(Sql.type("BIGINT"))
                  || Sql.digits(value).filter(it -> it.length() <= DIGITS_MAX).isPresent());
      case EXACT -> own == Kind.WHOLE || own == Kind.EXACT;
      case REAL -> own.isNumber();
      case TEXT, DATE, TIME, BYTES, JSON, BOOLEAN -> own == wanted;
      case MOMENT, UNKNOWN -> false;
    };
  }
}
