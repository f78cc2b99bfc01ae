package org.godwit.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds this node's secret key: {@code GODWIT_SECRET_KEY}, else the file {@code secret.key}. */
@Singleton
final class SecretKeySource {
  static final int KEY_BYTES = 32;

  private final Optional<String> fromEnvironment;
  private final Path file;

  SecretKeySource(
      @ConfigProperty(name = "GODWIT_SECRET_KEY") Optional<String> fromEnvironment,
      @ConfigProperty(name = "godwit.data") Path data) {
    this.fromEnvironment = fromEnvironment;
    this.file = data.resolve("secret.key");
  }

  /** Empty where neither is there. */
  Optional<SecretKey> find() {
    if (fromEnvironment.isPresent()) {
      return Optional.of(decode(fromEnvironment.get(), "the environment's GODWIT_SECRET_KEY"));
    }
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(Files.readString(file), file.toAbsolutePath().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.toAbsolutePath(), e);
    }
  }

  /** Makes a key and its file, which only the owner may read. */
  SecretKey create() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // The permissions are there before the key is.
      Files.createFile(file, ownerOnly);
      Files.writeString(
          file, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the secret key to " + file.toAbsolutePath(), e);
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /** Where the key is looked for, for a sentence. */
  String places() {
    return "GODWIT_SECRET_KEY or " + file.toAbsolutePath();
  }

  private static SecretKey decode(String text, String place) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new StartRefused(notAKey(place), e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new StartRefused(notAKey(place), null);
    }
    return new SecretKeySpec(bytes, "AES");
  }

  private static String notAKey(String place) {
    return "%s is not a key: it must be %d bytes in base64 (make one with: openssl rand -base64 %d)."
        .formatted(place, KEY_BYTES, KEY_BYTES);
  }
}
