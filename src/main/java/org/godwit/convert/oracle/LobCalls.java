package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/** Procedures of DBMS_LOB: what they do to a large object is an assignment. */
final class LobCalls {
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "APPEND", List.of("DEST_LOB", "SRC_LOB"),
          "WRITEAPPEND", List.of("LOB_LOC", "AMOUNT", "BUFFER"),
          "WRITE", List.of("LOB_LOC", "AMOUNT", "OFFSET", "BUFFER"),
          "READ", List.of("LOB_LOC", "AMOUNT", "OFFSET", "BUFFER"),
          "COPY", List.of("DEST_LOB", "SRC_LOB", "AMOUNT", "DEST_OFFSET", "SRC_OFFSET"),
          "TRIM", List.of("LOB_LOC", "NEWLEN"),
          "CREATETEMPORARY", List.of("LOB_LOC", "CACHE", "DUR"),
          "FREETEMPORARY", List.of("LOB_LOC"),
          "OPEN", List.of("LOB_LOC", "OPEN_MODE"),
          "CLOSE", List.of("LOB_LOC"));

  private final CodeScope scope;

  LobCalls(CodeScope scope) {
    this.scope = scope;
  }

  /** The statement that does the same; empty where the call is another. */
  Optional<Statement> standard(Expression.Call call, Place place) {
    String name = call.function().toString().toUpperCase(Locale.ROOT).replace("SYS.", "");
    String procedure = name.replaceFirst("^DBMS_LOB\\.", "");
    Optional<List<Expression>> given =
        NamedArguments.inOrder(call.arguments(), PARAMETERS.getOrDefault(procedure, List.of()));
    if (!name.startsWith("DBMS_LOB.") || given.isEmpty() || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    List<Expression> all = given.get();
    Expression lob = all.getFirst();
    return Optional.ofNullable(
        switch (procedure + "/" + all.size()) {
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
          case "COPY/3", "COPY/4", "COPY/5" ->
              assign(lob, PackCalls.call(Place.NONE, "dbms_lob_copy", all), place);
          case "WRITE/4" ->
              assign(
                  lob,
                  PackCalls.call(
                      Place.NONE,
                      "dbms_lob_copy",
                      List.of(lob, all.get(3), all.get(1), all.get(2))),
                  place);
          case "READ/4" -> isLocal(all.get(1)) && isLocal(all.get(3)) ? read(all, place) : null;
          case "CREATETEMPORARY/2", "CREATETEMPORARY/3" ->
              assign(
                  lob, Tree.call(Place.NONE, isBinary(lob) ? "EMPTY_BLOB" : "EMPTY_CLOB"), place);
          case "FREETEMPORARY/1" -> assign(lob, Tree.none(Place.NONE), place);
          case "OPEN/1", "OPEN/2", "CLOSE/1" ->
              isFile(lob) ? null : new Code.Nothing(place); // it is always open
          default -> null;
        });
  }

  /** {@code buffer := dbms_lob_read(lob, amount, offset); amount := LENGTH(buffer)}. */
  private static Statement read(List<Expression> all, Place place) {
    Expression buffer = all.get(3);
    Expression part =
        PackCalls.call(
            Place.NONE, "dbms_lob_read", List.of(all.getFirst(), all.get(1), all.get(2)));
    return new Code.Block(
        List.of(),
        List.of(assign(buffer, part, place), assign(all.get(1), length(buffer), place)),
        List.of(),
        place);
  }

  /** Bytes are counted as such, and not as the digits that LENGTH would count. */
  private static Expression length(Expression buffer) {
    return new Expression.Call(
        Name.of(Identifier.of("DBMS_LOB"), Identifier.of("GETLENGTH")),
        List.of(new Expression.Argument(Optional.empty(), buffer, Place.NONE)),
        Place.NONE);
  }

  private boolean isLocal(Expression variable) {
    return variable instanceof Expression.Reference(var name, _)
        && scope.local(Name.of(name.parts().getFirst())).isPresent();
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
