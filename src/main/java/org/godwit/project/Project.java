package org.godwit.project;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A piece of work that a team shares. */
@Entity
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class Project extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  /** Unique whatever its case. */
  public String name;

  public String description;

  /** Hours for action items, as {@link org.godwit.convert.report.Rates} reads them. */
  public String rates = "";

  public Instant createdAt;

  /** The project of that name, whatever its case. */
  public static Optional<Project> named(String name) {
    return find("lower(name) = lower(?1)", name).firstResultOptional();
  }

  static List<Project> all() {
    return list("order by lower(name)");
  }

  static List<Project> of(long userId) {
    return list(
        "id in (select m.key.projectId from Member m where m.key.userId = ?1) order by lower(name)",
        userId);
  }

  @Override
  public String toString() {
    return "project " + name;
  }
}
