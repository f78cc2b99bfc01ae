package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** {@code TYPE t IS RECORD (…)} of a package or a routine becomes a composite type. */
final class RecordTypes {
  private final Context context;

  RecordTypes(Context context) {
    this.context = context;
  }

  /** Those that a routine declares. */
  List<Ddl.CreateType> own(CodeScope scope, Items items) {
    List<Ddl.CreateType> all = new ArrayList<>();
    for (Declaration.TypeOf declared : scope.ownRecords()) {
      all.add(
          converted(
              scope.own(declared.name()), (Declaration.RecordOf) declared.body(), scope, items));
    }
    return List.copyOf(all);
  }

  /** One type; what can't be said of a field is text. */
  Ddl.CreateType whole(Name name, Declaration.RecordOf fields, CodeScope scope, Items items) {
    Items attempt = items.part();
    Ddl.CreateType made = converted(name, fields, scope, attempt);
    items.addAll(attempt);
    if (!attempt.isBlocked()) {
      return made;
    }
    Items kept = items.part();
    Declaration.TypeOf type = new Declaration.TypeOf(name.last(), fields, fields.place());
    Declaration.RecordOf plain =
        Gaps.without(type, attempt, kept)
            .filter(it -> it.body() instanceof Declaration.RecordOf)
            .map(it -> (Declaration.RecordOf) it.body())
            .orElse(fields);
    items.addAll(kept);
    return converted(name, plain, scope, items);
  }

  /** One type. */
  Ddl.CreateType converted(Name name, Declaration.RecordOf fields, CodeScope scope, Items items) {
    for (Declaration.Variable field : fields.fields()) {
      if (field.value().isPresent()) {
        items.add(
            ActionCode.NO_RULE, field.place(), "the default of the record's field " + field.name());
      }
    }
    Ddl.CreateType type =
        new Ddl.CreateType(
            List.of(),
            name,
            List.of(),
            Optional.empty(),
            Optional.of(Rewriter.rewrite(fields, this::column)),
            List.of(),
            List.of(),
            Place.NONE);
    // A subtype may be of a column's type, too.
    return Rewriter.rewrite(
        context.code(type, scope, items),
        node ->
            node instanceof Type.Anchored anchored && column(anchored) instanceof Type known
                ? known instanceof Type.Anchored ? anchored : context.code(known, scope, items)
                : node);
  }

  /** A composite type can't say {@code t.c%TYPE}: it gets the type that the column has. */
  private Node column(Node node) {
    return node instanceof Type.Anchored(var of, var attribute, _)
            && attribute.equalsIgnoreCase("TYPE")
        ? context
            .model()
            .column(of)
            .flatMap(TableElement.Column::type)
            .<Node>map(it -> it)
            .orElse(node)
        : node;
  }
}
