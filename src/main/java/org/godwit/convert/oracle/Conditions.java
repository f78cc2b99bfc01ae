package org.godwit.convert.oracle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.Packages;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Rewriter;

/**
 * Exceptions become conditions of PostgreSQL: predefined ones by their names, those of a program by
 * an SQLSTATE. {@code -20001} is {@code OR001}; an exception without a number gets a state that is
 * always the same for its name.
 */
final class Conditions {
  private static final Map<String, String> PREDEFINED =
      Map.ofEntries(
          Map.entry("OTHERS", "OTHERS"),
          Map.entry("NO_DATA_FOUND", "no_data_found"),
          Map.entry("TOO_MANY_ROWS", "too_many_rows"),
          Map.entry("DUP_VAL_ON_INDEX", "unique_violation"),
          Map.entry("ZERO_DIVIDE", "division_by_zero"),
          Map.entry("INVALID_NUMBER", "invalid_text_representation"),
          Map.entry("VALUE_ERROR", "invalid_text_representation"),
          Map.entry("CURSOR_ALREADY_OPEN", "duplicate_cursor"),
          Map.entry("INVALID_CURSOR", "invalid_cursor_name"),
          Map.entry("CASE_NOT_FOUND", "case_not_found"),
          Map.entry("LOGIN_DENIED", "invalid_password"),
          Map.entry("STORAGE_ERROR", "out_of_memory"),
          Map.entry("PROGRAM_ERROR", "internal_error"),
          Map.entry("TIMEOUT_ON_RESOURCE", "lock_not_available"),
          Map.entry("ACCESS_INTO_NULL", "null_value_not_allowed"),
          Map.entry("COLLECTION_IS_NULL", "null_value_not_allowed"),
          Map.entry("SUBSCRIPT_BEYOND_COUNT", "array_subscript_error"),
          Map.entry("SUBSCRIPT_OUTSIDE_LIMIT", "array_subscript_error"),
          Map.entry("ROWTYPE_MISMATCH", "datatype_mismatch"));

  /**
   * What else the same exception is on PostgreSQL; its data_exception is a division by zero, too.
   */
  private static final List<String> VALUE_ERRORS =
      List.of(
          "numeric_value_out_of_range",
          "string_data_right_truncation",
          "invalid_datetime_format",
          "datetime_field_overflow",
          "null_value_not_allowed");

  /** Oracle's numbers of errors with the SQLSTATE of the same on PostgreSQL. */
  private static final Map<Integer, String> STATES =
      Map.ofEntries(
          Map.entry(-1, "23505"),
          Map.entry(-54, "55P03"),
          Map.entry(-60, "40P01"),
          Map.entry(-900, "42601"),
          Map.entry(-904, "42703"),
          Map.entry(-942, "42P01"),
          Map.entry(-955, "42P07"),
          Map.entry(-1017, "28P01"),
          Map.entry(-1031, "42501"),
          Map.entry(-1400, "23502"),
          Map.entry(-1403, "P0002"),
          Map.entry(-1407, "23502"),
          Map.entry(-1422, "P0003"),
          Map.entry(-1438, "22003"),
          Map.entry(-1476, "22012"),
          Map.entry(-1722, "22P02"),
          Map.entry(-2290, "23514"),
          Map.entry(-2291, "23503"),
          Map.entry(-2292, "23503"),
          Map.entry(-6502, "22000"),
          Map.entry(-8177, "40001"),
          Map.entry(-12899, "22001"),
          Map.entry(-24381, "OR381"),
          Map.entry(-30006, "55P03"),
          Map.entry(100, "P0002"));

  private static final int FIRST_OWN = -20000;
  private static final int LAST_OWN = -20999;

  private final CodeScope scope;
  private final Items items;
  private final Node code;

  /**
   * Of a routine.
   *
   * @param code where its exceptions are declared
   */
  Conditions(CodeScope scope, Items items, Node code) {
    this.scope = scope;
    this.items = items;
    this.code = code;
  }

  /** What stands behind WHEN. */
  Stream<Name> handled(Name exception, Place place) {
    boolean isOfValues = exception.is("VALUE_ERROR") || exception.is("INVALID_NUMBER");
    return isOfValues && !isOwn(exception)
        ? Stream.concat(Stream.of(condition(exception, place)), VALUE_ERRORS.stream().map(Name::of))
        : Stream.of(condition(exception, place));
  }

  /** What RAISE raises. */
  Name condition(Name exception, Place place) {
    if (isOwn(exception)) {
      return Name.of(Identifier.of("SQLSTATE '" + own(exception, place) + "'"));
    }
    return predefined(exception)
        .map(Name::of)
        .orElseGet(
            () -> {
              items.add(ActionCode.EXCEPTION_CODE, place, exception);
              return Name.of(Identifier.of("SQLSTATE '" + stateOf(exception.toString()) + "'"));
            });
  }

  /** Whether the program declares it. */
  boolean isOwn(Name exception) {
    return scope.local(exception).filter(Declaration.ExceptionName.class::isInstance).isPresent()
        || scope
            .member(exception)
            .filter(it -> it.declaration() instanceof Declaration.ExceptionName)
            .isPresent();
  }

  /** PostgreSQL's name of a predefined one. */
  static Optional<String> predefined(Name exception) {
    return exception.parts().size() > 1 && !exception.parts().getFirst().is("STANDARD")
        ? Optional.empty()
        : Optional.ofNullable(PREDEFINED.get(exception.last().text().toUpperCase(Locale.ROOT)));
  }

  /** The SQLSTATE of an exception that the program declares. */
  String own(Name exception, Place place) {
    Optional<Packages.Member> member = scope.member(exception);
    Optional<Pragma> init =
        member.isPresent()
            ? scope.model().packages().declarations(member.get().unit()).stream()
                .filter(it -> isInit(it, exception.last()))
                .map(Pragma.class::cast)
                .findFirst()
            : init(exception.last());
    if (init.isPresent()) {
      Optional<String> state =
          number(init.get().arguments().getLast().value()).flatMap(Conditions::state);
      if (state.isPresent()) {
        return state.get();
      }
      items.add(ActionCode.EXCEPTION_CODE, place, exception);
    }
    // Exceptions of one name that two routines declare aren't the same.
    return stateOf(
        member.map(it -> it.name()).orElseGet(() -> scope.own(exception.last())).toString());
  }

  /** One that is always the same for the name. */
  private static String stateOf(String key) {
    CRC32 hash = new CRC32();
    hash.update(key.getBytes(StandardCharsets.UTF_8));
    String digits = Long.toString(hash.getValue(), 36).toUpperCase(Locale.ROOT);
    return "U" + ("0000" + digits).substring(digits.length());
  }

  private Optional<Pragma> init(Identifier exception) {
    Pragma[] found = new Pragma[1];
    Rewriter.walk(
        code,
        node -> {
          if (isInit(node, exception)) {
            found[0] = (Pragma) node;
          }
        });
    return Optional.ofNullable(found[0]);
  }

  private static boolean isInit(Node node, Identifier exception) {
    return node instanceof Pragma(var name, var arguments, _)
        && name.is("EXCEPTION_INIT")
        && arguments.size() == 2
        && arguments.getFirst().value() instanceof Expression.Reference(var of, _)
        && of.last().equals(exception);
  }

  /** The whole number that the expression is. */
  static Optional<Integer> number(Expression expression) {
    return switch (expression) {
      case Operation(var operator, var operands, _) when operator == Operator.NEGATE ->
          number(operands.getFirst()).map(it -> -it);
      case Literal(var kind, var text, _)
          when kind == Expression.LiteralKind.NUMBER && text.matches("\\d{1,6}") ->
          Optional.of(Integer.valueOf(text));
      default -> Optional.empty();
    };
  }

  /** The SQLSTATE of Oracle's number. */
  static Optional<String> state(int number) {
    return number <= FIRST_OWN && number >= LAST_OWN
        ? Optional.of("OR%03d".formatted(FIRST_OWN - number))
        : Optional.ofNullable(STATES.get(number));
  }

  /** The SQLSTATE that RAISE_APPLICATION_ERROR raises, also where its number is computed. */
  static Expression raised(Expression number) {
    Optional<String> known = number(number).flatMap(Conditions::state);
    if (known.isPresent()) {
      return Tree.string(known.get());
    }
    Expression behind =
        Tree.operation(
            Place.NONE, Operator.SUBTRACT, Tree.number(Integer.toString(FIRST_OWN)), number);
    return Tree.call(
        Place.NONE,
        "CONCAT",
        List.of(
            Tree.string("OR"),
            Tree.call(
                Place.NONE,
                "LPAD",
                Tree.cast(Place.NONE, behind, Tree.type("CLOB")),
                Tree.number("3"),
                Tree.string("0"))));
  }
}
