package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
@TestProfile(BehindProxyIT.Proxied.class)
class BehindProxyIT {
  @Inject Crew crew;
  @Inject DataSource store;

  @TestHTTPResource("/")
  URI console;

  /** The test's own address is the proxy's. */
  public static final class Proxied implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.proxy.proxy-address-forwarding", "true");
    }
  }

  @Test
  void underTheProxysTlsTheCookieIsSecureAndTheBrowserStaysWithTls() {
    User user = crew.user(Role.VIEWER);
    Browser browser = new Browser(console);
    Page login =
        browser.get("/login"); // as over TLS, but with a cookie that this client gives back
    browser.with("X-Forwarded-Proto", "https").with("X-Forwarded-Host", "godwit.example:8443");
    Page in = browser.submit(login, "form", Map.of("name", user.name, "password", Crew.PASSWORD));
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("Location")).as("without a host, which may be wrong").isEqualTo("/");
    assertThat(in.header("Strict-Transport-Security")).contains("max-age=31536000");
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(it -> it.startsWith("godwit_session="))
        .singleElement()
        .asString()
        .contains("Secure");
  }

  @Test
  void failedLoginsCountForTheAddressThatTheProxySaw() throws SQLException {
    User user = crew.user(Role.VIEWER);
    new Browser(console).with("X-Forwarded-For", "192.0.2.7").logIn(user.name, "not this one");
    assertThat(failedFrom(user)).isEqualTo("192.0.2.7");
  }

  @Test
  void whatAClientInventsBeforeAnAppendingProxyCountsForNothing() throws SQLException {
    User user = crew.user(Role.VIEWER);
    new Browser(console)
        .with("X-Forwarded-For", "203.0.113.1, 192.0.2.8:4711")
        .logIn(user.name, "not this one");
    assertThat(failedFrom(user)).isEqualTo("192.0.2.8");
  }

  private String failedFrom(User user) throws SQLException {
    try (var connection = store.getConnection();
        var query =
            connection.prepareStatement(
                "select string_agg(address, ' ') from login_failure where account = ?")) {
      query.setString(1, user.name.toLowerCase(Locale.ROOT));
      var rows = query.executeQuery();
      rows.next();
      return rows.getString(1);
    }
  }
}
