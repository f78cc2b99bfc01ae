package org.godwit.conversion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.convert.Stage;

/**
 * What is run of some objects, in an order that works.
 *
 * @param schemas that must be there first
 */
public record ScriptPlan(Set<String> schemas, List<Step> steps) {

  /** Some SQL of one object. */
  public record Step(
      long objectId, String title, String name, Stage stage, int position, String sql) {}

  /** Of what of these objects belongs to the phase. */
  public static ScriptPlan of(List<StoredObject> objects, Phase phase) {
    List<Step> steps = new ArrayList<>();
    Set<String> schemas = new TreeSet<>();
    for (StoredObject object : objects) {
      for (ObjectContent.Section section : object.sections()) {
        if (phase.includes(section.stage())) {
          steps.add(
              new Step(
                  object.id,
                  object.title(),
                  object.qualified(),
                  section.stage(),
                  section.position(),
                  section.sql()));
          if (!object.schemaName.isEmpty() && !object.schemaName.equals("public")) {
            schemas.add(object.schemaName);
          }
        }
      }
    }
    steps.sort(
        Comparator.comparing(Step::stage)
            .thenComparingInt(Step::position)
            .thenComparingLong(Step::objectId));
    return new ScriptPlan(schemas, List.copyOf(steps));
  }

  /** How many objects it is of. */
  public int objects() {
    return (int) steps.stream().mapToLong(Step::objectId).distinct().count();
  }
}
