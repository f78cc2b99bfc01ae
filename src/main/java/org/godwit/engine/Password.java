package org.godwit.engine;

/** A secret that does not print itself. */
public final class Password {
  /** For servers that ask for none. */
  public static final Password NONE = new Password("");

  private final String plain;

  /** Wraps the plain text. */
  public Password(String plain) {
    this.plain = plain;
  }

  /** The plain text, for the driver alone. */
  public String reveal() {
    return plain;
  }

  @Override
  public String toString() {
    return "********";
  }
}
