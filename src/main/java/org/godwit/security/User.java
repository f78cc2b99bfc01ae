package org.godwit.security;

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
import org.jspecify.annotations.Nullable;

/** Somebody who may log in. Users are disabled, never deleted: the audit keeps speaking of them. */
@Entity
@Table(name = "app_user")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class User extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  /** What they type to log in; unique whatever its case. */
  public String name;

  public String fullName;

  @Enumerated(EnumType.STRING)
  public Role role;

  /** bcrypt; never shown, never exported. */
  public String passwordHash;

  public boolean mustChangePassword;
  public boolean disabled;
  public Instant createdAt;
  public @Nullable Instant lastLoginAt;

  /** The user of that name, whatever its case. */
  public static Optional<User> named(String name) {
    return find("lower(name) = lower(?1)", name).firstResultOptional();
  }

  /** Everybody, by name. */
  public static List<User> byName() {
    return list("order by lower(name)");
  }

  /** The full name, or where there is none the name. */
  public String shownName() {
    return fullName.isBlank() ? name : fullName;
  }

  @Override
  public String toString() {
    return "user " + name;
  }
}
