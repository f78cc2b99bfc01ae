package org.godwit.project;

import java.util.Locale;

/** What a member may do in one project; each role includes those after it. */
public enum ProjectRole {
  /** Also looks after members and may delete the project. */
  OWNER("Also looks after members and may delete the project"),
  /** Creates, changes and runs endpoints and tasks. */
  ENGINEER("Creates, changes and runs endpoints and tasks"),
  /** Reads. */
  VIEWER("Reads");

  private final String meaning;

  ProjectRole(String meaning) {
    this.meaning = meaning;
  }

  /** Whether somebody with this role may do what {@code other} may do. */
  public boolean includes(ProjectRole other) {
    return compareTo(other) <= 0;
  }

  /** The name as sentences write it. */
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
}
