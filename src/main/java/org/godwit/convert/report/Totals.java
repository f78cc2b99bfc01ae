package org.godwit.convert.report;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.godwit.convert.Standing;

/** What a number of objects came to. Each is in exactly one standing and exactly one effort. */
public final class Totals {
  private final Map<Standing, Integer> standings = new EnumMap<>(Standing.class);
  private final Map<Effort, Integer> efforts = new EnumMap<>(Effort.class);
  private final Map<Effort, Integer> actions = new EnumMap<>(Effort.class);
  private int objects;
  private int open;
  private int clean;
  private long lines;
  private BigDecimal hours = BigDecimal.ZERO;
  private boolean isLookedInto = true;

  static Totals of(List<AssessedObject> objects) {
    Totals totals = new Totals();
    objects.forEach(totals::add);
    return totals;
  }

  private void add(AssessedObject object) {
    objects++;
    standings.merge(object.standing(), 1, Integer::sum);
    efforts.merge(object.effort(), 1, Integer::sum);
    object.open().forEach(item -> actions.merge(Effort.of(item), 1, Integer::sum));
    open += object.open().isEmpty() ? 0 : 1;
    clean += object.isClean() ? 1 : 0;
    isLookedInto &= object.isLookedInto();
    lines += object.lines();
    hours = hours.add(object.hours());
  }

  /** All of them. */
  public int objects() {
    return objects;
  }

  /** Those of which that became. */
  public int of(Standing standing) {
    return standings.getOrDefault(standing, 0);
  }

  /** Those whose hardest action is such a one. */
  public int of(Effort effort) {
    return efforts.getOrDefault(effort, 0);
  }

  /** How many actions of that complexity are left to do. */
  public int actions(Effort complexity) {
    return actions.getOrDefault(complexity, 0);
  }

  /** How many actions are left to do. */
  public int actions() {
    return actions.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Those with something left to do. */
  public int open() {
    return open;
  }

  /** Those that would also run, as far as that is known. */
  public int clean() {
    return clean;
  }

  /** Whether {@link #clean} is known of all of them. */
  public boolean isLookedInto() {
    return isLookedInto;
  }

  /** Lines of their source. */
  public long lines() {
    return lines;
  }

  /** Hours of their open action items. */
  public BigDecimal hours() {
    return hours;
  }

  /** Per cent of them with nothing left to do, rounded down: 100 means all. */
  public int automaticPercent() {
    return percent(of(Effort.NONE));
  }

  /** Per cent that a number of them is, rounded down. */
  public int percent(int part) {
    return objects == 0 ? 100 : (int) (100L * part / objects);
  }
}
