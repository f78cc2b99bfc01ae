package org.godwit.security;

/** The person may see the thing but not do this to it; pages answer 403 with the sentence. */
public final class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Says what is missing and whom to ask. */
  public NotAllowed(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The sentence. */
  public String sentence() {
    return sentence;
  }
}
