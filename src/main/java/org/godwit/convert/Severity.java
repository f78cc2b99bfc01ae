package org.godwit.convert;

/** How much an action item matters, from the least. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
