package org.godwit.project;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;

/** Somebody's place in a project. */
@Entity
@Table(name = "project_member")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class Member extends PanacheEntityBase {
  @EmbeddedId public Key key;

  @Enumerated(EnumType.STRING)
  public ProjectRole role;

  static Optional<Member> find(long projectId, long userId) {
    return findByIdOptional(new Key(projectId, userId));
  }

  static List<Member> of(long projectId) {
    return list("key.projectId", projectId);
  }

  static long ownersOf(long projectId) {
    return count("key.projectId = ?1 and role = ?2", projectId, ProjectRole.OWNER);
  }

  /** Which project, which user. */
  @Embeddable
  public record Key(long projectId, long userId) {}
}
