package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/** Procedures of DBMS_LOB: what they do to a large object is an assignment. */
final class LobCalls {
  private final CodeScope scope;

  LobCalls(CodeScope scope) {
    this.scope = scope;
  }

  /** The statement that does the same; empty where the call is another. */
  Optional<Statement> standard(Expression.Call call, Place place) {
    String name = call.function().toString().toUpperCase(Locale.ROOT).replace("SYS.", "");
    boolean isNamed = call.arguments().stream().anyMatch(it -> it.key().isPresent());
    if (!name.startsWith("DBMS_LOB.") || isNamed || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    Expression lob = all.getFirst();
    return Optional.ofNullable(
        switch (name.substring("DBMS_LOB.".length()) + "/" + all.size()) {
          case "APPEND/2" -> assign(lob, joined(lob, all.get(1)), place);
          case "WRITEAPPEND/3" ->
              assign(
                  lob,
                  joined(
                      lob,
                      Tree.call(Place.NONE, "SUBSTR", all.get(2), Tree.number("1"), all.get(1))),
                  place);
          case "TRIM/2" ->
              assign(
                  lob, Tree.call(Place.NONE, "SUBSTR", lob, Tree.number("1"), all.get(1)), place);
          case "CREATETEMPORARY/2", "CREATETEMPORARY/3" ->
              assign(
                  lob, Tree.call(Place.NONE, isBinary(lob) ? "EMPTY_BLOB" : "EMPTY_CLOB"), place);
          case "FREETEMPORARY/1" -> assign(lob, Tree.none(Place.NONE), place);
          case "OPEN/1", "OPEN/2", "CLOSE/1" ->
              isFile(lob) ? null : new Code.Nothing(place); // it is always open
          default -> null;
        });
  }

  private static Statement assign(Expression lob, Expression value, Place place) {
    return new Code.Assign(lob, value, place);
  }

  private Expression joined(Expression lob, Expression more) {
    return Tree.call(Place.NONE, isBinary(lob) ? "BYTEACAT" : "CONCAT", lob, more);
  }

  private boolean isBinary(Expression lob) {
    return isOf(lob, "BLOB") || isOf(lob, "RAW") || isOf(lob, "LONG RAW");
  }

  private boolean isFile(Expression lob) {
    return isOf(lob, "BFILE");
  }

  private boolean isOf(Expression lob, String type) {
    return scope
        .types()
        .of(lob)
        .filter(it -> it.type() instanceof Type.Named(Name name, _, _, _, _) && name.is(type))
        .isPresent();
  }
}
