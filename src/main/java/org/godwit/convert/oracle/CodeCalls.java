package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;

/** Calls of procedures that come with Oracle: RAISE_APPLICATION_ERROR, DBMS_OUTPUT, …. */
final class CodeCalls {
  private final Items items;
  private final CodeScope scope;
  private final CollectionStatements collections;
  private final LobCalls lobs;

  CodeCalls(Items items, CodeScope scope, CollectionStatements collections) {
    this.collections = collections;
    this.items = items;
    this.scope = scope;
    this.lobs = new LobCalls(scope);
  }

  /** The statement that does the same; the call itself where a user's procedure is meant. */
  Statement standard(Code.Invoke invoke) {
    Place place = invoke.place();
    return switch (invoke.call()) {
      case Expression.Reference(var name, var at) ->
          called(new Expression.Call(name, List.of(), at), place);
      case Expression.Call call -> called(call, place);
      case Expression.Member(var of, var method, _) when collections.of(of).isPresent() ->
          collections.called(of, method, List.of(), place).orElseGet(() -> unknown(invoke));
      case Expression.Apply(Expression.Member(var of, var method, _), var arguments, _)
          when collections.of(of).isPresent() ->
          collections
              .called(
                  of, method, arguments.stream().map(Expression.Argument::value).toList(), place)
              .orElseGet(() -> unknown(invoke));
      default -> unknown(invoke);
    };
  }

  private Statement unknown(Code.Invoke invoke) {
    items.block(ActionCode.NO_RULE, invoke.place(), "a method of an object");
    return invoke;
  }

  private Statement called(Expression.Call call, Place place) {
    Name name = call.function();
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    if (scope.routine(name).isPresent()) {
      return new Code.Invoke(call, place);
    }
    Optional<Statement> ofCollection = collections.called(name, all, place);
    if (ofCollection.isPresent()) {
      return ofCollection.get();
    }
    Optional<Statement> ofLob = lobs.standard(call, place);
    if (ofLob.isPresent()) {
      return ofLob.get();
    }
    Optional<Statement> ofServer = new ServerCalls(items).standard(call, place);
    if (ofServer.isPresent()) {
      return ofServer.get();
    }
    boolean isOfCollection =
        name.parts().size() == 2 && scope.local(Name.of(name.parts().getFirst())).isPresent();
    if (isOfCollection) {
      items.block(ActionCode.COLLECTION, place, name.parts().getFirst());
      return new Code.Nothing(place);
    }
    String known = name.toString().toUpperCase(Locale.ROOT) + "/" + all.size();
    return switch (known.replace("SYS.", "").replace("DBMS_STANDARD.", "")) {
      case "RAISE_APPLICATION_ERROR/2", "RAISE_APPLICATION_ERROR/3" ->
          new Code.Signal(
              "EXCEPTION", Optional.of(Conditions.raised(all.get(0))), all.get(1), place);
      case "DBMS_OUTPUT.PUT_LINE/1", "DBMS_OUTPUT.PUT/1" ->
          new Code.Signal("NOTICE", Optional.empty(), all.getFirst(), place);
      case "DBMS_OUTPUT.NEW_LINE/0" ->
          new Code.Signal("NOTICE", Optional.empty(), Tree.string(" "), place);
      case "DBMS_OUTPUT.ENABLE/0",
          "DBMS_OUTPUT.ENABLE/1",
          "DBMS_OUTPUT.DISABLE/0",
          "DBMS_RANDOM.SEED/1",
          "DBMS_RANDOM.INITIALIZE/1",
          "DBMS_RANDOM.TERMINATE/0" -> {
        items.add(ActionCode.LEFT_OUT, place, name);
        yield new Code.Nothing(place);
      }
      case "DBMS_APPLICATION_INFO.SET_MODULE/2" ->
          new Code.Block(
              List.of(),
              List.of(
                  set(Tree.string("userenv.module"), all.get(0), place),
                  set(Tree.string("userenv.action"), all.get(1), place)),
              List.of(),
              place);
      case "DBMS_APPLICATION_INFO.SET_ACTION/1" ->
          set(Tree.string("userenv.action"), all.getFirst(), place);
      case "DBMS_APPLICATION_INFO.SET_CLIENT_INFO/1" ->
          set(Tree.string("userenv.client_info"), all.getFirst(), place);
      case "DBMS_SESSION.SET_IDENTIFIER/1" ->
          set(Tree.string("userenv.client_identifier"), all.getFirst(), place);
      case "DBMS_SESSION.CLEAR_IDENTIFIER/0" ->
          set(Tree.string("userenv.client_identifier"), Tree.none(Place.NONE), place);
      case "DBMS_SESSION.SET_CONTEXT/3" ->
          set(PackagedFunctions.setting(all.get(0), all.get(1)), all.get(2), place);
      case "DBMS_SESSION.CLEAR_CONTEXT/3" ->
          set(PackagedFunctions.setting(all.get(0), all.get(2)), Tree.none(Place.NONE), place);
      case "DBMS_LOCK.SLEEP/1", "DBMS_SESSION.SLEEP/1" ->
          new Dml.Read(
              Tree.select(
                  List.of(Tree.item(Tree.call(Place.NONE, "PG_SLEEP", all))),
                  List.of(),
                  Optional.empty()),
              place);
      default -> new Code.Invoke(call, place); // none that is known: an action item later
    };
  }

  /** A setting of the session; NULL is the empty text there. */
  private static Statement set(Expression setting, Expression value, Place place) {
    Expression text =
        Tree.call(
            Place.NONE,
            "COALESCE",
            Tree.cast(Place.NONE, value, Tree.type("CLOB")),
            Tree.call(Place.NONE, "EMPTY_CLOB"));
    Expression isLocal = new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", Place.NONE);
    return new Dml.Read(
        Tree.select(
            List.of(Tree.item(Tree.call(Place.NONE, "SET_CONFIG", setting, text, isLocal))),
            List.of(),
            Optional.empty()),
        place);
  }
}
