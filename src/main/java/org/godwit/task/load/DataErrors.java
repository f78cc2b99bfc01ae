package org.godwit.task.load;

import java.sql.SQLException;
import org.godwit.codec.ValueError;
import org.godwit.engine.EngineException;

/** Tells under which error policy a row or change falls that is refused for a value. */
public final class DataErrors {
  /** SQLSTATE of the standard's "string data, right truncation". */
  private static final String TOO_LONG = "22001";

  private DataErrors() {}

  /** The kind of error, whether Godwit found it on the way or the target did. */
  public static ValueError.Kind kindOf(EngineException reason) {
    return switch (reason.getCause()) {
      case ValueError found -> found.kind();
      case SQLException refused when TOO_LONG.equals(refused.getSQLState()) ->
          ValueError.Kind.TRUNCATION;
      case null, default -> ValueError.Kind.VALUE;
    };
  }
}
