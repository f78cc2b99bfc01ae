package org.godwit.task;

/** How much a log line matters, the gravest first. */
public enum LogLevel {
  ERROR,
  WARNING,
  INFO,
  DEBUG
}
