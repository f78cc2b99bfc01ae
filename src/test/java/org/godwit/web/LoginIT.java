package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.HttpCookie;
import java.net.URI;
import java.util.Map;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class LoginIT {
  @Inject Crew crew;

  @TestHTTPResource("/")
  URI console;

  @Test
  void aStrangerLogsInAndComesBackToWhereTheyWanted() {
    User user = crew.user(Role.ENGINEER);
    Browser browser = new Browser(console);

    Page refused = browser.get("/projects?x=1");
    assertThat(refused.status()).isEqualTo(302);
    assertThat(refused.leadsTo()).isEqualTo("/login?next=%2Fprojects%3Fx%3D1");

    Page login = browser.get(refused.leadsTo());
    Page in = browser.submit(login, "form", Map.of("name", user.name, "password", Crew.PASSWORD));
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.leadsTo()).isEqualTo("/projects?x=1");
    assertThat(browser.get(in.leadsTo()).status()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookTheSameAndKeepTheName() {
    User user = crew.user(Role.VIEWER);
    Browser browser = new Browser(console);
    Page wrong = browser.logIn(user.name, "not this one");
    Page unknown = browser.logIn("nobody-" + user.name, "not this one");

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(wrong.one("[role=alert]").text()).isEqualTo("Name or password is wrong.");
    assertThat(unknown.one("[role=alert]").text()).isEqualTo(wrong.one("[role=alert]").text());
    assertThat(wrong.one("[name=name]").attr("value")).isEqualTo(user.name);
    assertThat(wrong.one("[name=password]").attr("value")).isEmpty();
  }

  @Test
  void theSixthTryAfterFiveFailuresIsRefusedEvenWhenItIsRight() {
    User user = crew.user(Role.VIEWER);
    Browser browser = new Browser(console);
    for (int i = 0; i < 5; i++) {
      assertThat(browser.logIn(user.name, "wrong " + i).status()).isEqualTo(422);
    }
    Page refused = browser.logIn(user.name, Crew.PASSWORD);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.one("[role=alert]").text())
        .isEqualTo(
            "Too many failed logins. Try again in 15 min, or ask an admin to reset the password.");
    User other = crew.user(Role.VIEWER);
    assertThat(new Browser(console).logIn(other.name, Crew.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void aOneTimePasswordLeadsToThePasswordPageAndNowhereElse() {
    User user = crew.newcomer(Role.ADMIN);
    Browser browser = crew.at(console, user);
    assertThat(browser.get("/").leadsTo()).isEqualTo("/password");
    assertThat(browser.get("/users").leadsTo()).isEqualTo("/password");
    assertThat(browser.htmx("/audit", "/audit").header("HX-Redirect")).isEqualTo("/password");

    Page shortOne = change(browser, "short", "short");
    assertThat(shortOne.status()).isEqualTo(422);
    assertThat(shortOne.one("#help-password").text()).contains("at least 12 characters");
    assertThat(change(browser, "another good one", "another good two").status()).isEqualTo(422);

    assertThat(change(browser, "another good one", "another good one").leadsTo()).isEqualTo("/");
    assertThat(browser.get("/").status()).isEqualTo(200);
  }

  private static Page change(Browser browser, String password, String repeated) {
    return browser.submit(
        browser.get("/password"),
        "form[action=/password]",
        Map.of("current", Crew.PASSWORD, "password", password, "repeated", repeated));
  }

  @Test
  void changingOnesPasswordEndsOnesOtherSessions() {
    User user = crew.user(Role.ENGINEER);
    Browser here = crew.at(console, user);
    Browser elsewhere = crew.at(console, user);
    change(here, "another good one", "another good one");

    assertThat(here.get("/").status()).isEqualTo(200);
    assertThat(elsewhere.get("/").leadsTo()).isEqualTo("/login");
  }

  @Test
  void logoutEndsTheSessionItselfAndNotOnlyTheCookie() {
    Browser browser = crew.at(console, crew.user(Role.VIEWER));
    HttpCookie kept =
        browser.cookies().stream()
            .filter(it -> it.getName().equals("godwit_session"))
            .findFirst()
            .orElseThrow();
    browser.submit(browser.get("/"), "form[action=/logout]", Map.of());
    assertThat(browser.get("/").leadsTo()).isEqualTo("/login");

    Browser thief = new Browser(console);
    thief.keep(kept);
    assertThat(thief.get("/").leadsTo()).isEqualTo("/login");
  }

  @Test
  void anHtmxRequestOfAnEndedSessionIsSentToLoginWithThePageItWasOn() {
    Page refused = new Browser(console).htmx("/audit?page=2", "/audit?kind=user");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("HX-Redirect")).isEqualTo("/login?next=%2Faudit%3Fkind%3Duser");
    assertThat(refused.body()).isEmpty();
  }

  @Test
  void aFormWithoutTheTokenIsRefusedAndChangesNothing() {
    Browser browser = crew.at(console, crew.user(Role.ENGINEER));
    Page refused = browser.post("/projects", Map.of("name", "Forged"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.one("#error").text()).contains("nothing was changed");
    assertThat(browser.get("/projects").text()).doesNotContain("Forged");

    Page wrong = browser.post("/projects", Map.of("name", "Forged", "csrf-token", "x"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(browser.get("/projects").text()).doesNotContain("Forged");
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
    User user = crew.user(Role.VIEWER);
    Page in = new Browser(console).logIn(user.name, Crew.PASSWORD);
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(it -> it.startsWith("godwit_session="))
        .singleElement()
        .asString()
        .contains("HTTPOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("Secure");
  }

  @Test
  void everyAnswerTellsTheBrowserWhatOurPagesNeverDo() {
    Browser browser = new Browser(console);
    for (String path : new String[] {"/login", "/", "/css/theme.css", "/q/health"}) {
      Page page = browser.get(path);
      assertThat(page.header("Content-Security-Policy"))
          .contains("script-src 'self';")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    }
    assertThat(browser.get("/login").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void pagesHoldNoInlineScriptOrStyle() {
    Browser browser = crew.at(console, crew.user(Role.ADMIN));
    for (String path : new String[] {"/", "/projects/new", "/users", "/audit", "/settings"}) {
      Page page = browser.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.shows("script:not([src]), style, [style], [onclick], [hx-on]"))
          .as(path)
          .isFalse();
    }
  }

  @Test
  void metricsAreForAdminsAndHealthSaysNothingElse() {
    assertThat(new Browser(console).get("/q/metrics").status()).isEqualTo(302);
    assertThat(crew.at(console, crew.user(Role.ENGINEER)).get("/q/metrics").status())
        .isEqualTo(403);
    assertThat(crew.at(console, crew.user(Role.ADMIN)).get("/q/metrics").status()).isEqualTo(200);
    assertThat(new Browser(console).get("/q/health").body()).contains("UP").doesNotContain("jdbc:");
  }

  @Test
  void whoIsNoProxyOfOursCantInventAnAddress() {
    User user = crew.user(Role.VIEWER);
    Browser browser = new Browser(console).with("X-Forwarded-Trusted-Proxy", "true");
    for (int i = 0; i < 5; i++) {
      browser.with("X-Forwarded-For", "192.0.2." + i);
      assertThat(browser.logIn(user.name, "wrong " + i).status()).isEqualTo(422);
    }
    browser.with("X-Forwarded-For", "192.0.2.99");
    assertThat(browser.logIn(user.name, Crew.PASSWORD).status()).isEqualTo(429);
  }
}
