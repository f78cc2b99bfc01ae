package org.godwit.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user may do in the whole console; each role includes those after it. */
public enum Role {
  /** Sees and does everything, and looks after users. */
  ADMIN("Everything, and looks after users"),
  /** Creates projects, and works in those that they are a member of. */
  ENGINEER("Creates projects and works in their own"),
  /** Reads, whatever a project says of them. */
  VIEWER("Reads, and changes nothing");

  private final String meaning;

  Role(String meaning) {
    this.meaning = meaning;
  }

  /** Whether somebody with this role may do what {@code other} may do. */
  public boolean includes(Role other) {
    return compareTo(other) <= 0;
  }

  /** The name as pages and {@link Roles} write it, such as {@code engineer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word with a capital, for labels. */
  public String label() {
    return name().charAt(0) + word().substring(1);
  }

  /** One line that explains the role to the person who grants it. */
  public String meaning() {
    return meaning;
  }

  /** The words of this role and of all that it includes. */
  public Set<String> words() {
    return Arrays.stream(values())
        .filter(this::includes)
        .map(Role::word)
        .collect(Collectors.toUnmodifiableSet());
  }
}
