package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * A type with attributes becomes a composite type, a subtype a domain over that of its hierarchy's
 * root, which stands where code names it; a collection type is an array in place.
 */
final class TypeConversion {
  private static final Type TEXT = new Type.Named(Name.of("CLOB"), List.of(), "", "", Place.NONE);

  private static final String ARRAYS = ", for which arrays stand where it is used,";

  private final Context context;
  private final Outcome outcome;
  private final ObjectTypes types;

  TypeConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
    this.types = context.model().types();
  }

  void convert(Piece piece) {
    Ddl.CreateType type = (Ddl.CreateType) piece.statement();
    Items items = piece.items();
    CodeScope scope = CodeScope.of(context.model(), type);
    boolean isDocument = type.body().filter(context.model()::hasHoles).isPresent();
    if (isDocument || scope.isArray(type.name())) {
      items.add(
          ActionCode.LEFT_OUT,
          type.place(),
          "the collection type "
              + type.name()
              + (isDocument ? ", for which jsonb stands where it is used," : ARRAYS));
      outcome.add(items);
      return;
    }
    Optional<Ddl.CreateType> root = types.subtypes().root(type);
    boolean isSub = root.filter(it -> !it.name().equals(type.name())).isPresent();
    List<Declaration.Variable> fields = fields(type, root, items);
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
    Ddl made =
        isSub
            ? domain(type, root.get())
            : new RecordTypes(context)
                .whole(type.name(), new Declaration.RecordOf(fields, type.place()), scope, items);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      outcome.add(Stage.TYPE, context.render(made), items);
      if (context.model().pieces(body).isEmpty()) {
        new PackageConversion(context, outcome).methods(type, piece);
      }
    }
  }

  /** The attributes; of a hierarchy's root those of all of its types, behind the type's name. */
  private List<Declaration.Variable> fields(
      Ddl.CreateType type, Optional<Ddl.CreateType> root, Items items) {
    if (root.isEmpty()) {
      return types.attributes(type).stream()
          .map(it -> field(it.name(), it.type(), it.place()))
          .toList();
    }
    List<Declaration.Variable> all = new ArrayList<>();
    all.add(field(Subtypes.TYPE, TEXT, Place.NONE));
    for (Subtypes.Column it : types.subtypes().columns(root.get())) {
      if (it.isFirst()) {
        boolean isCircle = types.subtypes().isWithinItself(it.attribute().type(), root.get());
        if (isCircle && root.get().name().equals(type.name())) {
          items.add(ActionCode.SUBTYPE, type.place(), it.name(), it.owner().name());
        }
        all.add(field(it.name(), isCircle ? TEXT : it.attribute().type(), it.attribute().place()));
      }
    }
    return List.copyOf(all);
  }

  private static Declaration.Variable field(Identifier name, Type type, Place place) {
    return new Declaration.Variable(name, false, type, false, Optional.empty(), place);
  }

  /** {@code CREATE DOMAIN t AS root CHECK ((VALUE).godwit_type IN ('t', 'u'))}. */
  private Ddl domain(Ddl.CreateType type, Ddl.CreateType root) {
    Name base = context.model().qualified(root.name(), Set.of(ObjectKind.TYPE));
    Expression value = new Expression.Reference(Name.of("VALUE"), Place.NONE);
    return new Ddl.CreateDomain(
        type.name(),
        new Type.Named(base, List.of(), "", "", Place.NONE),
        Subtypes.isOf(value, types.subtypes().family(type)),
        type.place());
  }
}
