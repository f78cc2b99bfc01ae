package org.godwit.convert;

/** Whether what a server took would also run. */
public enum Check {
  /** The server took it, and nothing is known that would fail in it. */
  CLEAN,
  /** A statement of a routine would fail when it runs; the action items say why. */
  FAULTY,
  /** Nobody looked into its routines, or the server didn't take it. */
  UNKNOWN
}
