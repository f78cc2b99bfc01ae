package org.godwit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
  @Test
  void whateverIsNamedLikeASecretLosesItsValueAtAnyDepth() {
    Map<String, Object> masked =
        Audit.masked(
            Map.of(
                "host", "db1",
                "Password", "hunter2",
                "settings", Map.of("apiKey", "k", "trustStorePassword", "t", "port", 3306)));
    assertThat(masked.toString()).doesNotContain("hunter2");
    assertThat(masked)
        .containsEntry("host", "db1")
        .containsEntry("Password", Audit.MASK)
        .containsEntry(
            "settings",
            Map.of("apiKey", Audit.MASK, "trustStorePassword", Audit.MASK, "port", 3306));
  }
}
