package org.godwit.convert;

import java.util.List;
import java.util.Optional;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Routine;

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
    ObjectTypes types = context.model().types();
    List<Declaration.Variable> fields =
        types.attributes(type).stream()
            .map(
                it ->
                    new Declaration.Variable(
                        it.name(), false, it.type(), false, Optional.empty(), it.place()))
            .toList();
    if (type.under().isPresent() && types.isWhole(type)) {
      items.add(ActionCode.SUBTYPE, type.place(), type.name(), type.under().get());
    }
    boolean hasMethods =
        type.members().stream()
            .anyMatch(it -> it instanceof Routine method && !ObjectTypes.isAbstract(method));
    ObjectId body = ObjectId.of(ObjectKind.TYPE_BODY, type.name());
    if (hasMethods && context.model().pieces(body).isEmpty()) {
      items.add(ActionCode.TABLE_NOT_HERE, type.place(), body);
    }
    boolean isOpaque = type.body().isPresent() || fields.isEmpty() || !types.isWhole(type);
    if (isOpaque) {
      items.block(ActionCode.OBJECT_TYPE, type.place(), type.name());
    }
    Ddl.CreateType made =
        new RecordTypes(context)
            .whole(type.name(), new Declaration.RecordOf(fields, type.place()), scope, items);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      outcome.add(Stage.TYPE, context.render(made), items);
      new PackageConversion(context, outcome).methods(type, piece, true);
    }
  }
}
