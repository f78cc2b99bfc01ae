package org.godwit.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/** Images and manuals: the large values. */
final class ProductMedia {
  private static final int PRODUCTS_WITH_IMAGES = 150;
  private static final int IMAGE_BYTES_MAX = 60_000;
  private static final int LARGE_IMAGE_BYTES = 2_500_000;
  private static final int MANUALS = 40;
  private static final int MANUAL_CHARACTERS = 20_000;
  private static final int LARGE_MANUAL_CHARACTERS = 1_300_000;

  private final Connection connection;
  private final Words words;

  ProductMedia(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.words = new Words(random);
  }

  long fill() throws SQLException {
    return images() + manuals();
  }

  private long images() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "product_image",
            "product_id",
            "image_no",
            "content",
            "thumbnail",
            "checksum")) {
      for (int product = 1; product <= PRODUCTS_WITH_IMAGES; product++) {
        int images = words.between(1, 3);
        for (int image = 1; image <= images; image++) {
          boolean isFirst = product == 1 && image == 1;
          // One large, one empty, the others as they come.
          int size = isFirst ? LARGE_IMAGE_BYTES : words.between(100, IMAGE_BYTES_MAX);
          byte[] content = words.bytes(product == 2 && image == 1 ? 0 : size);
          rows.add(
              product,
              image,
              content,
              words.oneIn(3) ? null : words.bytes(words.between(0, 1_000)),
              sha256(content));
        }
      }
      return rows.count();
    }
  }

  private long manuals() throws SQLException {
    try (Rows rows = Rows.into(connection, "product_manual", "product_id", "language", "body")) {
      for (int product = 1; product <= MANUALS; product++) {
        boolean isLarge = product % 20 == 0;
        rows.add(product, "en", words.text(isLarge ? LARGE_MANUAL_CHARACTERS : MANUAL_CHARACTERS));
        rows.add(product, "de-CH", product == 1 ? "" : words.note() + words.text(500));
      }
      return rows.count();
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
