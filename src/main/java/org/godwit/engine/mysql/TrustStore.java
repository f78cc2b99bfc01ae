package org.godwit.engine.mysql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Tls;
import org.jspecify.annotations.Nullable;

/**
 * A given authority's certificate in the form that the driver reads: a file, which lives only while
 * the connection is made. It holds nothing secret.
 */
final class TrustStore implements AutoCloseable {
  private static final String PASSWORD = "certificates";
  private final @Nullable Path file;

  private TrustStore(@Nullable Path file) {
    this.file = file;
  }

  static TrustStore of(Tls tls) {
    boolean verifies = tls.mode().compareTo(Tls.Mode.VERIFY_CA) >= 0;
    return new TrustStore(
        verifies && !tls.caCertificatePem().isBlank() ? write(tls.caCertificatePem()) : null);
  }

  private static Path write(String pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      if (number == 0) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      Path file = Files.createTempFile("godwit-ca", ".p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new EngineException(
          Failure.TLS,
          "the CA certificate can't be read (%s); give the authority's certificate in PEM form, from -----BEGIN CERTIFICATE----- on"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void addTo(Properties properties) {
    if (file != null) {
      properties.setProperty("trustCertificateKeyStoreUrl", file.toUri().toString());
      properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
      properties.setProperty("trustCertificateKeyStorePassword", PASSWORD);
      properties.setProperty("fallbackToSystemTrustStore", "false");
    }
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
