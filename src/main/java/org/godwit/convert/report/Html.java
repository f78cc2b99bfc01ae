package org.godwit.convert.report;

import java.util.Locale;

/** Writes HTML that is XML too. Text is escaped; only names of elements and classes aren't. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  Html open(String element) {
    out.append('<').append(element).append('>');
    return this;
  }

  Html open(String element, String styleClass) {
    out.append('<').append(element).append(" class=\"").append(styleClass).append("\">");
    return this;
  }

  Html close(String element) {
    out.append("</").append(element).append(">\n");
    return this;
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Markup that was written by another one of these. */
  Html markup(String markup) {
    out.append(markup);
    return this;
  }

  Html element(String element, String text) {
    return open(element).text(text).close(element);
  }

  Html element(String element, String styleClass, String text) {
    return open(element, styleClass).text(text).close(element);
  }

  /** The head of a table; a column whose name begins with {@code #} holds numbers. */
  Html table(String caption, String... columns) {
    // A caption that isn't shown breaks the layout on paper.
    out.append("<table class=\"g-r-table\" aria-label=\"").append(escaped(caption)).append("\">");
    open("thead").open("tr");
    for (String column : columns) {
      boolean isNumber = column.startsWith("#");
      out.append("<th scope=\"col\"").append(isNumber ? " class=\"g-r-number\">" : ">");
      text(isNumber ? column.substring(1) : column).close("th");
    }
    return close("tr").close("thead").open("tbody");
  }

  Html endTable() {
    return close("tbody").close("table");
  }

  Html cell(String text) {
    return element("td", text);
  }

  Html number(long number) {
    return element("td", "g-r-number", grouped(number));
  }

  Html number(String number) {
    return element("td", "g-r-number", number);
  }

  /** {@code 1,204}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 object}, {@code 1,204 objects}. */
  static String counted(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** As text and as the value of an attribute; what XML can't hold becomes a replacement. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            it -> {
              switch (it) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isXml(it) ? it : '\uFFFD');
              }
            });
    return safe.toString();
  }

  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= ' ' && character < 0xD800)
        || (character > 0xDFFF && character != 0xFFFE && character != 0xFFFF);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
