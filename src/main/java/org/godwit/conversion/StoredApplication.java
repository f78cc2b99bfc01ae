package org.godwit.conversion;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One time that objects were run on a target, or tried there and taken back. */
@Entity
@Table(name = "conversion_application")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class StoredApplication extends PanacheEntityBase {
  /** Refusals that are read at once. */
  public static final int REFUSALS_AT_ONCE = 100;

  private static final int SHOWN_MAX = 10;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Long conversionId;

  /** The endpoint's name as it was then. */
  public String target;

  @Enumerated(EnumType.STRING)
  public Phase phase;

  /** Whether all of it was taken back at the end. */
  public boolean isDry;

  /** Whether what the target takes stays although it refuses something else. */
  public boolean keepsRest;

  @Enumerated(EnumType.STRING)
  public State state;

  /** What came of it, a sentence; empty while it runs. */
  public String summary = "";

  /** Objects to run. */
  public int objectCount;

  /** Objects that were run so far. */
  public int doneCount;

  public String startedBy;
  public Instant startedAt;
  public @Nullable Instant endedAt;

  /** Who wants it to end; empty for nobody. */
  public String stopAskedBy = "";

  /** How many refusals there are. */
  public int refused;

  @JdbcTypeCode(SqlTypes.JSON)
  public List<Refusal> refusals = List.of();

  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /**
   * What the target didn't take.
   *
   * @param objectId of the object
   * @param title of the object
   * @param stage that was run
   * @param message the target's words
   */
  public record Refusal(long objectId, String title, String stage, String message) {}

  /** One in a list, which may be of many with many refusals each. */
  public record Line(
      long id,
      String target,
      Phase phase,
      boolean isDry,
      State state,
      String summary,
      int objectCount,
      int doneCount,
      String startedBy,
      Instant startedAt,
      int refused) {
    /** Whether it goes on. */
    public boolean isRunning() {
      return state == State.RUNNING;
    }
  }

  /** Whether one of a conversion goes on. */
  static boolean isRunningOf(long conversionId) {
    return count("conversionId = ?1 and state = ?2", conversionId, State.RUNNING) > 0;
  }

  /** The latest ones of a conversion. */
  public static List<Line> of(long conversionId) {
    return getEntityManager()
        .createQuery(
            """
            select new org.godwit.conversion.StoredApplication$Line(a.id, a.target, a.phase, a.isDry,
              a.state, a.summary, a.objectCount, a.doneCount, a.startedBy, a.startedAt, a.refused)
            from StoredApplication a where a.conversionId = ?1 order by a.id desc
            """,
            Line.class)
        .setParameter(1, conversionId)
        .setMaxResults(SHOWN_MAX)
        .getResultList();
  }

  /**
   * Some of what the target didn't take, in the order in which it was run.
   *
   * @param from how many are passed over
   */
  public static List<Refusal> refusals(long conversionId, long id, int from) {
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select r ->> 'objectId', r ->> 'title', r ->> 'stage', r ->> 'message'
                from conversion_application a, jsonb_array_elements(a.refusals) with ordinality e(r, n)
                where a.conversion_id = ?1 and a.id = ?2 order by n offset ?3 limit ?4
                """)
            .setParameter(1, conversionId)
            .setParameter(2, id)
            .setParameter(3, from)
            .setParameter(4, REFUSALS_AT_ONCE)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            it ->
                new Refusal(
                    Long.parseLong(String.valueOf(it[0])),
                    String.valueOf(it[1]),
                    String.valueOf(it[2]),
                    String.valueOf(it[3])))
        .toList();
  }
}
