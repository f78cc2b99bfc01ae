package org.godwit.security;

/**
 * The thing does not exist, or the person may not know that it does; pages answer 404 for both, so
 * that nobody can tell them apart.
 */
public final class NotVisible extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Says what was looked for, the same words in both cases. */
  public NotVisible(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The sentence. */
  public String sentence() {
    return sentence;
  }
}
