package org.godwit.convert.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An assessment on paper: A4, from the same page as {@link AssessmentHtml}. */
public final class AssessmentPdf {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger PDFBOX = Logger.getLogger("org.apache.pdfbox");

  private AssessmentPdf() {}

  /**
   * Writes it.
   *
   * @param page of {@link AssessmentHtml#page}
   */
  public static void write(String page, OutputStream out) throws IOException {
    XRLog.setLoggingEnabled(false);
    PDFBOX.setLevel(Level.SEVERE); // it warns of each standard font that it hasn't, and isn't used
    PaperFont.install();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFastMode();
    builder.useSVGDrawer(new RectangleDrawer());
    builder.useFont(PaperFont::open, "Report");
    // Nothing is fetched from anywhere: the page has all.
    builder.useUriResolver((_, _) -> null);
    builder.withHtmlContent(page.replaceFirst("<!DOCTYPE html>\n", ""), null);
    builder.toStream(out);
    builder.run();
  }
}
