package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.jspecify.annotations.Nullable;

/**
 * Functions of packages that come with Oracle: DBMS_RANDOM.VALUE becomes RANDOM(). Others are in
 * the extension pack, see {@link PackCalls}.
 */
final class PackagedFunctions {
  private static final Expression UTF8 = Tree.string("UTF8");

  private static final Map<String, String> CHARACTER_SETS =
      Map.of(
          "AL32UTF8", "UTF8",
          "UTF8", "UTF8",
          "WE8ISO8859P1", "LATIN1",
          "WE8ISO8859P15", "LATIN9",
          "WE8MSWIN1252", "WIN1252",
          "EE8MSWIN1250", "WIN1250");

  /** Of functions that are called with the names of their parameters. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "DBMS_LOB.GETLENGTH", List.of("LOB_LOC"),
          "DBMS_LOB.SUBSTR", List.of("LOB_LOC", "AMOUNT", "OFFSET"),
          "UTL_RAW.CAST_TO_RAW", List.of("C"),
          "UTL_RAW.CAST_TO_VARCHAR2", List.of("R"),
          "UTL_RAW.LENGTH", List.of("R"),
          "UTL_RAW.SUBSTR", List.of("R", "POS", "LEN"),
          "UTL_ENCODE.BASE64_ENCODE", List.of("R"),
          "UTL_ENCODE.BASE64_DECODE", List.of("R"),
          "UTL_I18N.STRING_TO_RAW", List.of("DATA", "DST_CHARSET"),
          "UTL_I18N.RAW_TO_CHAR", List.of("DATA", "SRC_CHARSET"));

  private PackagedFunctions() {}

  /** What the function becomes; empty where none is known. */
  static Optional<Expression> converted(
      Name function, List<Expression.Argument> arguments, Place place) {
    String name = function.toString().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    Optional<List<Expression>> given =
        NamedArguments.inOrder(arguments, PARAMETERS.getOrDefault(name, List.of()));
    return given
        .flatMap(all -> inOrder(name, all, place))
        .or(() -> PackCalls.converted(function, arguments, place));
  }

  private static Optional<Expression> inOrder(String name, List<Expression> all, Place place) {
    if (name.equals("UTL_RAW.CONCAT") && all.size() > 1) {
      return all.stream()
          .map(PackagedFunctions::orNothing)
          .reduce((left, right) -> Tree.call(place, "BYTEACAT", left, right));
    }
    return Optional.ofNullable(
        switch (name + "/" + all.size()) {
          case "DBMS_RANDOM.VALUE/0" -> random(place);
          case "DBMS_RANDOM.VALUE/2" -> random(all.get(0), all.get(1), place);
          case "DBMS_LOB.GETLENGTH/1" -> Tree.call(place, "LENGTH", all);
          case "DBMS_LOB.SUBSTR/1" -> all.getFirst();
          case "DBMS_LOB.SUBSTR/2", "DBMS_LOB.SUBSTR/3" ->
              PackCalls.call(place, "dbms_lob_substr", all);
          case "DBMS_LOB.INSTR/2" -> Tree.call(place, "STRPOS", all);
          case "UTL_RAW.CAST_TO_RAW/1" -> Tree.call(place, "CONVERT_TO", all.getFirst(), UTF8);
          case "UTL_RAW.CAST_TO_VARCHAR2/1" ->
              Tree.call(place, "CONVERT_FROM", all.getFirst(), UTF8);
          case "UTL_RAW.LENGTH/1" -> Tree.call(place, "LENGTH", all);
          case "UTL_RAW.SUBSTR/2" ->
              Tree.call(place, "SUBSTR", all.getFirst(), TextFunctions.whole(all.get(1)));
          case "UTL_RAW.SUBSTR/3" ->
              Tree.call(
                  place,
                  "SUBSTR",
                  all.getFirst(),
                  TextFunctions.whole(all.get(1)),
                  TextFunctions.whole(all.get(2)));
          case "UTL_RAW.CAST_FROM_BINARY_INTEGER/1" ->
              Tree.call(place, "INT4SEND", TextFunctions.whole(all.getFirst()));
          case "UTL_ENCODE.BASE64_ENCODE/1" ->
              PackCalls.call(place, "utl_encode_base64_encode", all);
          case "UTL_ENCODE.BASE64_DECODE/1" ->
              Tree.call(
                  place,
                  "DECODE",
                  Tree.call(Place.NONE, "CONVERT_FROM", all.getFirst(), UTF8),
                  Tree.string("base64"));
          case "DBMS_UTILITY.GET_TIME/0" -> hundredths(place);
          case "DBMS_UTILITY.FORMAT_ERROR_STACK/0" ->
              new Expression.Reference(Name.of("SQLERRM"), place);
          case "SYS_CONTEXT/2" ->
              Tree.text(all.get(0)).map(it -> it.equalsIgnoreCase("USERENV")).orElse(false)
                  ? session(Tree.text(all.get(1)).orElse("").toUpperCase(Locale.ROOT), place)
                  : kept(setting(all.get(0), all.get(1)), place);
          case "UTL_I18N.STRING_TO_RAW/1" -> Tree.call(place, "CONVERT_TO", all.getFirst(), UTF8);
          case "UTL_I18N.STRING_TO_RAW/2" -> recoded(place, "CONVERT_TO", all);
          case "UTL_I18N.RAW_TO_CHAR/1" -> Tree.call(place, "CONVERT_FROM", all.getFirst(), UTF8);
          case "UTL_I18N.RAW_TO_CHAR/2" -> recoded(place, "CONVERT_FROM", all);
          case "DBMS_RANDOM.NORMAL/0" -> normal(place);
          case "DBMS_ASSERT.NOOP/1" -> all.getFirst();
          case "DBMS_ASSERT.ENQUOTE_LITERAL/1" -> Tree.call(place, "QUOTE_LITERAL", all);
          case "DBMS_UTILITY.GET_CPU_TIME/0" -> hundredths(place);
          case "LENGTHB/1" -> Tree.call(place, "OCTET_LENGTH", all);
          case "BITAND/2" -> Tree.call(place, "INT8AND", bigint(all.get(0)), bigint(all.get(1)));
          default -> null;
        });
  }

  /** With the character set's name that PostgreSQL has for it. */
  private static Expression recoded(Place place, String function, List<Expression> all) {
    String known =
        Tree.isNullLiteral(all.get(1))
            ? "UTF8"
            : CHARACTER_SETS.get(Tree.text(all.get(1)).orElse("").toUpperCase(Locale.ROOT));
    return known == null
        ? PackCalls.call(
            place,
            function.equals("CONVERT_TO") ? "utl_i18n_string_to_raw" : "utl_i18n_raw_to_char",
            all)
        : Tree.call(place, function, all.getFirst(), Tree.string(known));
  }

  private static Expression bigint(Expression number) {
    return Tree.cast(Place.NONE, number, Tree.type("BIGINT"));
  }

  /** To Oracle no bytes are NULL. */
  private static Expression orNothing(Expression bytes) {
    return Tree.call(
        Place.NONE, "COALESCE", bytes, Tree.cast(Place.NONE, Tree.string(""), Tree.type("BLOB")));
  }

  private static Expression hundredths(Place place) {
    Expression seconds =
        new Expression.KeywordCall(
            Name.of("EXTRACT"),
            List.of(
                new Expression.Word("EPOCH", Place.NONE),
                new Expression.Word("FROM", Place.NONE),
                Tree.call(Place.NONE, "CLOCK_TIMESTAMP")),
            Place.NONE);
    return Tree.call(
        place, "FLOOR", Tree.operation(Place.NONE, Operator.MULTIPLY, seconds, Tree.number("100")));
  }

  /** What SYS_CONTEXT knows of the session; null where PostgreSQL doesn't. */
  private static @Nullable Expression session(String parameter, Place place) {
    return switch (parameter) {
      case "SESSION_USER" -> upper(word("SESSION_USER"), place);
      case "CURRENT_USER" -> upper(word("CURRENT_USER"), place);
      case "CURRENT_SCHEMA" -> upper(word("CURRENT_SCHEMA"), place);
      case "DB_NAME" -> upper(Tree.call(Place.NONE, "CURRENT_DATABASE"), place);
      case "SID", "SESSIONID" ->
          Tree.cast(place, Tree.call(Place.NONE, "PG_BACKEND_PID"), Tree.type("CLOB"));
      case "CLIENT_IDENTIFIER", "MODULE", "ACTION", "CLIENT_INFO" ->
          kept(Tree.string("userenv." + parameter.toLowerCase(Locale.ROOT)), place);
      // The session's language: what nobody has set is American English.
      case "LANG" ->
          Tree.call(
              place, "COALESCE", kept(Tree.string("userenv.lang"), Place.NONE), Tree.string("US"));
      case "IP_ADDRESS" -> Tree.call(place, "HOST", Tree.call(Place.NONE, "INET_CLIENT_ADDR"));
      default -> null;
    };
  }

  /** The setting that stands for an attribute of a context: {@code context.attribute}. */
  static Expression setting(Expression context, Expression attribute) {
    Optional<String> first = Tree.text(context);
    Optional<String> second = Tree.text(attribute);
    return first.isPresent() && second.isPresent()
        ? Tree.string((first.get() + "." + second.get()).toLowerCase(Locale.ROOT))
        : Tree.call(
            Place.NONE,
            "LOWER",
            Tree.call(Place.NONE, "CONCAT", context, Tree.string("."), attribute));
  }

  private static Expression kept(Expression setting, Place place) {
    return Tree.call(
        place,
        "NULLIF",
        Tree.call(Place.NONE, "CURRENT_SETTING", setting, Tree.isTrue()),
        Tree.string(""));
  }

  /** By the method of Box and Muller. */
  private static Expression normal(Place place) {
    Expression random = Tree.call(Place.NONE, "RANDOM");
    Expression left =
        Tree.call(
            Place.NONE,
            "SQRT",
            Tree.operation(
                Place.NONE,
                Operator.MULTIPLY,
                Tree.number("-2"),
                Tree.call(
                    Place.NONE,
                    "LN",
                    Tree.operation(Place.NONE, Operator.SUBTRACT, Tree.number("1"), random))));
    Expression angle =
        Tree.operation(
            Place.NONE, Operator.MULTIPLY, Tree.number("2"), Tree.call(Place.NONE, "PI"), random);
    Expression right = Tree.call(Place.NONE, "COS", angle);
    return Tree.cast(
        place, Tree.operation(Place.NONE, Operator.MULTIPLY, left, right), Tree.type("NUMERIC"));
  }

  private static Expression upper(Expression name, Place place) {
    return Tree.call(place, "UPPER", Tree.cast(Place.NONE, name, Tree.type("CLOB")));
  }

  private static Expression word(String name) {
    return new Expression.Reference(Name.of(name), Place.NONE);
  }

  private static Expression random(Place place) {
    return Tree.cast(place, Tree.call(Place.NONE, "RANDOM"), Tree.type("NUMERIC"));
  }

  /** {@code low + random * (high - low)}. */
  private static Expression random(Expression low, Expression high, Place place) {
    Expression width = Tree.operation(Place.NONE, Operator.SUBTRACT, high, low);
    Expression part = Tree.operation(Place.NONE, Operator.MULTIPLY, random(Place.NONE), width);
    return Tree.operation(place, Operator.ADD, low, part);
  }
}
