package org.godwit.mapping.expression;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that masked values are computed with. It is never printed. */
public final class MaskingKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** A key of these bytes, at least one. */
  public MaskingKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The HMAC-SHA-256 of the parts, one behind the other: 32 bytes. */
  byte[] hmac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "a masking key";
  }
}
