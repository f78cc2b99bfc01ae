package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.Items;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/**
 * {@code r('a', 1)}, {@code r(n => 1)} of a record type becomes {@code CAST(ROW('a', 1) AS r)};
 * what isn't given is its default, or NULL. PL/SQL Language Reference, "Qualified Expressions".
 */
final class QualifiedRecords {
  private final CodeScope scope;

  QualifiedRecords(CodeScope scope) {
    this.scope = scope;
  }

  /** What it becomes; empty where the name is no record's type. */
  Optional<Expression> made(
      Name name, List<Expression.Argument> arguments, Place place, Items items) {
    Type type = new Type.Named(name, List.of(), "", "", Place.NONE);
    if (!(scope.declared(name).map(Declaration.TypeOf::body).orElse(null)
        instanceof Declaration.RecordOf(var fields, _))) {
      return Optional.empty();
    }
    Map<String, Expression> values = new HashMap<>();
    for (int at = 0; at < arguments.size(); at++) {
      Expression.Argument argument = arguments.get(at);
      String field =
          argument.key().orElse(null) instanceof Expression.Reference(var key, _)
              ? key.last().text()
              : at < fields.size() ? fields.get(at).name().text() : "";
      values.put(field, argument.value());
    }
    List<Expression> row = new ArrayList<>();
    for (Declaration.Variable field : fields) {
      Expression value = values.remove(field.name().text());
      row.add(value == null ? field.value().orElse(Tree.none(Place.NONE)) : value);
    }
    return values.isEmpty()
        ? Optional.of(
            new Expression.Cast(Tree.call(Place.NONE, "ROW", row), scope.type(type, items), place))
        : Optional.empty();
  }
}
