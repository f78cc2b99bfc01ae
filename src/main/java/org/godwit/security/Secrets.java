package org.godwit.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets for the store with AES-256-GCM (NIST SP 800-38D: a fresh 96-bit nonce a sealing,
 * 128-bit tag). What is sealed for one purpose can't be opened for another.
 */
public final class Secrets {
  private static final String VERSION = "v1:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  Secrets(SecretKey key) {
    this.key = key;
  }

  /**
   * The text to store.
   *
   * @param purpose where it is kept, such as {@code endpoint.password}; the same must be given to
   *     {@link #open}
   */
  public String seal(String plain, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
              .doFinal(plain.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return VERSION + Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do AES-256-GCM", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws SecretUnreadable where another key or purpose sealed it, or where it was altered
   */
  public String open(String sealed, String purpose) {
    if (!sealed.startsWith(VERSION)) {
      throw new SecretUnreadable(purpose, null);
    }
    try {
      byte[] whole = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
      if (whole.length < NONCE_BYTES) {
        throw new SecretUnreadable(purpose, null);
      }
      byte[] nonce = java.util.Arrays.copyOf(whole, NONCE_BYTES);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, purpose)
              .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretUnreadable(purpose, e);
    }
  }

  private Cipher cipher(int direction, byte[] nonce, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(direction, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
