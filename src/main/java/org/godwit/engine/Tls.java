package org.godwit.engine;

/**
 * How a connection is encrypted.
 *
 * @param mode how much is checked
 * @param caCertificatePem the authority's certificate, empty for the JVM's own list
 */
public record Tls(Mode mode, String caCertificatePem) {
  /** No encryption. */
  public static final Tls NONE = new Tls(Mode.NONE, "");

  /** How much of the server's certificate is checked. */
  public enum Mode {
    /** Not encrypted. */
    NONE("none"),
    /** Encrypted, the certificate isn't checked. */
    REQUIRE("require"),
    /** The certificate must come from a known authority. */
    VERIFY_CA("verify-ca"),
    /** The certificate must come from a known authority and be made out to the host. */
    VERIFY_FULL("verify-full");

    private final String id;

    Mode(String id) {
      this.id = id;
    }

    /** As forms and URLs write it. */
    public String id() {
      return id;
    }
  }
}
