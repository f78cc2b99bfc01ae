package org.godwit.convert.oracle;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ExtensionPack;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;

/**
 * {@code UTL_RAW.BIT_AND(a, b)} becomes a call of the extension pack's {@code utl_raw_bit_and},
 * whose parameters have Oracle's names.
 */
final class PackCalls {
  /** Functions, with how many arguments they take. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          ("UTL_RAW.BIT_AND/2 UTL_RAW.BIT_OR/2 UTL_RAW.BIT_XOR/2 UTL_RAW.BIT_COMPLEMENT/1"
                  + " UTL_RAW.REVERSE/1 UTL_RAW.COPIES/2 UTL_RAW.COMPARE/2 UTL_RAW.COMPARE/3"
                  + " UTL_RAW.CAST_TO_BINARY_INTEGER/1 UTL_RAW.CAST_TO_BINARY_INTEGER/2"
                  + " UTL_RAW.CAST_FROM_BINARY_INTEGER/2"
                  + " UTL_URL.ESCAPE/1 UTL_URL.ESCAPE/2 UTL_URL.ESCAPE/3"
                  + " DBMS_XMLGEN.CONVERT/1 DBMS_XMLGEN.CONVERT/2 HTF.ESCAPE_SC/1"
                  + " DBMS_LOB.INSTR/3 DBMS_LOB.INSTR/4 DBMS_LOB.COMPARE/2 DBMS_LOB.COMPARE/3"
                  + " DBMS_LOB.COMPARE/4 DBMS_LOB.COMPARE/5 BFILENAME/2"
                  + " DBMS_RANDOM.STRING/2 DBMS_ASSERT.SIMPLE_SQL_NAME/1"
                  + " DBMS_ASSERT.QUALIFIED_SQL_NAME/1 ASCIISTR/1")
              .split(" "));

  /** Their constants; those of what PostgreSQL can't do are missing. */
  private static final Map<String, String> CONSTANTS =
      Map.ofEntries(
          entry("DBMS_XMLGEN.ENTITY_ENCODE", "0"),
          entry("DBMS_XMLGEN.ENTITY_DECODE", "1"),
          entry("UTL_RAW.BIG_ENDIAN", "1"),
          entry("UTL_RAW.LITTLE_ENDIAN", "2"),
          entry("UTL_RAW.MACHINE_ENDIAN", "3"));

  /** What a system trigger may ask of its event, without parentheses. */
  private static final Set<String> OF_EVENTS =
      Set.of(
          "ORA_SYSEVENT",
          "ORA_DICT_OBJ_NAME",
          "ORA_DICT_OBJ_OWNER",
          "ORA_DICT_OBJ_TYPE",
          "ORA_LOGIN_USER",
          "ORA_DATABASE_NAME",
          "ORA_CLIENT_IP_ADDRESS",
          "ORA_INSTANCE_NUM");

  private PackCalls() {}

  /** What the call or the constant becomes; empty where the pack has none. */
  static Optional<Expression> converted(
      Name function, List<Expression.Argument> arguments, Place place) {
    String name = function.toString().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    if (arguments.isEmpty() && OF_EVENTS.contains(name)) {
      return Optional.of(call(place, name.toLowerCase(Locale.ROOT), List.of()));
    }
    if (arguments.isEmpty()) {
      return Optional.ofNullable(CONSTANTS.get(name)).map(Tree::number);
    }
    return FUNCTIONS.contains(name + "/" + arguments.size())
        ? Optional.of(
            new Expression.Call(
                named(name.toLowerCase(Locale.ROOT).replace('.', '_')), arguments, place))
        : Optional.empty();
  }

  /** A call of a function of the pack. */
  static Expression call(Place place, String function, List<Expression> arguments) {
    return new Expression.Call(
        named(function),
        arguments.stream()
            .map(value -> new Expression.Argument(Optional.empty(), value, Place.NONE))
            .toList(),
        place);
  }

  /** Whether it is a function of the pack. */
  static boolean isOne(Name function) {
    return function.parts().size() == 2 && function.parts().getFirst().is(ExtensionPack.SCHEMA);
  }

  private static Name named(String function) {
    return Name.of(Identifier.of(ExtensionPack.SCHEMA), Identifier.of(function));
  }
}
