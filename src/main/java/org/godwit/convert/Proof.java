package org.godwit.convert;

/** How far an object's conversion is known to be right. */
public enum Proof {
  /** Made on a server of the target's engine. */
  COMPILED,
  /** Written whole; no server has seen it. */
  RENDERED,
  /** Written as far as it goes; action items are open. */
  PARTIAL,
  /** Nothing is made of it; its action items say why. */
  NOT_CONVERTED
}
