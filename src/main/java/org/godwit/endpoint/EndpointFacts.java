package org.godwit.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.godwit.security.Audited;

/** What the audit keeps of an endpoint; never its password. */
final class EndpointFacts {
  private EndpointFacts() {}

  static Audited audited(String action, Endpoint endpoint) {
    return Audited.in(endpoint.projectId, action, "endpoint", endpoint.id, endpoint.name);
  }

  static Map<String, Object> of(Endpoint endpoint) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", endpoint.name);
    facts.put("engine", endpoint.engine);
    facts.put("host", endpoint.host);
    facts.put("port", endpoint.port);
    facts.put("database", endpoint.databaseName);
    facts.put("user", endpoint.userName);
    facts.put("TLS", endpoint.tlsMode.id());
    facts.put("CA certificate (SHA-256)", fingerprint(endpoint.caCertificate));
    endpoint.settings.forEach((id, value) -> facts.put("setting " + id, value));
    return facts;
  }

  /** The facts with a password, whose value the audit masks; for when it was set. */
  static Map<String, Object> withPassword(Map<String, Object> facts) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put("password", "");
    return more;
  }

  private static String fingerprint(String pem) {
    if (pem.isEmpty()) {
      return "";
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(pem.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
