package org.godwit.convert.report;

import org.godwit.convert.ActionItem;
import org.godwit.convert.Complexity;
import org.godwit.convert.Severity;

/** The hardest thing that is left to do of an object. */
public enum Effort {
  /** Nothing. */
  NONE("converted automatically"),
  SIMPLE("with simple actions"),
  MEDIUM("with medium-complexity actions"),
  COMPLEX("with complex actions");

  private final String words;

  Effort(String words) {
    this.words = words;
  }

  /** Of one action item; what is only said leaves nothing to do. */
  static Effort of(ActionItem item) {
    return item.code().severity() == Severity.INFO ? NONE : of(item.code().complexity());
  }

  private static Effort of(Complexity complexity) {
    return switch (complexity) {
      case SIMPLE -> SIMPLE;
      case MEDIUM -> MEDIUM;
      case COMPLEX -> COMPLEX;
    };
  }

  /** As a report names it. */
  public String words() {
    return words;
  }
}
