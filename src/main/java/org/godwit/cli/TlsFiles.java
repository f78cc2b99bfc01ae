package org.godwit.cli;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.embedded.ServerException;
import org.jspecify.annotations.Nullable;

/**
 * The console's certificate chain and key, as {@code GODWIT_TLS_CERT} and {@code GODWIT_TLS_KEY}
 * name them. They are looked at before the start: the HTTP server would take a key of another
 * certificate without a word, and refuse every browser.
 *
 * @param certificate PEM, the console's own certificate first
 * @param key PEM without a passphrase: PKCS#8, or OpenSSL's older forms for RSA and EC
 */
record TlsFiles(Path certificate, Path key) {
  private static final String CERT = "GODWIT_TLS_CERT";
  private static final String KEY = "GODWIT_TLS_KEY";
  private static final Pattern KEY_BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]+)-----END \\1-----");
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  /**
   * The files that the environment names; empty where it names none.
   *
   * @throws ServerException where it names only one of them
   */
  static Optional<TlsFiles> of(Function<String, Optional<String>> environment) {
    Optional<String> certificate = environment.apply(CERT);
    Optional<String> key = environment.apply(KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ServerException(
          "%s is set without %s; HTTPS needs both, plain HTTP neither"
              .formatted(certificate.isPresent() ? CERT : KEY, key.isPresent() ? CERT : KEY));
    }
    return certificate.map(it -> new TlsFiles(Path.of(it), Path.of(key.orElseThrow())));
  }

  /**
   * Checks that both can be read and belong together.
   *
   * @return a warning where browsers won't accept the certificate today
   * @throws ServerException where the console can't serve HTTPS with them
   */
  Optional<String> check(Clock clock) {
    X509Certificate own = readCertificate();
    if (!belongsTo(own.getPublicKey(), readKey(own.getPublicKey()))) {
      throw new ServerException(
          "the key in %s (%s) is not the key of the first certificate in %s (%s), %s"
              .formatted(key, KEY, certificate, CERT, own.getSubjectX500Principal()));
    }
    Instant now = clock.instant();
    if (now.isAfter(own.getNotAfter().toInstant())) {
      return Optional.of(warning("ended on " + own.getNotAfter().toInstant()));
    }
    return now.isBefore(own.getNotBefore().toInstant())
        ? Optional.of(warning("is not good before " + own.getNotBefore().toInstant()))
        : Optional.empty();
  }

  private String warning(String what) {
    return "the certificate in %s (%s) %s; browsers will refuse it until it is renewed"
        .formatted(certificate, CERT, what);
  }

  private X509Certificate readCertificate() {
    byte[] pem = NamedFile.read(certificate, CERT).getBytes(StandardCharsets.UTF_8);
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .stream()
          .map(X509Certificate.class::cast)
          .findFirst()
          .orElseThrow(() -> new CertificateException("the file is empty"));
    } catch (CertificateException e) {
      throw new ServerException(
          "%s (%s) holds no PEM certificate: %s".formatted(certificate, CERT, e.getMessage()), e);
    }
  }

  private PrivateKey readKey(PublicKey of) {
    Matcher block = KEY_BLOCK.matcher(NamedFile.read(key, KEY));
    if (!block.find()) {
      throw unusableKey(null);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      byte[] pkcs8 = block.group(1).equals("PRIVATE KEY") ? der : Der.toPkcs8(der, of);
      return KeyFactory.getInstance(of.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw unusableKey(e);
    }
  }

  private ServerException unusableKey(@Nullable Exception cause) {
    return new ServerException(
        """
        %s (%s) holds no PEM private key for the certificate in %s, or one with a passphrase; \
        take the passphrase off with: openssl pkey -in KEY -out KEY-WITHOUT"""
            .formatted(key, KEY, certificate),
        cause);
  }

  private static boolean belongsTo(PublicKey known, PrivateKey key) {
    byte[] text = "whose key is it?".getBytes(StandardCharsets.US_ASCII);
    String algorithm = SIGNATURES.get(known.getAlgorithm());
    if (algorithm == null) {
      throw new ServerException(
          "%s names a certificate for %s; use one for RSA, EC or EdDSA"
              .formatted(CERT, known.getAlgorithm()));
    }
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(known);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false; // such as keys of different sizes
    }
  }
}
