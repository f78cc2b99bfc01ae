package org.godwit.convert;

/** How hard the action is: below two hours, up to six, more. */
public enum Complexity {
  SIMPLE,
  MEDIUM,
  COMPLEX
}
