package org.godwit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;

/** A person's browser without scripts: keeps cookies, fills forms, follows nothing unasked. */
public final class Browser {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final URI console;

  /** Opens one on the console at that address. */
  public Browser(URI console) {
    this.console = console;
  }

  /** Sends this header from now on, as a proxy on the way would. */
  public Browser with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Asks for a page. */
  public Page get(String path) {
    return send(request(path).GET());
  }

  /** Asks for a page until what it tells of has ended: no part of it asks every second. */
  public Page settled(String path) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(path), page -> !page.shows("main [hx-get][hx-trigger='every 1s']"));
  }

  /** Asks for a fragment, as htmx does from the page {@code shown}. */
  public Page htmx(String path, String shown) {
    return send(
        request(path)
            .header("HX-Request", "true")
            .header("HX-Current-URL", console.resolve(shown).toString())
            .GET());
  }

  /** Fills the form and sends it, with what its other fields hold, the token among them. */
  public Page submit(Page page, String formSelector, Map<String, String> typed) {
    Element form = page.one(formSelector);
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element field :
        form.select("input[name]:not([type=file]), select[name], textarea[name]")) {
      boolean isChoice = List.of("radio", "checkbox").contains(field.attr("type"));
      if (!isChoice || field.hasAttr("checked")) {
        fields.put(field.attr("name"), value(field));
      }
    }
    fields.putAll(typed);
    return form.attr("enctype").equals("multipart/form-data")
        ? postParts(form.attr("action"), fields)
        : post(form.attr("action"), fields);
  }

  /** Posts fields as they are, as somebody does who has no form before them. */
  public Page post(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Page postParts(String path, Map<String, String> fields) {
    String boundary = "----part";
    String body =
        fields.entrySet().stream()
            .map(
                it ->
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, it.getKey(), it.getValue()))
            .collect(Collectors.joining("", "", "--" + boundary + "--\r\n"));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Logs in and follows to the page after it. */
  public Page logIn(String name, String password) {
    return submit(get("/login"), "form[action=/login]", Map.of("name", name, "password", password));
  }

  /** Posts with a good token, to an address that the person's pages may not offer. */
  public Page postAnyway(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put(
        "csrf-token",
        get("/password").one("form[action=/password] [name=csrf-token]").attr("value"));
    return post(path, all);
  }

  /** The cookies held now. */
  public List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  /** Takes somebody's cookie. */
  public void keep(HttpCookie cookie) {
    cookies.getCookieStore().add(console, cookie);
  }

  private static String value(Element field) {
    return switch (field.tagName()) {
      // A browser sends the first where none is selected.
      case "select" ->
          field.select("option[selected], option").stream()
              .filter(it -> it.hasAttr("selected"))
              .findFirst()
              .or(() -> field.select("option").stream().findFirst())
              .map(it -> it.attr("value"))
              .orElse("");
      case "textarea" -> field.text();
      default -> field.attr("value");
    };
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(console.resolve(path)).header("Accept", "text/html, */*;q=0.8");
    headers.forEach(request::header);
    return request;
  }

  private Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Page(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
