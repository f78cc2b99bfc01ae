package org.godwit.task.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tasks to list, and in which order.
 *
 * @param text part of the name, or of an endpoint's or the project's; empty for all
 * @param standing where they stand
 * @param sort by what
 * @param descending whether the order is turned round
 * @param page from 0
 */
public record TaskFilter(String text, Standing standing, Sort sort, boolean descending, int page) {
  /** Every task, by name. */
  public static final TaskFilter ALL = new TaskFilter("", Standing.ALL, Sort.NAME, false, 0);

  /** Groups of states that a person looks for. */
  public enum Standing {
    ALL("All states", "true"),
    RUNNING("Running", "t.state in ('STARTING', 'RUNNING', 'STOPPING')"),
    FAILED("Failed", "t.state = 'FAILED'"),
    STOPPED("Stopped", "t.state = 'STOPPED' and t.stop_reason <> 'FULL_LOAD_ONLY_FINISHED'"),
    COMPLETE("Load complete", "t.state = 'STOPPED' and t.stop_reason = 'FULL_LOAD_ONLY_FINISHED'"),
    READY("Ready", "t.state in ('CREATING', 'READY', 'MODIFYING')");

    private final String words;
    private final String condition;

    Standing(String words, String condition) {
      this.words = words;
      this.condition = condition;
    }

    /** For pages. */
    public String words() {
      return words;
    }

    String condition() {
      return condition;
    }
  }

  /** What tasks can be sorted by. */
  public enum Sort {
    NAME("lower(t.name)"),
    PROJECT("lower(p.name)"),
    STATE("t.state"),
    SINCE("t.state_since"),
    RATE("t.rows_per_second");

    private final String column;

    Sort(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /** As addresses write a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant that an address names; empty for what is none. */
  public static <E extends Enum<E>> Optional<E> parse(String word, Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).filter(it -> word(it).equals(word)).findFirst();
  }
}
