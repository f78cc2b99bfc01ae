package org.godwit.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Authorities whose certificates are trusted: those of a PEM text, or else the JVM's own. */
public final class CaCertificates {
  private CaCertificates() {}

  /**
   * A key store with the certificates of the text.
   *
   * @throws EngineException of {@link Failure#TLS} where it holds none
   */
  public static KeyStore keyStore(String pem) {
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
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new EngineException(
          Failure.TLS,
          "the CA certificate can't be read (%s); give the authority's certificate in PEM form, from -----BEGIN CERTIFICATE----- on"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Checks that a server's certificate comes from an authority, and not to whom it is made out. */
  public static X509TrustManager authority(String pem) {
    @Nullable KeyStore store = pem.isBlank() ? null : keyStore(pem);
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager found) {
          return found;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new EngineException(Failure.TLS, "no certificate can be checked here", e);
    }
    throw new EngineException(Failure.TLS, "this JVM can check no certificate");
  }

  /** Takes any certificate: the connection is encrypted, and nobody knows to whom. */
  public static X509TrustManager anybody() {
    return new Anybody();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("a server asks for no client's certificate here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      // This is what TLS mode "require" means.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
