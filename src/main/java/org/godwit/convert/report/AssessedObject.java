package org.godwit.convert.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Check;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.Load;
import org.godwit.convert.Piece;
import org.godwit.convert.Standing;

/**
 * One object of the source with what is left to do of it.
 *
 * @param server that it is of, as the report names it
 * @param lines of its statements in the source
 * @param hours of its open action items; what is learnt once isn't in them
 */
public record AssessedObject(
    String server,
    ConvertedObject object,
    Standing standing,
    Category category,
    Effort effort,
    long lines,
    BigDecimal hours) {

  static AssessedObject of(String server, ConvertedObject object, Rates rates) {
    Standing standing = Standing.of(object);
    return new AssessedObject(
        server,
        object,
        standing,
        Unread.category(object),
        effort(object, standing),
        object.source().pieces().stream().mapToLong(AssessedObject::lines).sum(),
        open(object).stream()
            .map(item -> rates.of(item.code()))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static Effort effort(ConvertedObject object, Standing standing) {
    Effort hardest =
        object.items().stream().map(Effort::of).max(Comparator.naturalOrder()).orElse(Effort.NONE);
    boolean isMissing = standing == Standing.REFUSED || standing == Standing.NOT_CONVERTED;
    return isMissing && hardest == Effort.NONE ? Effort.COMPLEX : hardest;
  }

  private static long lines(Piece piece) {
    return piece.text().lines().count();
  }

  /** Its action items with something left to do. */
  public List<ActionItem> open() {
    return open(object);
  }

  private static List<ActionItem> open(ConvertedObject object) {
    return object.items().stream().filter(item -> Effort.of(item) != Effort.NONE).toList();
  }

  /** The schema that it is of; empty where the source names none. */
  public String schema() {
    return Unread.schema(object);
  }

  /** Whether it is loaded and nothing is known that would fail in it. */
  public boolean isClean() {
    return object.check() == Check.CLEAN;
  }

  /** Whether somebody looked into it, or there was nothing to look into. */
  public boolean isLookedInto() {
    return object.load() != Load.LOADED || object.check() != Check.UNKNOWN;
  }
}
