package org.godwit.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.mysql.MySqlExpressions;
import org.godwit.convert.mysql.MySqlTypes;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** Defaults of columns as their type on the target has them, and what else a type brings along. */
final class MySqlDefaults {
  private final Items items;
  private final MySqlExpressions expressions;

  MySqlDefaults(Items items, MySqlExpressions expressions) {
    this.items = items;
    this.expressions = expressions;
  }

  private static Name name(String name) {
    return Name.of(name);
  }

  private static Expression call(String function, Expression... arguments) {
    List<Expression.Argument> all = new ArrayList<>();
    for (Expression value : arguments) {
      all.add(new Expression.Argument(Optional.empty(), value, Place.NONE));
    }
    return new Expression.Call(name(function), List.copyOf(all), Place.NONE);
  }

  private static Literal string(String text, Place place) {
    return new Literal(LiteralKind.STRING, text, place);
  }

  private static String word(Type type) {
    return type instanceof Type.Named named
        ? named.name().last().text().toUpperCase(Locale.ROOT)
        : "";
  }

  /** The default; empty where there is none, or, with an item, where the target can't say it. */
  Optional<Expression> converted(TableElement.Column column, Type type, Expression value) {
    if (value instanceof Literal(var kind, _, _) && kind == LiteralKind.NULL) {
      return Optional.empty();
    }
    if (value instanceof Expression.Call(var function, _, _) && isNow(function)) {
      return word(type).equals("DATE")
          ? Optional.of(new Expression.Reference(name("CURRENT_DATE"), Place.NONE))
          : Optional.of(
              call(
                  "CURRENT_TIMESTAMP",
                  new Literal(LiteralKind.NUMBER, Integer.toString(digits(column)), Place.NONE)));
    }
    boolean isSigned =
        value instanceof Operation(var operator, var operands, _)
            && operator == Operator.NEGATE
            && operands.getFirst() instanceof Literal;
    return value instanceof Literal literal
        ? literal(column, type, literal)
        : Optional.of(isSigned ? value : expressions.value(value));
  }

  private static boolean isNow(Name function) {
    return switch (function.last().text().toUpperCase(Locale.ROOT)) {
      case "CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP" -> true;
      default -> false;
    };
  }

  /** Digits of a second that the column has. */
  static int digits(TableElement.Column column) {
    return column
        .type()
        .filter(it -> it instanceof Type.Named named && !named.arguments().isEmpty())
        .map(it -> Integer.valueOf(((Type.Named) it).arguments().getFirst()))
        .orElse(0);
  }

  private Optional<Expression> literal(TableElement.Column column, Type type, Literal value) {
    String text =
        switch (value.kind()) {
          case TRUE -> "1";
          case FALSE -> "0";
          default -> value.text();
        };
    Place place = value.place();
    return switch (word(type)) {
      case "BOOLEAN" -> {
        boolean isTrue = text.matches("(0b)?0*1");
        yield Optional.of(
            isTrue
                ? new Literal(LiteralKind.TRUE, "TRUE", place)
                : new Literal(LiteralKind.FALSE, "FALSE", place));
      }
      case "BIT" -> Optional.of(bits(text, type, place));
      case "SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "REAL", "DOUBLE PRECISION" ->
          number(column, text, place);
      case "DATE", "TIMESTAMP" -> moment(column, text, place);
      case "BYTEA" -> Optional.of(bytes(column, text, place));
      default -> Optional.of(string(text, place));
    };
  }

  private Optional<Expression> number(TableElement.Column column, String text, Place place) {
    String bare = text.strip();
    if (bare.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?")) {
      return Optional.of(new Literal(LiteralKind.NUMBER, bare, place));
    }
    items.add(ActionCode.NO_RULE, place, "the default of " + column.name());
    return Optional.empty();
  }

  private Optional<Expression> moment(TableElement.Column column, String text, Place place) {
    boolean isNoDay = text.startsWith("0000-") || text.matches("\\d{4}-(00-\\d\\d|\\d\\d-00).*");
    if (isNoDay || text.equals("0")) {
      items.add(ActionCode.ZERO_DATE, place, text, column.name());
      return Optional.empty();
    }
    return Optional.of(string(text, place));
  }

  private static Expression bits(String text, Type type, Place place) {
    String digits = text.startsWith("0b") ? text.substring(2) : text;
    boolean isBits = digits.matches("[01]+");
    int length = Integer.parseInt(((Type.Named) type).arguments().getFirst());
    String padded = isBits ? "0".repeat(Math.max(0, length - digits.length())) + digits : digits;
    return new Expression.Cast(string(padded, place), type, place);
  }

  /** A fixed length is filled up with zeros, as the source does with BINARY. */
  private static Expression bytes(TableElement.Column column, String text, Place place) {
    String hex =
        text.matches("0x([0-9A-Fa-f]{2})+")
            ? text.substring(2)
            : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    int length = column.type().map(MySqlTypes::fixedBytes).orElse(0);
    String filled = hex + "0".repeat(Math.max(0, 2 * length - hex.length()));
    return string("\\x" + filled.toLowerCase(Locale.ROOT), place);
  }

  /** {@code c IN ('a', 'b')} of ENUM, {@code STRING_TO_ARRAY(c, ',') <@ …} of SET. */
  static Expression ofLabels(Expression value, Type type) {
    List<Expression> labels = new ArrayList<>();
    ((Type.Named) type).arguments().forEach(it -> labels.add(string(it, Place.NONE)));
    if (!MySqlTypes.isSet(type)) {
      return new Expression.In(
          value, new Expression.Row(List.copyOf(labels), Place.NONE), Place.NONE);
    }
    Expression all =
        new Expression.Cast(
            new Expression.ArrayOf(List.copyOf(labels), Place.NONE),
            new Type.Named(name("text"), List.of(), "", "ARRAY", Place.NONE),
            Place.NONE);
    Expression given = call("STRING_TO_ARRAY", value, string(",", Place.NONE));
    return new Operation(Operator.CONTAINED_IN, List.of(given, all), Place.NONE);
  }

  /** How many bytes BINARY has. */
  static Expression ofLength(Expression value, int bytes) {
    return new Operation(
        Operator.EQUAL,
        List.of(
            call("OCTET_LENGTH", value),
            new Literal(LiteralKind.NUMBER, Integer.toString(bytes), Place.NONE)),
        Place.NONE);
  }

  /** The beginning of a column's values, by which they are indexed. */
  static Expression beginning(TableElement.Column column, Expression length) {
    Expression value = new Expression.Reference(Name.of(column.name()), Place.NONE);
    boolean isBytes =
        column
            .type()
            .map(MySqlDefaults::word)
            .filter(it -> it.endsWith("BLOB") || it.endsWith("BINARY"))
            .isPresent();
    return isBytes
        ? call("SUBSTR", value, new Literal(LiteralKind.NUMBER, "1", Place.NONE), length)
        : call("LEFT", value, length);
  }
}
