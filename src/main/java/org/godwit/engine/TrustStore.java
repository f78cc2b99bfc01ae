package org.godwit.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A given authority's certificate in the form that drivers read: a PKCS12 file, which lives only
 * while the connection is made. It holds nothing secret.
 */
public final class TrustStore implements AutoCloseable {
  /** Opens the file. */
  public static final String PASSWORD = "certificates";

  private final @Nullable Path file;

  private TrustStore(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Writes the file, where a connection checks that much and has a certificate of its own.
   *
   * @param from the least mode in which the driver reads the file
   * @throws EngineException of {@link Failure#TLS} where the certificate can't be read
   */
  public static TrustStore of(Tls tls, Tls.Mode from) {
    boolean isRead = tls.mode().compareTo(from) >= 0 && !tls.caCertificatePem().isBlank();
    return new TrustStore(isRead ? written(CaCertificates.keyStore(tls.caCertificatePem())) : null);
  }

  private static Path written(KeyStore store) {
    try {
      Path file = Files.createTempFile("godwit-ca", ".p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new EngineException(Failure.TLS, "the CA certificate can't be kept for the driver", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where the driver needs none. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
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
