package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Statement;

/**
 * {@code SELECT object INTO variable}: PL/pgSQL would take the object for the first attribute of
 * the variable. It goes through a row.
 */
final class ObjectReads {
  private static final Identifier ROW = Identifier.of("row_of_objects");

  private final CollectionStatements collections;
  private final Copies copies;

  ObjectReads(CollectionStatements collections, Copies copies) {
    this.collections = collections;
    this.copies = copies;
  }

  /** The query into a row, and assignments from there; empty where no target is an object. */
  Optional<List<Statement>> apart(Dml.Read read) {
    if (!(read.query().body() instanceof Query.Select select)
        || select.into().isEmpty()
        || select.into().get().isBulk()
        || select.into().get().targets().size() != select.items().size()
        || select.into().get().targets().stream().noneMatch(this::isObject)) {
      return Optional.empty();
    }
    Query.Into into = select.into().get();
    copies.declare(Name.of(ROW), Tree.type("RECORD"));
    List<Query.Item> items = new ArrayList<>();
    List<Statement> all = new ArrayList<>();
    for (int at = 0; at < into.targets().size(); at++) {
      Identifier column = Identifier.of("c" + (at + 1));
      Query.Item item = select.items().get(at);
      items.add(new Query.Item(item.value(), Optional.of(column), item.place()));
      all.add(
          new Code.Assign(
              into.targets().get(at),
              new Expression.Reference(Name.of(ROW, column), Place.NONE),
              Place.NONE));
    }
    List<Expression> target = List.of(new Expression.Reference(Name.of(ROW), Place.NONE));
    all.addFirst(
        new Dml.Read(
            CollectionStatements.with(
                read.query(),
                CollectionStatements.with(
                    select,
                    List.copyOf(items),
                    Optional.of(new Query.Into(false, target, into.limit(), into.place())))),
            read.place()));
    return Optional.of(List.copyOf(all));
  }

  private boolean isObject(Expression target) {
    return collections.of(target).flatMap(it -> it.scope().types().objectOf(it)).isPresent();
  }
}
