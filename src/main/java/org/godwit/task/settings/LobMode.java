package org.godwit.task.settings;

/** How large values travel. */
public enum LobMode {
  /** Whole. */
  FULL,
  /** Cut at a size. */
  LIMITED
}
