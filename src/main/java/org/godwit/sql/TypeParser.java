package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Token.Kind;

/** Reads the types of columns, variables and parameters. */
public final class TypeParser {
  /** First words of types whose names have several, and what may follow. */
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "DOUBLE", Set.of("PRECISION"),
          "LONG", Set.of("RAW", "VARCHAR"),
          "CHARACTER", Set.of("VARYING"),
          "CHAR", Set.of("VARYING"),
          "NCHAR", Set.of("VARYING"),
          "NATIONAL", Set.of("CHARACTER", "CHAR", "VARYING"),
          "NATIONAL CHARACTER", Set.of("VARYING"),
          "NATIONAL CHAR", Set.of("VARYING"));

  private final TokenStream in;
  private final ExpressionParser expressions;
  private final Additions additions;

  TypeParser(TokenStream in, ExpressionParser expressions, Additions additions) {
    this.in = in;
    this.expressions = expressions;
    this.additions = additions;
  }

  /** A type. */
  public Type type() {
    Place place = in.open();
    Type own = additions.type(place);
    if (own != null) {
      return own;
    }
    if (in.at("REF") && in.ahead(1).isName()) {
      in.take();
      return new Type.Ref(expressions.name(), in.close(place));
    }
    if (in.at("INTERVAL") && (in.ahead(1).is("DAY") || in.ahead(1).is("YEAR"))) {
      in.take();
      String fields = intervalFields();
      return new Type.Named(Name.of("INTERVAL"), List.of(), "", fields, in.close(place));
    }
    Name name = typeName();
    if (in.at("%", "TYPE") || in.at("%", "ROWTYPE")) {
      in.take();
      return new Type.Anchored(name, in.take().text(), in.close(place));
    }
    List<String> arguments = new ArrayList<>();
    String unit = in.at("(") ? arguments(arguments) : "";
    return new Type.Named(name, List.copyOf(arguments), unit, suffix(), in.close(place));
  }

  private Name typeName() {
    if (in.at(Kind.WORD) && WORDS.containsKey(in.current().text())) {
      String words = in.take().text();
      while (WORDS.containsKey(words)
          && in.at(Kind.WORD)
          && WORDS.getOrDefault(words, Set.of()).contains(in.current().text())) {
        words += " " + in.take().text();
      }
      return Name.of(words);
    }
    return expressions.name();
  }

  /** Adds the arguments to the list; gives the unit. */
  private String arguments(List<String> arguments) {
    in.expect("(");
    String unit = "";
    do {
      int from = in.position();
      in.accept("-");
      if (in.at("(")) {
        in.skipParentheses();
      } else if (!in.accept("*")) {
        expressions.expression(Operator.OPERAND);
      }
      arguments.add(in.words(from));
      if (in.at("CHAR") || in.at("BYTE")) {
        unit = in.take().text();
      }
    } while (in.accept(","));
    in.expect(")");
    return unit;
  }

  private String suffix() {
    int from = in.position();
    if (in.at("WITH", "TIME", "ZONE")) {
      in.accept("WITH", "TIME", "ZONE");
    } else if (in.at("WITH", "LOCAL", "TIME") || in.at("WITHOUT", "TIME", "ZONE")) {
      in.take();
      in.accept("LOCAL");
      in.expect("TIME", "ZONE");
    } else if (in.accept("CHARACTER", "SET")) {
      expressions.name();
      if (in.accept("%")) {
        in.expect("CHARSET");
      }
    }
    return in.words(from);
  }

  /** {@code DAY(2) TO SECOND(6)}, {@code YEAR}, … as words. */
  String intervalFields() {
    int from = in.position();
    field();
    if (in.accept("TO")) {
      field();
    }
    return in.words(from);
  }

  private void field() {
    if (!isField(in.current())) {
      throw in.expected("a field of an interval, such as DAY");
    }
    in.take();
    if (in.at("(")) {
      in.skipParentheses();
    }
  }

  static boolean isField(Token token) {
    return switch (token.text()) {
      case "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND" -> token.kind() == Kind.WORD;
      default -> false;
    };
  }

  /** A type if one stands here. */
  public Optional<Type> optionalType() {
    return in.current().isName() ? Optional.of(type()) : Optional.empty();
  }
}
