package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;

/**
 * A type with attributes alone becomes a composite type; a collection type is an array in place.
 */
final class TypeConversion {
  private final Context context;
  private final Outcome outcome;

  TypeConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  void convert(Piece piece) {
    Ddl.CreateType type = (Ddl.CreateType) piece.statement();
    Items items = piece.items();
    CodeScope scope = CodeScope.of(context.model(), type);
    if (scope.isArray(type.name())) {
      items.add(
          ActionCode.LEFT_OUT,
          type.place(),
          "the collection type " + type.name() + ", for which arrays stand where it is used,");
      outcome.add(items);
      return;
    }
    List<Declaration.Variable> fields = new ArrayList<>();
    for (Declaration member : type.members()) {
      if (member instanceof Declaration.Attribute(var name, var of, var place)) {
        fields.add(new Declaration.Variable(name, false, of, false, Optional.empty(), place));
      } else {
        items.block(ActionCode.OBJECT_TYPE, member.place(), type.name());
      }
    }
    if (type.under().isPresent() || fields.isEmpty()) {
      items.block(ActionCode.OBJECT_TYPE, type.place(), type.name());
    }
    Ddl.CreateType changed =
        new RecordTypes(context)
            .converted(
                type.name(),
                new Declaration.RecordOf(List.copyOf(fields), type.place()),
                scope,
                items);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      outcome.add(Stage.TYPE, context.render(changed), items);
    }
  }
}
