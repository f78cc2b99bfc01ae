package org.godwit.convert.report;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Draws the SVG of {@link Bars}, which has rectangles alone, on paper. */
final class RectangleDrawer implements SVGDrawer {
  private static final int HEXADECIMAL = 16;

  @Override
  public SVGImage buildSVGImage(
      Element svg, Box box, CssContext context, double cssWidth, double cssHeight, double dots) {
    double width = cssWidth > 0 ? cssWidth : number(svg, "width") * dots;
    double height = cssHeight > 0 ? cssHeight : number(svg, "height") * dots;
    return new Image(svg, width, height);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /**
   * One picture.
   *
   * @param width in dots of the paper
   * @param height in dots of the paper
   */
  private record Image(Element svg, double width, double height) implements SVGImage {
    @Override
    public int getIntrinsicWidth() {
      return (int) Math.round(width);
    }

    @Override
    public int getIntrinsicHeight() {
      return (int) Math.round(height);
    }

    @Override
    public void drawSVG(OutputDevice out, RenderingContext context, double x, double y) {
      double across = width / number(svg, "width");
      double down = height / number(svg, "height");
      NodeList rectangles = svg.getElementsByTagName("rect");
      for (int at = 0; at < rectangles.getLength(); at++) {
        Element rectangle = (Element) rectangles.item(at);
        out.setColor(
            new FSRGBColor(
                Integer.parseInt(rectangle.getAttribute("fill").substring(1), HEXADECIMAL)));
        out.fill(
            new Rectangle2D.Double(
                x + number(rectangle, "x") * across,
                y,
                number(rectangle, "width") * across,
                number(rectangle, "height") * down));
      }
    }
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> rules, SharedContext shared) {
    // There is no text in a bar.
  }

  @Override
  public void addFontFile(
      File file, String family, Integer weight, BaseRendererBuilder.FontStyle style) {
    // There is no text in a bar.
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
