package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.PostgresVersion;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Type;

/**
 * What versions of PostgreSQL before 17 lack is put in terms that they have: JSON_TABLE (17), MERGE
 * that only updates or only inserts, and numbers rounded left of the point (15). What can't be is
 * an action item. The versions are those of PostgreSQL's release notes.
 */
public final class OlderPostgres {
  private static final int WITH_JSON_TABLE = 17;
  private static final int WITH_MERGE = 15;
  private static final int WITH_ROUNDED_NUMBERS = 15;
  private static final int WITH_REGULAR_FUNCTIONS = 15;
  private static final Set<String> REGULAR_FUNCTIONS =
      Set.of("REGEXP_COUNT", "REGEXP_INSTR", "REGEXP_LIKE", "REGEXP_SUBSTR");

  private final PostgresVersion version;
  private final Items items;

  private OlderPostgres(PostgresVersion version, Items items) {
    this.version = version;
    this.items = items;
  }

  /** The standard node as that version has it. */
  public static <N extends Node> N spelled(N node, PostgresVersion version, Items items) {
    OlderPostgres older = new OlderPostgres(version, items);
    return version.isBefore(WITH_JSON_TABLE) ? Rewriter.rewrite(node, older::one) : node;
  }

  private Node one(Node node) {
    return switch (node) {
      case FromItem.Function it when JsonCalls.isTable(it.call()) ->
          JsonRows.of(it).orElseGet(() -> lacking(it, "JSON_TABLE", WITH_JSON_TABLE));
      case Dml.Merge it when version.isBefore(WITH_MERGE) ->
          merged(it).orElseGet(() -> lacking(it, "MERGE", WITH_MERGE));
      case Type.Named it when version.isBefore(WITH_ROUNDED_NUMBERS) -> unrounded(it);
      case Expression.Call it when version.isBefore(WITH_REGULAR_FUNCTIONS) && isRegular(it) ->
          lacking(it, it.function().toString().toLowerCase(Locale.ROOT), WITH_REGULAR_FUNCTIONS);
      default -> node;
    };
  }

  private <N extends Node> N lacking(N node, String what, int since) {
    items.block(ActionCode.VERSION, node.place(), version, what, since);
    return node;
  }

  private static boolean isRegular(Expression.Call call) {
    return call.function().parts().size() == 1
        && REGULAR_FUNCTIONS.contains(call.function().last().text().toUpperCase(Locale.ROOT));
  }

  /** {@code NUMERIC(5, -2)} has seven digits; who writes into it must round. */
  private Type unrounded(Type.Named type) {
    if (!type.name().is("NUMERIC")
        || type.arguments().size() != 2
        || !type.arguments().get(1).startsWith("-")) {
      return type;
    }
    int precision = Integer.parseInt(type.arguments().getFirst());
    int digits = precision - Integer.parseInt(type.arguments().get(1));
    items.add(
        ActionCode.LACKING,
        type.place(),
        version,
        "number with the scale " + type.arguments().get(1),
        WITH_ROUNDED_NUMBERS,
        "whoever writes into it must round");
    return new Type.Named(
        type.name(), List.of(Integer.toString(digits)), "", type.suffix(), type.place());
  }

  /**
   * One statement in its place; empty where it both updates and inserts, for of two statements the
   * second would see what the first has done, and neither's count of rows would be that of both.
   */
  private Optional<Dml> merged(Dml.Merge merge) {
    if (merge.actions().size() != 1) {
      return Optional.empty();
    }
    return switch (merge.actions().getFirst()) {
      case Dml.MergeUpdate(var set, var where, var deleteWhere, _) when deleteWhere.isEmpty() -> {
        items.add(
            ActionCode.LACKING,
            merge.place(),
            version,
            "MERGE",
            WITH_MERGE,
            "UPDATE takes any one of several rows that match, where MERGE raises an exception");
        yield Optional.of(
            new Dml.Update(
                List.of(),
                merge.target(),
                set,
                List.of(merge.using()),
                Optional.of(both(merge.on(), where)),
                Optional.empty(),
                Optional.empty(),
                merge.place()));
      }
      case Dml.MergeInsert(var columns, var values, var where, _)
          when values.body() instanceof Query.Values(var rows, _)
              && rows.size() == 1
              && rows.getFirst() instanceof Expression.Row(var all, _) ->
          Optional.of(
              new Dml.Insert(
                  List.of(),
                  OracleDml.withoutAlias(merge.target()),
                  columns,
                  Tree.select(
                      all.stream().map(Tree::item).toList(),
                      List.of(merge.using()),
                      Optional.of(both(isMissing(merge), where))),
                  Optional.empty(),
                  Optional.empty(),
                  merge.place()));
      default -> Optional.empty();
    };
  }

  private static Expression both(Expression condition, Optional<Expression> other) {
    return other
        .map(it -> Tree.operation(Place.NONE, Operator.AND, condition, it))
        .orElse(condition);
  }

  /** {@code NOT EXISTS (SELECT 1 FROM target WHERE on)}. */
  private static Expression isMissing(Dml.Merge merge) {
    Query matched =
        Tree.select(
            List.of(Tree.item(Tree.number("1"))), List.of(merge.target()), Optional.of(merge.on()));
    return Tree.operation(Place.NONE, Operator.NOT, new Expression.Exists(matched, Place.NONE));
  }
}
