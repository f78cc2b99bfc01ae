package org.godwit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A window of a real browser on the console, which notes every error that its pages report. */
public final class ConsoleWindow {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int WIDTH = 1366;
  private static final int HEIGHT = 860;
  private static final int NARROW_WIDTH = 375;
  private static final int NARROW_HEIGHT = 812;

  private final URI console;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  ConsoleWindow(Browser browser, URI console) {
    this.console = console;
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(ColorScheme.LIGHT)
                // No picture is taken halfway through a transition.
                .setReducedMotion(ReducedMotion.REDUCE));
    page = context.newPage();
    page.onPageError(error -> errors.add(page.url() + ": " + error));
    page.onConsoleMessage(
        message -> {
          // A refused content security policy is told here too.
          if (message.type().equals("error")) {
            errors.add(page.url() + ": " + message.text());
          }
        });
  }

  /** What is shown. */
  public Page page() {
    return page;
  }

  /** Opens a page of the console. */
  public void go(String path) {
    page.navigate(console.resolve(path).toString());
  }

  /** The path shown, without host and query. */
  public String path() {
    return URI.create(page.url()).getPath();
  }

  /** Types into the field of a form by its name. */
  public void type(String field, String text) {
    page.locator("main [name='%s']".formatted(field)).fill(text);
  }

  /** Presses a button or follows a link of the page proper by its words. */
  public void press(String words) {
    Locator main = page.getByRole(AriaRole.MAIN);
    Locator.GetByRoleOptions exactly = new Locator.GetByRoleOptions().setName(words).setExact(true);
    main.getByRole(AriaRole.BUTTON, exactly)
        .or(main.getByRole(AriaRole.LINK, exactly))
        .first()
        .click();
  }

  /** Logs in; what comes after it is the caller's. */
  public void logIn(String name, String password) {
    go("/login");
    type("name", name);
    type("password", password);
    press("Log in");
  }

  /** Posts with a good token what no page may offer; gives the HTTP status. */
  public int postAnyway(String path) {
    Object token =
        page.evaluate(
            """
            async () => new DOMParser()
              .parseFromString(await (await fetch('/password')).text(), 'text/html')
              .querySelector('[name=csrf-token]').value""");
    FormData form = FormData.create().set("csrf-token", String.valueOf(token));
    return page.request()
        .post(
            console.resolve(path).toString(),
            RequestOptions.create().setForm(form).setMaxRedirects(0))
        .status();
  }

  /** Pictures of the page in light, in dark and on a narrow screen, where it must not overflow. */
  public void picture(String name) {
    shoot(name + "-light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    shoot(name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(NARROW_WIDTH, NARROW_HEIGHT);
    shoot(name + "-375");
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as("width of %s at %d px", path(), NARROW_WIDTH)
        .isEqualTo(NARROW_WIDTH);
    page.setViewportSize(WIDTH, HEIGHT);
  }

  /** Fails if any page so far has reported an error. */
  public void assertNoErrors() {
    assertThat(errors).isEmpty();
  }

  /** One picture of the page as it is. */
  public void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }
}
