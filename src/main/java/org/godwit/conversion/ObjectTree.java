package org.godwit.conversion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.godwit.convert.ObjectKind;
import org.hibernate.jpa.AvailableHints;
import org.jspecify.annotations.Nullable;

/** Finds a conversion's objects, a page at a time. It asks nobody for leave. */
@ApplicationScoped
public class ObjectTree {
  /** Objects that are read at once. */
  public static final int PAGE = 200;

  private final EntityManager store;

  ObjectTree(EntityManager store) {
    this.store = store;
  }

  /**
   * Which objects are wanted.
   *
   * @param text part of a name, in any case; empty for all
   * @param state null for all
   * @param changed {@code edited}, {@code conflict}, {@code applied}, {@code partly} applied,
   *     {@code outdated} on its target, or empty
   * @param code number of an action item; empty for all
   * @param isMade whether only objects are wanted of which the target gets something
   */
  public record Filter(
      String text, @Nullable ObjectState state, String changed, String code, boolean isMade) {
    /** Nothing is left out. */
    public static final Filter ALL = new Filter("", null, "", "", false);

    /** The same of what the target gets. */
    public Filter made() {
      return new Filter(text, state, changed, code, true);
    }
  }

  /**
   * Objects of a kind in a schema.
   *
   * @param open those with something left to do
   */
  public record Branch(String schema, ObjectKind kind, long objects, long open, long applied) {}

  /**
   * One object in the tree.
   *
   * @param openItems action items with something left to do
   */
  public record Leaf(
      long id,
      ObjectKind kind,
      String schema,
      String name,
      ObjectState state,
      int openItems,
      boolean isEdited,
      boolean isInConflict,
      Applied applied,
      String appliedTo) {
    /** {@code table hr.employees}. */
    public String title() {
      return kind.words() + " " + (schema.isEmpty() ? name : schema + "." + name);
    }
  }

  /** Schemas and kinds with what of them is wanted. */
  public List<Branch> branches(long conversion, Filter filter) {
    return query(
            """
            select new org.godwit.conversion.ObjectTree$Branch(o.schemaName, o.kind, count(o),
              sum(case when o.openItems > 0 then 1L else 0L end), sum(case when o.applied = WHOLE then 1L else 0L end))
            from StoredObject o where %s group by o.schemaName, o.kind order by o.schemaName, o.kind
            """,
            Branch.class, conversion, filter)
        .getResultList();
  }

  /**
   * Some of the objects of a branch, by name.
   *
   * @param page from 0
   */
  public List<Leaf> leaves(
      long conversion, Filter filter, String schema, ObjectKind kind, int page) {
    return query(
            LEAVES + " and o.schemaName = :schema and o.kind = :kind order by o.name, o.id",
            Leaf.class,
            conversion,
            filter)
        .setParameter("schema", schema)
        .setParameter("kind", kind)
        .setFirstResult(Math.max(0, page) * PAGE)
        .setMaxResults(PAGE)
        .getResultList();
  }

  private static final String LEAVES =
      """
      select new org.godwit.conversion.ObjectTree$Leaf(o.id, o.kind, o.schemaName, o.name, o.state,
        o.openItems, o.edited is not null, o.inConflict, o.applied, o.appliedTo)
      from StoredObject o where %s
      """;

  /**
   * How many objects there are.
   *
   * @param states in each state
   * @param applied how their texts stand to what targets were given
   */
  public record Figures(
      Map<ObjectState, Long> states, long edited, long conflicts, Map<Applied, Long> applied) {}

  /** The figures of all its objects, in one walk over them. */
  public Figures figures(long conversion) {
    Map<ObjectState, Long> states = new EnumMap<>(ObjectState.class);
    long edited = 0;
    long conflicts = 0;
    Map<Applied, Long> applied = new EnumMap<>(Applied.class);
    for (Object[] row :
        query(
                """
                select o.state, o.applied, count(o), count(o.edited),
                  sum(case when o.inConflict = true then 1L else 0L end)
                from StoredObject o where %s group by o.state, o.applied
                """,
                Object[].class, conversion, Filter.ALL)
            .getResultList()) {
      states.merge((ObjectState) row[0], (Long) row[2], Long::sum);
      applied.merge((Applied) row[1], (Long) row[2], Long::sum);
      edited += (Long) row[3];
      conflicts += (Long) row[4];
    }
    return new Figures(states, edited, conflicts, applied);
  }

  /** How many are wanted. */
  public long count(long conversion, Filter filter) {
    return query("select count(o) from StoredObject o where %s", Long.class, conversion, filter)
        .getSingleResult();
  }

  /** How many of these ids are objects of the conversion, and the title of one of them. */
  public Picked picked(long conversion, Collection<Long> ids) {
    List<Leaf> leaves =
        query(LEAVES + " and o.id in (:ids)", Leaf.class, conversion, Filter.ALL)
            .setParameter("ids", ids)
            .getResultList();
    return new Picked(leaves.size(), leaves.isEmpty() ? "" : leaves.getFirst().title());
  }

  /**
   * Objects that were ticked.
   *
   * @param title of one of them
   */
  public record Picked(int objects, String title) {}

  /**
   * What is run of the wanted ones, for who runs or saves it.
   *
   * @param ids of objects; all that the filter finds where there are none
   */
  @Transactional
  public ScriptPlan plan(long conversion, Filter filter, Collection<Long> ids, Phase phase) {
    TypedQuery<ScriptPlan.Source> query =
        query(
            """
            select new org.godwit.conversion.ScriptPlan$Source(o.id, o.kind, o.schemaName, o.name,
              o.state, o.content, o.edited)
            from StoredObject o where %s
            """
                + (ids.isEmpty() ? "" : " and o.id in (:ids)"),
            ScriptPlan.Source.class,
            conversion,
            ids.isEmpty() ? filter : Filter.ALL);
    if (!ids.isEmpty()) {
      query.setParameter("ids", ids);
    }
    query.setHint(AvailableHints.HINT_FETCH_SIZE, PAGE);
    try (Stream<ScriptPlan.Source> objects = query.getResultStream()) {
      return ScriptPlan.of(objects, phase);
    }
  }

  private <T> TypedQuery<T> query(String text, Class<T> result, long conversion, Filter filter) {
    StringBuilder where = new StringBuilder("o.conversionId = :conversion");
    if (!filter.text().isBlank()) {
      where.append(" and lower(concat(o.schemaName, '.', o.name)) like :text escape '!'");
    }
    if (filter.state() != null) {
      where.append(" and o.state = :state");
    }
    where.append(
        switch (filter.changed()) {
          case "edited" -> " and o.edited is not null";
          case "conflict" -> " and o.inConflict = true";
          case "applied" -> " and o.applied = WHOLE";
          case "partly" -> " and o.applied = PART";
          case "outdated" -> " and o.applied = CHANGED";
          default -> "";
        });
    if (filter.isMade()) {
      where.append(" and o.state <> GONE and (o.state not in (:unmade) or o.edited is not null)");
    }
    if (!filter.code().isBlank()) {
      where.append(" and o.codes like :code escape '!'");
    }
    TypedQuery<T> query =
        store.createQuery(text.replace("%s", where), result).setParameter("conversion", conversion);
    if (!filter.text().isBlank()) {
      query.setParameter("text", containing(filter.text().strip().toLowerCase(Locale.ROOT)));
    }
    if (filter.state() != null) {
      query.setParameter("state", filter.state());
    }
    if (filter.isMade()) {
      query.setParameter("unmade", List.of(ObjectState.NOT_CONVERTED, ObjectState.NOTHING));
    }
    if (!filter.code().isBlank()) {
      query.setParameter("code", containing(" " + filter.code().strip() + " "));
    }
    return query;
  }

  private static String containing(String text) {
    return "%" + text.replaceAll("([!%_])", "!$1") + "%";
  }
}
