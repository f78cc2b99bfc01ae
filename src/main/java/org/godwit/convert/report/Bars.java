package org.godwit.convert.report;

import java.util.ArrayList;
import java.util.List;

/** Stacked bars as SVG of plain rectangles, for a browser and for paper alike. */
final class Bars {
  static final int WIDTH = 600;
  static final int HEIGHT = 12;

  private Bars() {}

  /** A bar of the objects by what is left to do of them; its label says the same in words. */
  static String of(Totals totals) {
    StringBuilder rectangles = new StringBuilder();
    List<String> label = new ArrayList<>();
    long passed = 0;
    for (Effort effort : Effort.values()) {
      int objects = totals.of(effort);
      if (objects > 0) {
        // Edges are computed from sums, so that rounding leaves no gap.
        long from = WIDTH * passed / totals.objects();
        passed += objects;
        long to = WIDTH * passed / totals.objects();
        rectangles.append(rectangle(from, Math.max(1, to - from), color(effort)));
        label.add(Html.grouped(objects) + " " + effort.words());
      }
    }
    return svg("g-r-bar", WIDTH, String.join(", ", label), rectangles.toString());
  }

  /** The colour of an effort, for a legend. */
  static String swatch(Effort effort) {
    return svg("g-r-swatch", HEIGHT, "", rectangle(0, HEIGHT, color(effort)));
  }

  private static String svg(String styleClass, int width, String label, String content) {
    String meaning =
        label.isEmpty()
            ? "aria-hidden=\"true\""
            : "role=\"img\" aria-label=\"" + Html.escaped(label) + "\"";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" %s width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\">%s</svg>"
        .formatted(styleClass, meaning, width, HEIGHT, width, HEIGHT, content);
  }

  private static String rectangle(long x, long width, String color) {
    return "<rect x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\" fill=\"%s\"></rect>"
        .formatted(x, width, HEIGHT, color);
  }

  /** Also told apart by brightness, for who doesn't see colours. */
  private static String color(Effort effort) {
    return switch (effort) {
      case NONE -> "#2f9e44";
      case SIMPLE -> "#74c0fc";
      case MEDIUM -> "#f08c00";
      case COMPLEX -> "#c92a2a";
    };
  }
}
