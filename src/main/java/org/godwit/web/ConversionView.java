package org.godwit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.conversion.Applied;
import org.godwit.conversion.ObjectState;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.StoredConversion;
import org.godwit.project.Project;
import org.jspecify.annotations.Nullable;

/** A conversion as its pages show it; its objects are counted where a page shows how many. */
public final class ConversionView {
  private static final int WIDTH = 1000;

  private final StoredConversion conversion;
  private final Project project;
  private final boolean mayEdit;
  private final ObjectTree tree;
  private ObjectTree.@Nullable Figures counted;

  ConversionView(StoredConversion conversion, Project project, boolean mayEdit, ObjectTree tree) {
    this.conversion = conversion;
    this.project = project;
    this.mayEdit = mayEdit;
    this.tree = tree;
  }

  /** As it is stored. */
  public StoredConversion conversion() {
    return conversion;
  }

  /** To which it belongs. */
  public Project project() {
    return project;
  }

  /** Whether whoever looks may change it. */
  public boolean mayEdit() {
    return mayEdit;
  }

  private ObjectTree.Figures figures() {
    ObjectTree.Figures known = counted;
    if (known == null) {
      known = tree.figures(conversion.id);
      counted = known;
    }
    return known;
  }

  /** Where its pages are. */
  public String path() {
    return "/conversions/" + conversion.id;
  }

  /** All its objects. */
  public long objects() {
    return figures().states().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Per cent that is made with nothing left to do, rounded down. */
  public long percent() {
    long done =
        figures().states().getOrDefault(ObjectState.COMPILED, 0L)
            + figures().states().getOrDefault(ObjectState.NOTHING, 0L);
    return objects() == 0 ? 0 : 100 * done / objects();
  }

  /** Objects that a person wrote something of. */
  public long edited() {
    return figures().edited();
  }

  /** Objects whose edit and conversion differ at the same lines. */
  public long conflicts() {
    return figures().conflicts();
  }

  /** Objects that are on a target as they are here. */
  public long applied() {
    return figures().applied().getOrDefault(Applied.WHOLE, 0L);
  }

  /** Objects of which a part is on a target. */
  public long partly() {
    return figures().applied().getOrDefault(Applied.PART, 0L);
  }

  /** Objects that are something else on a target than here. */
  public long outdated() {
    return figures().applied().getOrDefault(Applied.CHANGED, 0L);
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
    for (Map.Entry<ObjectState, Long> it : figures().states().entrySet()) {
      long from = WIDTH * passed / objects();
      passed += it.getValue();
      shares.add(
          new Share(
              it.getKey(), it.getValue(), from, Math.max(2, WIDTH * passed / objects() - from)));
    }
    return List.copyOf(shares);
  }
}
