package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ExtensionPack;
import org.godwit.convert.Items;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Type;

/**
 * Oracle's types become standard ones that hold all their values, the same that a task's load
 * makes: {@code NUMBER(9)} becomes {@code INTEGER}, {@code NUMBER} becomes {@code NUMERIC}, {@code
 * DATE} becomes {@code TIMESTAMP(0)}, {@code VARCHAR2(20 BYTE)} becomes {@code VARCHAR(20)}.
 */
final class OracleTypes {
  private static final Pattern LEADING_DIGITS =
      Pattern.compile("(YEAR|DAY|HOUR|MINUTE)\\s*\\(\\d+\\)");
  private static final Pattern DIGITS = Pattern.compile("\\*|-? ?\\d{1,6}");
  private static final Pattern SECONDS =
      Pattern.compile("SECOND\\s*\\((\\d+)(?:\\s*,\\s*(\\d+))?\\)");
  private static final int DIGITS_MAX = 6;

  private OracleTypes() {}

  /** The type in standard words; blocks where there is none. */
  static Type standard(Type type, Items items) {
    if (type instanceof Type.Ref(var to, var place)) {
      items.add(ActionCode.REFERENCE, place, to);
      return Tree.type("CLOB");
    }
    if (!(type instanceof Type.Named named)) {
      items.block(ActionCode.TYPE, type.place(), type.getClass().getSimpleName());
      return type;
    }
    List<String> arguments = named.arguments();
    Name name = named.name();
    if (!arguments.stream().allMatch(it -> DIGITS.matcher(it).matches())) {
      items.block(ActionCode.TYPE, type.place(), name + " with computed digits");
      return Tree.type("NUMERIC");
    }
    boolean isBuiltIn = name.parts().size() == 1 && !name.last().isQuoted();
    return switch (isBuiltIn ? name.last().text().toUpperCase(Locale.ROOT) : "") {
      case "NUMBER", "NUMERIC", "DECIMAL", "DEC" -> number(arguments);
      case "INTEGER", "INT", "SMALLINT" -> Tree.type("NUMERIC", "38");
      case "FLOAT", "REAL" -> Tree.type("NUMERIC");
      case "DOUBLE PRECISION" -> Tree.type("NUMERIC");
      case "BINARY_FLOAT" -> Tree.type("REAL");
      case "BINARY_DOUBLE" -> Tree.type("DOUBLE PRECISION");
      case "BOOLEAN", "BOOL" -> Tree.type("BOOLEAN");
      case "VARCHAR2",
          "NVARCHAR2",
          "VARCHAR",
          "CHARACTER VARYING",
          "CHAR VARYING",
          "NCHAR VARYING",
          "NATIONAL CHARACTER VARYING",
          "NATIONAL CHAR VARYING" ->
          Tree.typeWith("VARCHAR", arguments, "");
      case "CHAR", "NCHAR", "CHARACTER", "NATIONAL CHARACTER", "NATIONAL CHAR" ->
          Tree.typeWith("CHAR", arguments, "");
      case "LONG", "CLOB", "NCLOB", "LONG VARCHAR" -> Tree.type("CLOB");
      case "RAW", "BLOB", "LONG RAW" -> Tree.type("BLOB");
      case "BFILE" -> {
        items.add(ActionCode.BFILE, type.place());
        yield Tree.type("BLOB");
      }
      case "DATE" -> Tree.type("TIMESTAMP", "0");
      case "TIMESTAMP" -> timestamp(named, items);
      case "INTERVAL" -> Tree.typeWith("INTERVAL", List.of(), fields(named.suffix()));
      case "XMLTYPE" -> Tree.type("XML");
      case "JSON", "JSONB" -> Tree.type("JSONB");
      case "ROWID", "UROWID" -> {
        items.add(ActionCode.ROWID_TYPE, type.place(), name);
        yield Tree.typeWith("VARCHAR", arguments.isEmpty() ? List.of("18") : arguments, "");
      }
      default -> {
        boolean isXml = name.parts().size() == 2 && name.last().is("XMLTYPE");
        if (isSpatial(name)) {
          items.add(ActionCode.SPATIAL, type.place(), name);
          Identifier packed = Identifier.of(name.last().text().toLowerCase(Locale.ROOT));
          yield new Type.Named(
              Name.of(Identifier.of(ExtensionPack.SCHEMA), packed),
              List.of(),
              "",
              "",
              type.place());
        }
        if (!isXml) {
          items.block(ActionCode.TYPE, type.place(), name);
        }
        yield isXml ? Tree.type("XML") : type;
      }
    };
  }

  /** Whether it is a type of Oracle Spatial that the extension pack has. */
  static boolean isSpatial(Name name) {
    boolean isOwn = name.parts().size() == 1 || name.parts().getFirst().is("MDSYS");
    return isOwn && (name.last().is("SDO_GEOMETRY") || name.last().is("SDO_POINT_TYPE"));
  }

  private static Type number(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Tree.type("NUMERIC");
    }
    boolean isOpen = arguments.getFirst().equals("*");
    int scale = arguments.size() > 1 ? number(arguments.get(1)) : 0;
    if (isOpen) {
      return arguments.size() > 1
          ? Tree.type("NUMERIC", "38", Integer.toString(Math.max(scale, 0)))
          : Tree.type("NUMERIC");
    }
    int precision = number(arguments.getFirst());
    if (scale > 0) {
      return Tree.type(
          "NUMERIC", Integer.toString(Math.max(precision, scale)), Integer.toString(scale));
    }
    if (scale < 0) {
      return Tree.type("NUMERIC", Integer.toString(precision), Integer.toString(scale));
    }
    int digits = precision;
    return digits <= 4
        ? Tree.type("SMALLINT")
        : digits <= 9
            ? Tree.type("INTEGER")
            : digits <= 18 ? Tree.type("BIGINT") : Tree.type("NUMERIC", Integer.toString(digits));
  }

  /** The parser keeps a blank behind the sign. */
  private static int number(String argument) {
    return Integer.parseInt(argument.replace(" ", ""));
  }

  private static Type timestamp(Type.Named named, Items items) {
    int digits = named.arguments().isEmpty() ? DIGITS_MAX : number(named.arguments().getFirst());
    if (digits > DIGITS_MAX) {
      items.add(ActionCode.MICROSECONDS, named.place(), "TIMESTAMP(" + digits + ")");
    }
    String suffix = named.suffix().endsWith("TIME ZONE") ? "WITH TIME ZONE" : "";
    List<String> arguments = List.of(Integer.toString(Math.min(digits, DIGITS_MAX)));
    return Tree.typeWith("TIMESTAMP", arguments, suffix);
  }

  /** {@code DAY(2) TO SECOND(6)} becomes {@code DAY TO SECOND(6)}: only seconds have digits. */
  static String fields(String fields) {
    String bare = LEADING_DIGITS.matcher(fields).replaceAll("$1");
    // Alone, SECOND has the digits in front of the point first.
    int fraction = bare.stripLeading().startsWith("SECOND") ? 2 : 1;
    return SECONDS
        .matcher(bare)
        .replaceAll(
            found ->
                found.group(fraction) == null
                    ? "SECOND"
                    : "SECOND("
                        + Math.min(DIGITS_MAX, Integer.parseInt(found.group(fraction)))
                        + ")");
  }

  /** Types that only code has. */
  static Optional<Type> ofCode(Name name) {
    // A word that PostgreSQL reserves has got quotes.
    boolean isQuoted = name.last().isQuoted() && !name.last().text().equals("natural");
    if (name.parts().size() > 1 || isQuoted) {
      return Optional.empty();
    }
    return switch (name.last().text().toUpperCase(Locale.ROOT)) {
      case "PLS_INTEGER",
          "BINARY_INTEGER",
          "SIMPLE_INTEGER",
          "NATURAL",
          "NATURALN",
          "POSITIVE",
          "POSITIVEN",
          "SIGNTYPE" ->
          Optional.of(Tree.type("INTEGER"));
      case "SYS_REFCURSOR" -> Optional.of(Tree.type("REFCURSOR"));
      case "STRING" -> Optional.of(Tree.type("VARCHAR"));
      case "RECORD" -> Optional.of(Tree.type("RECORD"));
      case "TIMESTAMP_UNCONSTRAINED" -> Optional.of(Tree.type("TIMESTAMP", "6"));
      case "TIMESTAMP_TZ_UNCONSTRAINED", "TIMESTAMP_LTZ_UNCONSTRAINED" ->
          Optional.of(Tree.typeWith("TIMESTAMP", List.of("6"), "WITH TIME ZONE"));
      case "YMINTERVAL_UNCONSTRAINED", "DSINTERVAL_UNCONSTRAINED" ->
          Optional.of(Tree.type("INTERVAL"));
      default -> Optional.empty();
    };
  }
}
