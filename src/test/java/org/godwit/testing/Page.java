package org.godwit.testing;

import java.net.URI;
import java.net.http.HttpHeaders;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An answer of the console.
 *
 * @param status the HTTP status
 * @param headers all of them
 * @param body as text
 */
public record Page(int status, HttpHeaders headers, String body) {
  /** The parsed body. */
  public Document dom() {
    return Jsoup.parse(body);
  }

  /** The only element that fits. */
  public Element one(String selector) {
    var found = dom().select(selector);
    if (found.size() != 1) {
      throw new AssertionError(
          "%d elements fit %s in:%n%s".formatted(found.size(), selector, body));
    }
    return found.getFirst();
  }

  /** Whether anything fits. */
  public boolean shows(String selector) {
    return !dom().select(selector).isEmpty();
  }

  /** All words of the page. */
  public String text() {
    return dom().text();
  }

  /** A header's first value; empty where it is missing. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Where the answer sends the browser, without the host; empty where nowhere. */
  public String leadsTo() {
    String location = header("Location");
    if (location.isEmpty()) {
      return "";
    }
    URI uri = URI.create(location);
    return uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
  }
}
