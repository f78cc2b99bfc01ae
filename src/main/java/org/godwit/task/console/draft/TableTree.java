package org.godwit.task.console.draft;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.EndpointTable;
import org.godwit.endpoint.Endpoints;
import org.godwit.mapping.Rule;
import org.godwit.mapping.RuleReach;
import org.godwit.mapping.Selection;
import org.godwit.mapping.TableMapping;
import org.godwit.task.console.Page;

/**
 * The tables of a source as a tree of schemas, each with what the mapping selects of it. It knows
 * the tables that the endpoint had when they were last listed.
 */
@ApplicationScoped
public class TableTree {
  /** Tables on one page of a schema. */
  public static final int PAGE = 100;

  private final Endpoints endpoints;

  TableTree(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** How much of something is selected. */
  public enum Extent {
    NONE,
    SOME,
    ALL
  }

  /**
   * A schema.
   *
   * @param name the schema's
   * @param tables that fit the search
   * @param selected how many of them are moved
   */
  public record Schema(String name, long tables, long selected) {
    /** For its checkbox. */
    public Extent extent() {
      if (selected == 0) {
        return Extent.NONE;
      }
      return selected == tables ? Extent.ALL : Extent.SOME;
    }
  }

  /**
   * A table or view.
   *
   * @param name schema and table
   * @param kind what it is
   * @param rows the engine's guess
   * @param bytes the engine's guess
   * @param isSelected whether the mapping moves it
   */
  public record Leaf(TableName name, TableKind kind, long rows, long bytes, boolean isSelected) {
    /** Whether it is a view, which a full load copies into a table. */
    public boolean isView() {
      return kind == TableKind.VIEW;
    }
  }

  /**
   * The tree with its schemas closed.
   *
   * @param schemas that have a table that fits the search, by name
   * @param selected how much the mapping moves in all
   */
  public record Closed(List<Schema> schemas, Size selected) {}

  /** The tree with its schemas closed. */
  public Closed closed(long endpointId, TableMapping mapping, String search) {
    String part = folded(search);
    Map<String, List<Leaf>> bySchema = new LinkedHashMap<>();
    List<Leaf> leaves = leaves(endpointId, mapping, "");
    for (Leaf leaf : leaves) {
      if (fits(leaf.name(), part)) {
        bySchema.computeIfAbsent(leaf.name().schema(), _ -> new ArrayList<>()).add(leaf);
      }
    }
    List<Schema> schemas =
        bySchema.entrySet().stream()
            .map(
                it ->
                    new Schema(
                        it.getKey(),
                        it.getValue().size(),
                        it.getValue().stream().filter(Leaf::isSelected).count()))
            .toList();
    return new Closed(schemas, selected(leaves));
  }

  /** A page of the tables of a schema that fit, by name. */
  public Page<Leaf> tables(
      long endpointId, TableMapping mapping, String schema, String search, int page) {
    List<Leaf> all =
        leaves(endpointId, mapping, search).stream()
            .filter(it -> it.name().schema().equals(schema))
            .toList();
    int shown = Math.clamp(page, 0, Page.last(all.size(), PAGE));
    List<Leaf> rows = all.stream().skip((long) shown * PAGE).limit(PAGE).toList();
    return new Page<>(rows, all.size(), shown, PAGE);
  }

  /**
   * The sums over what is selected.
   *
   * @param tables how many
   * @param rows the engine's guess
   * @param bytes the engine's guess
   */
  public record Size(long tables, long rows, long bytes) {}

  /** How much the mapping moves, but for what is left out. */
  public Size selected(long endpointId, TableMapping mapping, Set<TableName> leftOut) {
    return selected(
        leaves(endpointId, mapping, "").stream()
            .filter(it -> !leftOut.contains(it.name()))
            .toList());
  }

  private static Size selected(List<Leaf> leaves) {
    List<Leaf> moved = leaves.stream().filter(Leaf::isSelected).toList();
    return new Size(
        moved.size(),
        moved.stream().mapToLong(Leaf::rows).sum(),
        moved.stream().mapToLong(Leaf::bytes).sum());
  }

  /** How much the endpoint has. */
  public Size whole(long endpointId) {
    endpoints.see(endpointId);
    Object[] sums =
        EndpointTable.getEntityManager()
            .createQuery(
                "select count(*), coalesce(sum(t.rowGuess), 0), coalesce(sum(t.byteGuess), 0)"
                    + " from EndpointTable t where t.key.endpointId = :id",
                Object[].class)
            .setParameter("id", endpointId)
            .getSingleResult();
    return new Size(
        ((Number) sums[0]).longValue(),
        ((Number) sums[1]).longValue(),
        ((Number) sums[2]).longValue());
  }

  /** Every table of a schema. */
  public List<Leaf> leavesOf(long endpointId, TableMapping mapping, String schema) {
    return leaves(endpointId, mapping, "").stream()
        .filter(it -> it.name().schema().equals(schema))
        .toList();
  }

  /**
   * Which of the endpoint's tables a rule is for.
   *
   * @throws org.godwit.mapping.MappingException where it gives one no usable name
   */
  public List<RuleReach> reachOf(Rule rule, long endpointId) {
    endpoints.see(endpointId);
    return RuleReach.of(rule, tablesOf(endpointId).stream().map(Listed::name).toList());
  }

  private List<Leaf> leaves(long endpointId, TableMapping mapping, String search) {
    endpoints.see(endpointId);
    Selection selection = new Selection(mapping);
    String part = folded(search);
    List<Leaf> leaves = new ArrayList<>();
    for (Listed table : tablesOf(endpointId)) {
      if (fits(table.name(), part)) {
        boolean isSelected = selection.selects(table.name(), table.kind());
        leaves.add(new Leaf(table.name(), table.kind(), table.rows(), table.bytes(), isSelected));
      }
    }
    return leaves;
  }

  private static String folded(String search) {
    return search.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean fits(TableName name, String part) {
    return part.isEmpty() || name.toString().toLowerCase(Locale.ROOT).contains(part);
  }

  /** A table as the endpoint was listed; no entity, of which thousands would be kept track. */
  private record Listed(TableName name, TableKind kind, long rows, long bytes) {}

  private static List<Listed> tablesOf(long endpointId) {
    return EndpointTable.getEntityManager()
        .createQuery(
            "select t.key.schemaName, t.key.tableName, t.kind, t.rowGuess, t.byteGuess"
                + " from EndpointTable t where t.key.endpointId = :id"
                + " order by t.key.schemaName, t.key.tableName",
            Object[].class)
        .setParameter("id", endpointId)
        .getResultStream()
        .map(
            row ->
                new Listed(
                    new TableName((String) row[0], (String) row[1]),
                    (TableKind) row[2],
                    (long) row[3],
                    (long) row[4]))
        .toList();
  }
}
