package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Statement;

/** {@code DELETE … RETURNING a BULK COLLECT INTO c} becomes a loop over what DELETE returns. */
final class BulkChanges {
  private final CodeScope scope;
  private final Copies copies;

  BulkChanges(CodeScope scope, Copies copies) {
    this.scope = scope;
    this.copies = copies;
  }

  /**
   * The statements that do the same; empty where the statement fills no collections, or such as no
   * rule knows.
   *
   * @param isRepeated in FORALL, where collections keep what is in them
   */
  Optional<List<Statement>> standard(Dml change, boolean isRepeated) {
    Dml.Returning returning = returning(change).orElse(null);
    if (returning == null || !returning.into().map(Query.Into::isBulk).orElse(false)) {
      return Optional.empty();
    }
    List<Statement> all = new ArrayList<>();
    List<Expression> ones = new ArrayList<>();
    List<Statement> appended = new ArrayList<>();
    for (Expression target : returning.into().orElseThrow().targets()) {
      Optional<CodeTypes.Kind> element =
          target instanceof Expression.Reference(var name, _)
              ? scope.collections().elementOf(name)
              : Optional.empty();
      if (element.isEmpty()) {
        return Optional.empty();
      }
      Expression one = copies.one(((Expression.Reference) target).name(), element.get());
      if (!isRepeated) {
        all.add(new Code.Assign(target, Tree.string("{}"), Place.NONE));
      }
      ones.add(one);
      appended.add(
          new Code.Assign(target, Tree.call(Place.NONE, "ARRAY_APPEND", target, one), Place.NONE));
    }
    Dml bare =
        with(change, new Dml.Returning(returning.values(), Optional.empty(), returning.place()));
    all.add(
        new Code.Loop(
            new Code.ForChange(List.copyOf(ones), bare, change.place()),
            List.copyOf(appended),
            change.place()));
    return Optional.of(List.copyOf(all));
  }

  /** What the statement gives back. */
  static Optional<Dml.Returning> returning(Dml change) {
    return switch (change) {
      case Dml.Insert it -> it.returning();
      case Dml.Update it -> it.returning();
      case Dml.Delete it -> it.returning();
      default -> Optional.empty();
    };
  }

  private static Dml with(Dml change, Dml.Returning returning) {
    Optional<Dml.Returning> more = Optional.of(returning);
    return switch (change) {
      case Dml.Insert it ->
          new Dml.Insert(
              it.hints(), it.target(), it.columns(), it.rows(), more, it.errorLog(), it.place());
      case Dml.Update it ->
          new Dml.Update(
              it.hints(),
              it.target(),
              it.assignments(),
              it.from(),
              it.where(),
              more,
              it.errorLog(),
              it.place());
      case Dml.Delete it ->
          new Dml.Delete(it.hints(), it.target(), it.where(), more, it.errorLog(), it.place());
      default -> change;
    };
  }
}
