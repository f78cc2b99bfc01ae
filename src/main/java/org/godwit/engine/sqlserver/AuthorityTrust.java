package org.godwit.engine.sqlserver;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.godwit.engine.CaCertificates;

/**
 * Checks that the server's certificate comes from an authority, and not to whom it is made out; the
 * driver makes one by name.
 */
public final class AuthorityTrust implements X509TrustManager {
  private final X509TrustManager authority;

  /**
   * As the driver calls it.
   *
   * @param pem the authority's certificate, empty for the JVM's own list
   */
  public AuthorityTrust(String pem) {
    authority = CaCertificates.authority(pem);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    authority.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    authority.checkServerTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.getAcceptedIssuers();
  }
}
