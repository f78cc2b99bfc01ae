package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Word;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Type;

/**
 * A JSON_TABLE as a lateral query of the values at its path, for versions of PostgreSQL before 17,
 * which have none. A column's value is NULL where JSON_TABLE says so: nothing at its path, more
 * than one value, or one that its type doesn't take.
 */
final class JsonRows {
  private static final Set<String> TEXTS = Set.of("VARCHAR", "CHAR");
  private static final Set<String> NUMBERS = Set.of("SMALLINT", "INTEGER", "BIGINT", "NUMERIC");
  private static final String ROW = "json_row";
  private static final String NESTED = "json_rows_within";
  private static final String ITEM = "item";

  private final List<Node> parts;
  private int at;

  /** Thrown where the words are others than these rules know. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private JsonRows(List<Node> parts) {
    this.parts = parts;
  }

  /** Empty where it has a clause that can't be put so, or two NESTED PATH beside each other. */
  static Optional<FromItem> of(FromItem.Function table) {
    if (!(table.call() instanceof Expression.KeywordCall call)) {
      return Optional.empty();
    }
    try {
      JsonRows rows = new JsonRows(call.parts());
      Expression document = rows.expression();
      rows.word(",");
      Query query = rows.query(document, 1);
      return rows.at == rows.parts.size()
          ? Optional.of(new FromItem.Derived(true, query, table.alias(), table.place()))
          : Optional.empty();
    } catch (Unknown _) {
      return Optional.empty();
    }
  }

  /** {@code path COLUMNS (…)}. */
  private Query query(Expression document, int depth) {
    Expression path = expression();
    word("COLUMNS");
    word("(");
    Identifier row = Identifier.of(depth == 1 ? ROW : ROW + "_" + depth);
    Expression item = new Expression.Reference(Name.of(row, Identifier.of(ITEM)), Place.NONE);
    FromItem from =
        new FromItem.Function(
            Tree.call(Place.NONE, "JSONB_PATH_QUERY", document, path),
            false,
            Optional.of(new FromItem.Alias(row, List.of(Identifier.of(ITEM)))),
            Place.NONE);
    List<Query.Item> items = new ArrayList<>();
    boolean hasNested = false;
    do {
      if (isWord("NESTED")) {
        if (hasNested) {
          throw new Unknown();
        }
        hasNested = true;
        from = nested(from, item, items, depth + 1);
      } else {
        items.add(column(item));
      }
    } while (taken(","));
    word(")");
    return Tree.select(List.copyOf(items), List.of(from), Optional.empty());
  }

  private FromItem nested(FromItem outer, Expression item, List<Query.Item> items, int depth) {
    word("NESTED");
    var _ = taken("PATH");
    Query inner = query(item, depth);
    Identifier alias = Identifier.of(NESTED + "_" + depth);
    for (Query.Item column : ((Query.Select) inner.body()).items()) {
      Identifier name = column.alias().orElseThrow(Unknown::new);
      items.add(
          new Query.Item(
              new Expression.Reference(Name.of(alias, name), Place.NONE),
              Optional.of(name),
              Place.NONE));
    }
    return new FromItem.Join(
        outer,
        List.of(),
        "LEFT JOIN",
        new FromItem.Derived(
            true, inner, Optional.of(new FromItem.Alias(alias, List.of())), Place.NONE),
        List.of(),
        Optional.of(Tree.isTrue()),
        List.of(),
        Place.NONE);
  }

  private Query.Item column(Expression item) {
    Identifier name = next(Expression.Reference.class).name().last();
    if (taken("FOR")) {
      word("ORDINALITY");
      return named(RowNumbers.counted(Place.NONE), name);
    }
    Type.Named type = next(Type.Named.class);
    if (taken("EXISTS")) {
      word("PATH");
      Expression exists = pack("json_exists", text(item), expression());
      return named(ofBoolean(exists, type), name);
    }
    boolean isDocument = taken("FORMAT");
    if (isDocument) {
      word("JSON");
    }
    word("PATH");
    Expression path = expression();
    Expression value =
        Tree.cast(
            Place.NONE,
            isDocument ? pack("json_query", text(item), path) : value(item, path, type),
            type);
    return named(otherwise(value, item, path, type), name);
  }

  /** {@code DEFAULT x ON EMPTY}; NULL ON EMPTY and NULL ON ERROR are what is done anyhow. */
  private Expression otherwise(Expression value, Expression item, Expression path, Type type) {
    Expression all = value;
    while (isWord("NULL") || isWord("DEFAULT")) {
      boolean isDefault = taken("DEFAULT");
      Expression other = isDefault ? Tree.cast(Place.NONE, expression(), type) : value;
      if (!isDefault) {
        word("NULL");
      }
      word("ON");
      if (isDefault || isWord("EMPTY")) {
        word("EMPTY");
      } else {
        word("ERROR");
      }
      if (isDefault) {
        Expression exists = pack("json_exists", text(item), path);
        all =
            new Expression.Case(
                Optional.empty(),
                List.of(new Expression.When(exists, value, Place.NONE)),
                Optional.of(other),
                Place.NONE);
      }
    }
    return all;
  }

  /** What doesn't fit into the type is NULL, so that its length is looked at first. */
  private static Expression value(Expression item, Expression path, Type.Named type) {
    String word = type.name().last().text().toUpperCase(Locale.ROOT);
    Expression kind =
        Tree.cast(
            Place.NONE,
            Tree.none(Place.NONE),
            new Type.Named(type.name(), List.of(), "", type.suffix(), Place.NONE));
    return TEXTS.contains(word) && !type.arguments().isEmpty()
        ? pack("json_column", item, path, kind, Tree.number(type.arguments().getFirst()))
        : pack("json_column", item, path, kind);
  }

  private static Expression ofBoolean(Expression exists, Type.Named type) {
    boolean isNumber = NUMBERS.contains(type.name().last().text().toUpperCase(Locale.ROOT));
    Expression value = isNumber ? Tree.cast(Place.NONE, exists, Tree.type("INTEGER")) : exists;
    return Tree.cast(Place.NONE, value, type);
  }

  private static Expression text(Expression item) {
    return Tree.cast(Place.NONE, item, Tree.type("CLOB"));
  }

  private static Expression pack(String function, Expression... arguments) {
    return PackCalls.call(Place.NONE, function, List.of(arguments));
  }

  private static Query.Item named(Expression value, Identifier name) {
    return new Query.Item(value, Optional.of(name), Place.NONE);
  }

  private Node next() {
    if (at == parts.size()) {
      throw new Unknown();
    }
    return parts.get(at++);
  }

  private <T extends Node> T next(Class<T> kind) {
    Node next = next();
    if (!kind.isInstance(next)) {
      throw new Unknown();
    }
    return kind.cast(next);
  }

  private Expression expression() {
    return next(Expression.class);
  }

  private void word(String text) {
    if (!taken(text)) {
      throw new Unknown();
    }
  }

  private boolean taken(String text) {
    boolean isNext = isWord(text);
    at += isNext ? 1 : 0;
    return isNext;
  }

  private boolean isWord(String text) {
    return at < parts.size()
        && parts.get(at) instanceof Word(var word, _)
        && word.equalsIgnoreCase(text);
  }
}
