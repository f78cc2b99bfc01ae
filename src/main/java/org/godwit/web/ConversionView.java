package org.godwit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.conversion.ObjectState;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.StoredConversion;
import org.godwit.project.Project;

/** A conversion as its pages show it. */
public record ConversionView(
    StoredConversion conversion, Project project, boolean mayEdit, ObjectTree.Figures figures) {
  private static final int WIDTH = 1000;

  static ConversionView of(
      StoredConversion conversion, Project project, boolean mayEdit, ObjectTree tree) {
    return new ConversionView(conversion, project, mayEdit, tree.figures(conversion.id));
  }

  /** Where its pages are. */
  public String path() {
    return "/conversions/" + conversion.id;
  }

  /** All its objects. */
  public long objects() {
    return figures.states().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Per cent that is made with nothing left to do, rounded down. */
  public long percent() {
    long done =
        figures.states().getOrDefault(ObjectState.COMPILED, 0L)
            + figures.states().getOrDefault(ObjectState.NOTHING, 0L);
    return objects() == 0 ? 0 : 100 * done / objects();
  }

  /** Objects that a person wrote something of. */
  public long edited() {
    return figures.edited();
  }

  /** Objects whose edit and conversion differ at the same lines. */
  public long conflicts() {
    return figures.conflicts();
  }

  /** Objects that are on a target. */
  public long applied() {
    return figures.applied();
  }

  /**
   * A state's part of the bar.
   *
   * @param x from 0 to 1000
   */
  public record Share(ObjectState state, long objects, long x, long width) {}

  /** The bar of all states that occur. */
  public List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    long passed = 0;
    for (Map.Entry<ObjectState, Long> it : figures.states().entrySet()) {
      long from = WIDTH * passed / objects();
      passed += it.getValue();
      shares.add(
          new Share(
              it.getKey(), it.getValue(), from, Math.max(2, WIDTH * passed / objects() - from)));
    }
    return List.copyOf(shares);
  }
}
