package org.godwit.convert;

/** What a server of the target's engine said of an object. */
public enum Load {
  /** No server was asked. */
  UNTRIED,
  /** It took all of the object's statements. */
  LOADED,
  /** It refused at least one; the action items say why. */
  REFUSED,
  /** There was nothing to ask: nothing is made of the object. */
  NOTHING
}
