package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Word;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Type;

/**
 * JSON_VALUE, JSON_QUERY and JSON_EXISTS with a path of members and elements become functions of
 * the pack, which give NULL where Oracle does; JSON_OBJECT, JSON_ARRAY, their aggregates and
 * JSON_TABLE such ones of PostgreSQL.
 */
final class JsonCalls {
  /** What both read alike: {@code $.a."b c"[0]}. */
  private static final Pattern PATH =
      Pattern.compile("\\$(\\.([A-Za-z_]\\w*|\"[^\"\\\\]+\")|\\[\\d+\\])*");

  /** The same with all elements: {@code $.reviews[*]}. */
  private static final Pattern PATH_OF_ROWS =
      Pattern.compile("\\$(\\.([A-Za-z_]\\w*|\"[^\"\\\\]+\")|\\[(\\d+|\\*)\\])*");

  private static final String TABLE = "JSON_TABLE";
  private static final String DOCUMENT = "json_document";

  /** Words of JSON_TABLE that both know. */
  private static final Set<String> OF_TABLE =
      Set.of(
          (", ( ) COLUMNS NESTED PATH FOR ORDINALITY EXISTS FORMAT JSON ERROR NULL EMPTY DEFAULT ON"
                  + " WITH WITHOUT CONDITIONAL UNCONDITIONAL WRAPPER")
              .split(" "));

  private static final Set<String> TEXTS = Set.of("VARCHAR", "VARCHAR2", "CLOB");
  private static final Set<String> MAKERS =
      Set.of(
          "JSON_BUILD_OBJECT",
          "JSON_BUILD_ARRAY",
          "JSON_AGG",
          "JSON_OBJECT_AGG",
          "JSON_STRIP_NULLS",
          "JSON_WITHOUT_NULLS");

  /** Functions that go over rows, as rules write them. */
  private static final Set<String> OF_ROWS = Set.of("JSON_AGG", "JSON_OBJECT_AGG");

  private final Items items;

  JsonCalls(Items items) {
    this.items = items;
  }

  /** A call without words. */
  Optional<Expression> called(Expression.Call call) {
    if (call.function().parts().size() > 1
        || call.arguments().stream().anyMatch(it -> it.key().isPresent())) {
      return Optional.empty();
    }
    List<Node> parts = new ArrayList<>();
    for (Expression.Argument it : call.arguments()) {
      if (!parts.isEmpty()) {
        parts.add(new Word(",", Place.NONE));
      }
      parts.add(it.value());
    }
    return converted(call.function().last().text(), parts, call.place());
  }

  /** A call with words; empty where one of them isn't understood. */
  Optional<Expression> called(Expression.KeywordCall call) {
    return call.function().parts().size() > 1
        ? Optional.empty()
        : converted(call.function().last().text(), call.parts(), call.place());
  }

  private Optional<Expression> converted(String function, List<Node> parts, Place place) {
    return switch (function.toUpperCase(Locale.ROOT)) {
      case "JSON_VALUE" -> value(parts, place);
      case "JSON_EXISTS" -> asked("json_exists", parts, place);
      case "JSON_QUERY" -> asked("json_query", parts, place).map(it -> said(it, place));
      case "JSON_OBJECT" -> object(parts, place).map(it -> said(it, place));
      case "JSON_ARRAY" -> array(parts, place).map(it -> said(it, place));
      case "JSON_ARRAYAGG" -> arrayOfRows(parts, place).map(it -> said(it, place));
      case "JSON_OBJECTAGG" -> objectOfRows(parts, place).map(it -> said(it, place));
      case TABLE -> table(parts, place);
      default -> Optional.empty();
    };
  }

  /**
   * Empty where it has a path or a word that PostgreSQL doesn't know, or a column without a path.
   */
  private static Optional<Expression> table(List<Node> parts, Place place) {
    if (!(parts.getFirst() instanceof Expression document)) {
      return Optional.empty();
    }
    for (int at = 1; at < parts.size(); at++) {
      boolean isKnown =
          switch (parts.get(at)) {
            case Word(var word, _) -> OF_TABLE.contains(word.toUpperCase(Locale.ROOT));
            case Type _ -> at + 1 < parts.size() && !isAnyWord(parts.get(at + 1), ",", ")");
            case Expression.Reference(var name, _) -> name.parts().size() == 1;
            case Expression path -> isPath(path, parts.get(at - 1));
            default -> false;
          };
      if (!isKnown) {
        return Optional.empty();
      }
    }
    List<Node> made = new ArrayList<>(parts);
    made.set(0, PackCalls.call(Place.NONE, DOCUMENT, List.of(document)));
    return Optional.of(new Expression.KeywordCall(Name.of(TABLE), List.copyOf(made), place));
  }

  /** A path, or the value that stands for what isn't there. */
  private static boolean isPath(Expression value, Node before) {
    return isWord(before, "DEFAULT")
        || Tree.text(value).filter(it -> PATH_OF_ROWS.matcher(it).matches()).isPresent();
  }

  /** Whether it is a JSON_TABLE of PostgreSQL. */
  static boolean isTable(Expression call) {
    return call instanceof Expression.KeywordCall(var function, var parts, _)
        && function.is(TABLE)
        && parts.getFirst() instanceof Expression.Call(var document, _, _)
        && PackCalls.isOne(document)
        && document.last().is(DOCUMENT);
  }

  private Expression said(Expression expression, Place place) {
    items.add(ActionCode.JSON_TEXT, place);
    return expression;
  }

  /** The document and the path; empty where the path is another one. */
  private static Optional<List<Expression>> documentAndPath(List<Node> parts) {
    return parts.size() >= 3
            && parts.get(0) instanceof Expression document
            && isWord(parts.get(1), ",")
            && parts.get(2) instanceof Expression path
            && Tree.text(path).filter(it -> PATH.matcher(it).matches()).isPresent()
        ? Optional.of(List.of(document, path))
        : Optional.empty();
  }

  private static Optional<Expression> asked(String function, List<Node> parts, Place place) {
    return parts.size() == 3
        ? documentAndPath(parts).map(it -> PackCalls.call(place, function, it))
        : Optional.empty();
  }

  private static Optional<Expression> value(List<Node> parts, Place place) {
    Optional<List<Expression>> given = documentAndPath(parts);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    int at = 3;
    boolean isNumber = false;
    if (at + 1 < parts.size() && isWord(parts.get(at), "RETURNING")) {
      String type =
          parts.get(at + 1) instanceof Type.Named(var name, _, _, _, _)
              ? name.last().text().toUpperCase(Locale.ROOT)
              : "";
      isNumber = type.equals("NUMBER") || type.equals("NUMERIC");
      if (!isNumber && !TEXTS.contains(type)) {
        return Optional.empty();
      }
      at += 2;
    }
    Expression found = PackCalls.call(place, isNumber ? "json_number" : "json_value", given.get());
    List<Node> rest = parts.subList(at, parts.size());
    boolean isNull =
        rest.isEmpty() || (rest.size() == 3 && isWord(rest.get(0), "NULL") && isOnError(rest, 1));
    if (isNull) {
      return Optional.of(found);
    }
    return rest.size() == 4
            && isWord(rest.get(0), "DEFAULT")
            && rest.get(1) instanceof Expression otherwise
            && isOnError(rest, 2)
        ? Optional.of(Tree.call(place, "COALESCE", found, otherwise))
        : Optional.empty();
  }

  private static boolean isOnError(List<Node> words, int at) {
    return isWord(words.get(at), "ON") && isWord(words.get(at + 1), "ERROR");
  }

  private static Optional<Expression> object(List<Node> parts, Place place) {
    List<Expression> all = new ArrayList<>();
    boolean isOfDocuments = false;
    int at = 0;
    while (at < parts.size()) {
      at += isWord(parts.get(at), "KEY") ? 1 : 0;
      if (at + 2 >= parts.size()
          || !(parts.get(at) instanceof Expression key)
          || !isAnyWord(parts.get(at + 1), "VALUE", "IS", ":")
          || !(parts.get(at + 2) instanceof Expression value)) {
        return Optional.empty();
      }
      all.add(key);
      boolean isDocument = isFormat(parts, at + 3);
      isOfDocuments |= isDocument || isMade(value);
      all.add(member(value, isDocument));
      at += isDocument ? 5 : 3;
      if (at < parts.size() && isWord(parts.get(at), ",")) {
        at++;
      } else {
        break;
      }
    }
    Expression made = Tree.call(place, "JSON_BUILD_OBJECT", all);
    return ofMembers(made, isOfDocuments, parts.subList(at, parts.size()));
  }

  private static Optional<Expression> ofMembers(
      Expression made, boolean isOfDocuments, List<Node> rest) {
    return switch (words(rest)) {
      case "", "NULL ON NULL" -> Optional.of(text(made));
      // It would take out members of documents within, too.
      case "ABSENT ON NULL" ->
          isOfDocuments
              ? Optional.empty()
              : Optional.of(text(Tree.call(made.place(), "JSON_STRIP_NULLS", made)));
      default -> Optional.empty();
    };
  }

  /** JSON_OBJECTAGG(k VALUE v). */
  private static Optional<Expression> objectOfRows(List<Node> parts, Place place) {
    int at = !parts.isEmpty() && isWord(parts.getFirst(), "KEY") ? 1 : 0;
    if (at + 2 >= parts.size()
        || !(parts.get(at) instanceof Expression key)
        || !isAnyWord(parts.get(at + 1), "VALUE", "IS", ":", ",")
        || !(parts.get(at + 2) instanceof Expression value)) {
      return Optional.empty();
    }
    boolean isDocument = isFormat(parts, at + 3);
    Expression made = Tree.call(place, "JSON_OBJECT_AGG", key, member(value, isDocument));
    return ofMembers(
        made, isDocument || isMade(value), parts.subList(at + (isDocument ? 5 : 3), parts.size()));
  }

  /** JSON_ARRAYAGG(v); the order of the rows stands around the call. */
  private static Optional<Expression> arrayOfRows(List<Node> parts, Place place) {
    if (!(parts.getFirst() instanceof Expression value)) {
      return Optional.empty();
    }
    boolean isDocument = isFormat(parts, 1);
    Expression made = Tree.call(place, "JSON_AGG", member(value, isDocument));
    return ofElements(made, parts.subList(isDocument ? 3 : 1, parts.size()));
  }

  private static Optional<Expression> ofElements(Expression made, List<Node> rest) {
    return switch (words(rest)) {
      case "NULL ON NULL" -> Optional.of(text(made));
      case "", "ABSENT ON NULL" ->
          Optional.of(text(PackCalls.call(made.place(), "json_without_nulls", List.of(made))));
      default -> Optional.empty();
    };
  }

  /**
   * The aggregate of documents with what stands around its call; empty where the call is no such
   * one.
   *
   * @param around takes the function that goes over the rows
   */
  static Optional<Expression> ofRows(Expression call, UnaryOperator<Expression> around) {
    return switch (call) {
      case Expression.Cast(var value, var type, var place) ->
          ofRows(value, around).map(it -> Tree.cast(place, it, type));
      case Expression.Call(var name, _, _) when OF_ROWS.contains(name.last().text()) ->
          Optional.of(around.apply(call));
      case Expression.Call(var name, var arguments, var place)
          when arguments.size() == 1
              && MAKERS.contains(name.last().text().toUpperCase(Locale.ROOT)) ->
          ofRows(arguments.getFirst().value(), around)
              .map(
                  it ->
                      new Expression.Call(
                          name,
                          List.of(new Expression.Argument(Optional.empty(), it, Place.NONE)),
                          place));
      default -> Optional.empty();
    };
  }

  private static Optional<Expression> array(List<Node> parts, Place place) {
    List<Expression> all = new ArrayList<>();
    int at = 0;
    while (at < parts.size() && parts.get(at) instanceof Expression value) {
      boolean isDocument = isFormat(parts, at + 1);
      all.add(member(value, isDocument));
      at += isDocument ? 3 : 1;
      if (at < parts.size() && isWord(parts.get(at), ",")) {
        at++;
      } else {
        break;
      }
    }
    Expression made = Tree.call(place, "JSON_BUILD_ARRAY", all);
    return ofElements(made, parts.subList(at, parts.size()));
  }

  private static Expression text(Expression json) {
    return Tree.cast(json.place(), json, Tree.type("CLOB"));
  }

  /** What is JSON already stays that within JSON, also where a query of one value makes it. */
  private static Expression member(Expression value, boolean isDocument) {
    if (!isDocument && isMade(value) && value instanceof Expression.Cast made) {
      return made.value();
    }
    return isDocument || isMade(value) ? Tree.cast(Place.NONE, value, Tree.type("JSON")) : value;
  }

  private static boolean isMade(Expression value) {
    return switch (value) {
      case Expression.Cast(Expression.Call(var name, _, _), _, _) ->
          MAKERS.contains(name.last().text().toUpperCase(Locale.ROOT));
      case Expression.Cast(Expression.Aggregate it, _, _) ->
          isMade(Tree.cast(Place.NONE, it.call(), Tree.type("CLOB")));
      case Expression.Aggregate it -> isMade(it.call());
      case Expression.Subquery(var query, _)
          when query.body() instanceof Query.Select select && select.items().size() == 1 ->
          isMade(select.items().getFirst().value());
      default -> false;
    };
  }

  private static boolean isFormat(List<Node> parts, int at) {
    return at + 1 < parts.size()
        && isWord(parts.get(at), "FORMAT")
        && isWord(parts.get(at + 1), "JSON");
  }

  /** Without the type of text that is returned, which is one on the target. */
  private static String words(List<Node> parts) {
    List<String> words = new ArrayList<>();
    for (int at = 0; at < parts.size(); at++) {
      boolean isText =
          isWord(parts.get(at), "RETURNING") && at + 1 < parts.size() && isText(parts.get(at + 1));
      if (isText) {
        at++;
      } else {
        words.add(parts.get(at) instanceof Word(var text, _) ? text.toUpperCase(Locale.ROOT) : "?");
      }
    }
    return String.join(" ", words);
  }

  private static boolean isText(Node type) {
    return type instanceof Type.Named(var name, _, _, _, _)
        && TEXTS.contains(name.last().text().toUpperCase(Locale.ROOT));
  }

  private static boolean isWord(Node part, String text) {
    return part instanceof Word(var word, _) && word.equalsIgnoreCase(text);
  }

  private static boolean isAnyWord(Node part, String... texts) {
    for (String text : texts) {
      if (isWord(part, text)) {
        return true;
      }
    }
    return false;
  }
}
