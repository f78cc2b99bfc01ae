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

  /** Whether it goes on. */
  public boolean isRunning() {
    return state == State.RUNNING;
  }

  /** The latest ones of a conversion. */
  public static List<StoredApplication> of(long conversionId) {
    return StoredApplication.<StoredApplication>find(
            "conversionId = ?1 order by id desc", conversionId)
        .range(0, 9)
        .list();
  }
}
