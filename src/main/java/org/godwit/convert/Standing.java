package org.godwit.convert;

/** What became of an object; each object is in exactly one. */
public enum Standing {
  LOADED("loaded"),
  WRITTEN("written"),
  REFUSED("refused"),
  NOT_CONVERTED("not converted"),
  NOTHING("nothing to make");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  /** Of an object. */
  public static Standing of(ConvertedObject object) {
    return object.proof() == Proof.NOT_CONVERTED
        ? NOT_CONVERTED
        : switch (object.load()) {
          case LOADED -> LOADED;
          case UNTRIED -> WRITTEN;
          case REFUSED -> REFUSED;
          case NOTHING -> NOTHING;
        };
  }

  /** As tables and reports name it. */
  public String words() {
    return words;
  }
}
