package org.godwit.conversion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What is run of some objects, in an order that works.
 *
 * @param schemas that must be there first
 * @param hasUnnamedSchema whether some objects have no schema, or that of everybody
 */
public record ScriptPlan(Set<String> schemas, boolean hasUnnamedSchema, List<Step> steps) {

  /** Some SQL of one object. */
  public record Step(
      long objectId, String title, String name, Stage stage, int position, String sql) {
    /** Whether it takes the place of what is there under its name. */
    boolean replaces() {
      return sql.contains("CREATE OR REPLACE ");
    }
  }

  /**
   * An object as a plan needs it.
   *
   * @param edited what a person wrote; null where nobody did
   */
  public record Source(
      long id,
      ObjectKind kind,
      String schema,
      String name,
      ObjectState state,
      ObjectContent content,
      @Nullable String edited) {
    private String qualified() {
      return schema.isEmpty() ? name : schema + "." + name;
    }

    private List<ObjectContent.Section> sections() {
      return edited == null ? content.sections() : content.sectionsOf(edited);
    }
  }

  /** Of what of these objects belongs to the phase; keeps nothing else of them. */
  static ScriptPlan of(Stream<Source> objects, Phase phase) {
    List<Step> steps = new ArrayList<>();
    Set<String> schemas = new TreeSet<>();
    AtomicBoolean hasUnnamed = new AtomicBoolean();
    objects
        .filter(it -> it.state() != ObjectState.GONE) // kept for a person to read
        .forEach(
            object -> {
              for (ObjectContent.Section section : object.sections()) {
                if (phase.includes(section.stage())) {
                  steps.add(
                      new Step(
                          object.id(),
                          object.kind().words() + " " + object.qualified(),
                          object.qualified(),
                          section.stage(),
                          section.position(),
                          section.sql()));
                  if (!object.schema().isEmpty() && !object.schema().equals("public")) {
                    schemas.add(object.schema());
                  } else {
                    hasUnnamed.set(true);
                  }
                }
              }
            });
    steps.sort(
        Comparator.comparing(Step::stage)
            .thenComparingInt(Step::position)
            .thenComparingLong(Step::objectId));
    return new ScriptPlan(schemas, hasUnnamed.get(), List.copyOf(steps));
  }

  /** Why it can't run in a transaction; empty where it can. */
  Optional<String> refusal() {
    for (Step step : steps) {
      Optional<TransactionControl.Found> found = TransactionControl.in(step.sql());
      if (found.isPresent()) {
        return Optional.of(
            "The text of %s can't be applied. In its part %s, %s"
                .formatted(step.title(), step.stage().folder(), found.get().sentence()));
      }
    }
    return Optional.empty();
  }

  /** How many objects take the place of what is there under their names. */
  public int replacing() {
    return (int) steps.stream().filter(Step::replaces).mapToLong(Step::objectId).distinct().count();
  }

  /** How many objects it is of. */
  public int objects() {
    return (int) steps.stream().mapToLong(Step::objectId).distinct().count();
  }
}
