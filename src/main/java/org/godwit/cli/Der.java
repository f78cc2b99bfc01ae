package org.godwit.cli;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;

/** As much of DER (ITU-T X.690) as wrapping OpenSSL's older key files into PKCS#8 takes. */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final int LONG_LENGTH = 0x80;

  private Der() {}

  /**
   * The PKCS#8 form (RFC 5208) of an RSA (RFC 8017) or EC (RFC 5915) private key.
   *
   * @param publicKey of the same pair: the algorithm and its parameters are taken from there
   */
  static byte[] toPkcs8(byte[] privateKey, PublicKey publicKey) {
    byte[] known = publicKey.getEncoded(); // a sequence of algorithm and key
    int start = contentAt(known, 0);
    byte[] algorithm = Arrays.copyOfRange(known, start, endAt(known, start));
    return value(SEQUENCE, VERSION_0, algorithm, value(OCTETS, privateKey));
  }

  private static int contentAt(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < LONG_LENGTH ? 0 : length - LONG_LENGTH);
  }

  private static int endAt(byte[] der, int at) {
    int content = contentAt(der, at);
    int length = der[at + 1] & 0xff;
    if (length >= LONG_LENGTH) {
      length = 0;
      for (int i = at + 2; i < content; i++) {
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    return content + length;
  }

  private static byte[] value(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(it -> it.length).sum();
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < LONG_LENGTH) {
      out.write(length);
    } else {
      // Two octets hold any key's length; leading zeros are no DER.
      int octets = length > 0xff ? 2 : 1;
      out.write(LONG_LENGTH + octets);
      for (int i = octets - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
