package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example",
        "projects",
        "/login?next=/login",
        "/logout"
      })
  void whoLogsInIsNeverSentElsewhere(String next) {
    assertThat(LoginPage.local(next)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/projects/7", "/audit?text=a%2Fb&page=2"})
  void whoLogsInComesBackToOurPages(String next) {
    assertThat(LoginPage.local(next)).isEqualTo(next);
  }
}
