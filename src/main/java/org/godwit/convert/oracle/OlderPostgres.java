package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.PostgresVersion;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Node;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Type;

/**
 * What versions of PostgreSQL before 17 lack is put in terms that they have: JSON_TABLE (17), MERGE
 * and numbers rounded left of the point (15). What can't be is an action item. The versions are
 * those of PostgreSQL's release notes.
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
      case Code.Block _, Code.Handler _, Code.Branch _, Code.If _, Code.CaseOf _, Code.Loop _ ->
          StatementLists.ofOne(node, OlderMerge::counted);
      case Type.Named it when version.isBefore(WITH_ROUNDED_NUMBERS) -> unrounded(it);
      case Expression.Call it when version.isBefore(WITH_REGULAR_FUNCTIONS) && isRegular(it) ->
          lacking(it, it.function().toString().toLowerCase(Locale.ROOT), WITH_REGULAR_FUNCTIONS);
      default -> node;
    };
  }

  private Optional<Dml> merged(Dml.Merge merge) {
    Optional<Dml> changed = OlderMerge.of(merge);
    boolean updates = merge.actions().stream().anyMatch(Dml.MergeUpdate.class::isInstance);
    if (changed.isPresent() && updates) {
      items.add(
          ActionCode.LACKING,
          merge.place(),
          version,
          "MERGE",
          WITH_MERGE,
          "UPDATE takes any one of several rows that match, where MERGE raises an exception");
    }
    return changed;
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
}
