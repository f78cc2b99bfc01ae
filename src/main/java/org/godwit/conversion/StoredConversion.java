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
import java.util.Optional;
import org.godwit.convert.PostgresVersion;
import org.godwit.convert.Source;
import org.jspecify.annotations.Nullable;

/** A conversion of a project's scripts. */
@Entity
@Table(name = "conversion")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class StoredConversion extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Long projectId;

  /** Unique in its project whatever its case. */
  public String name;

  @Enumerated(EnumType.STRING)
  public ConversionState state;

  /** What is done at this moment, for a page; empty where nothing is. */
  public String doing = "";

  /** Why there is no result, a sentence; empty where there is one. */
  public String failure = "";

  /** Why nobody looked into routines; empty where somebody did. */
  public String notChecked = "";

  /** Roles that its grants name, a line each. */
  public String roles = "";

  /** The engine of what is converted. */
  public String source = "";

  /** Whose data dictionary it is read from; null where its scripts were sent. */
  public @Nullable Long endpointId;

  /** Those of the endpoint, as a person typed them; empty for its user's own. */
  public String schemas = "";

  /** The version of PostgreSQL that it is written for. */
  public int targetMajor = PostgresVersion.OWN.major();

  /** The PostgreSQL endpoint that tries it; null for the console's own server. */
  public @Nullable Long proofEndpointId;

  /** Which server tried it last, where that isn't the console's own; else empty. */
  public String provedOn = "";

  /** How often it was converted. */
  public long version;

  public Instant createdAt;

  /** Null before the first time. */
  public @Nullable Instant convertedAt;

  /** Those of a project, by name. */
  static List<StoredConversion> of(long projectId) {
    return list("projectId = ?1 order by lower(name), id", projectId);
  }

  /** The one of that name, whatever its case. */
  static Optional<StoredConversion> named(long projectId, String name) {
    return find("projectId = ?1 and lower(name) = lower(?2)", projectId, name)
        .firstResultOptional();
  }

  /** The source's engine as pages name it. */
  public String sourceWords() {
    return Source.of(source).map(Source::words).orElse(source);
  }

  /** The target as pages and reports name it. */
  public String targetWords() {
    return provedOn.isEmpty() ? new PostgresVersion(targetMajor).toString() : provedOn;
  }

  /** Whether it is being converted. */
  public boolean isConverting() {
    return state == ConversionState.CONVERTING;
  }

  /** Whether there is anything to look at: also while it is converted once more. */
  public boolean hasResult() {
    return convertedAt != null;
  }
}
