package org.godwit.convert.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * The one font of reports on paper: Liberation Sans, which PDFBox brings, with the letters of
 * Latin, Greek and Cyrillic. PDFBox would otherwise read all fonts of the machine, for seconds, and
 * leave a file in the user's home.
 */
final class PaperFont implements FontMapper {
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final TrueTypeFont font;

  private PaperFont(TrueTypeFont font) {
    this.font = font;
  }

  /** Makes PDFBox use it wherever it lacks a font. */
  static void install() {
    try (InputStream file = open()) {
      FontMappers.set(new PaperFont(new TTFParser().parse(new RandomAccessReadBuffer(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The font's file; the caller closes it. */
  static InputStream open() {
    return Objects.requireNonNull(FontMapper.class.getResourceAsStream(FILE), FILE);
  }

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(font, true);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(font, true);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
    return new CIDFontMapping(null, font, true);
  }
}
