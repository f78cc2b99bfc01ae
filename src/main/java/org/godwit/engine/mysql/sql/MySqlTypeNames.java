package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;
import org.jspecify.annotations.Nullable;

/** Reads types of columns, variables and casts; labels of ENUM and SET are its arguments. */
final class MySqlTypeNames {
  private static final Set<String> TYPES =
      MySqlWords.words(
          "BIGINT BINARY BIT BLOB BOOL BOOLEAN CHAR CHARACTER DATE DATETIME DEC DECIMAL DOUBLE ENUM"
              + " FIXED FLOAT FLOAT4 FLOAT8 GEOMCOLLECTION GEOMETRY GEOMETRYCOLLECTION INET4 INET6"
              + " INT INT1 INT2 INT3 INT4 INT8 INTEGER JSON LINESTRING LONG LONGBLOB LONGTEXT"
              + " MEDIUMBLOB MEDIUMINT MEDIUMTEXT MIDDLEINT MULTILINESTRING MULTIPOINT MULTIPOLYGON"
              + " NATIONAL NCHAR NUMERIC NVARCHAR POINT POLYGON REAL SERIAL SET SIGNED SMALLINT TEXT"
              + " TIME TIMESTAMP TINYBLOB TINYINT TINYTEXT UNSIGNED UUID VARBINARY VARCHAR"
              + " VARCHARACTER VECTOR YEAR");

  /** What may follow the first word of a type. */
  private static final Map<String, Set<String>> NEXT =
      Map.of(
          "DOUBLE", Set.of("PRECISION"),
          "LONG", Set.of("VARCHAR", "VARBINARY", "CHAR", "CHARACTER"),
          "CHAR", Set.of("VARYING", "BYTE"),
          "CHARACTER", Set.of("VARYING"),
          "NCHAR", Set.of("VARCHAR", "VARYING"),
          "NATIONAL", Set.of("CHAR", "CHARACTER", "VARCHAR", "VARYING"),
          "SIGNED", Set.of("INTEGER", "INT"),
          "UNSIGNED", Set.of("INTEGER", "INT"));

  private final TokenStream in;

  MySqlTypeNames(TokenStream in) {
    this.in = in;
  }

  /** The type that stands here; null where none does. */
  @Nullable Type type(Place place) {
    if (!in.at(Kind.WORD) || !TYPES.contains(in.current().text())) {
      return null;
    }
    String first = in.take().text();
    StringBuilder words = new StringBuilder(first);
    Set<String> next = NEXT.getOrDefault(first, Set.of());
    while (in.at(Kind.WORD) && next.contains(in.current().text())) {
      words.append(' ').append(in.take().text());
    }
    List<String> arguments = in.at("(") ? arguments() : List.of();
    String suffix = attributes();
    return new Type.Named(
        Name.of(Identifier.of(words.toString())), arguments, "", suffix, in.close(place));
  }

  private List<String> arguments() {
    in.expect("(");
    List<String> arguments = new ArrayList<>();
    do {
      if (!in.at(Kind.STRING) && !in.at(Kind.NUMBER)) {
        throw in.expected("a number or a label");
      }
      arguments.add(in.take().text());
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(arguments);
  }

  /** Gives what changes the values: {@code UNSIGNED}, {@code CHARACTER SET binary}. */
  private String attributes() {
    boolean isUnsigned = false;
    boolean isBytes = false;
    while (true) {
      if (in.accept("UNSIGNED")) {
        isUnsigned = true;
      } else if (in.accept("ZEROFILL")) {
        isUnsigned = true; // so the manual has it
      } else if (in.accept("CHARACTER", "SET")
          || in.accept("CHAR", "SET")
          || in.accept("CHARSET")) {
        in.accept("=");
        isBytes = in.take().text().equalsIgnoreCase("binary");
      } else if (in.accept("COLLATE")) {
        in.take();
      } else if (!in.accept("SIGNED")
          && !in.accept("ASCII")
          && !in.accept("UNICODE")
          && !in.accept("BINARY")) {
        return isUnsigned ? "UNSIGNED" : isBytes ? "CHARACTER SET BINARY" : "";
      }
    }
  }
}
