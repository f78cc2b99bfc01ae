package org.godwit.security;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.crypto.SecretKey;

/** Opens the store's secrets once, and refuses a key that is not the store's. */
@Singleton
final class SecretsProducer {
  private static final String CHECK = "secret.check";
  private static final String CHECK_TEXT = "godwit";

  @Produces
  @Singleton
  Secrets secrets(SecretKeySource source, Settings settings) {
    boolean isKnown = settings.get(CHECK).isPresent();
    SecretKey key = source.find().orElseGet(() -> newKey(source, isKnown));
    Secrets secrets = new Secrets(key);
    // Two nodes may start at once on an empty store: the first check value holds for both.
    String check = settings.putIfAbsent(CHECK, secrets.seal(CHECK_TEXT, CHECK));
    try {
      secrets.open(check, CHECK);
    } catch (SecretUnreadable e) {
      throw new StartRefused(
          """
          This node's secret key is not the one that the store's secrets were sealed with. \
          Give it the same key (%s), or point it to its own store."""
              .formatted(source.places()),
          e);
    }
    return secrets;
  }

  private static SecretKey newKey(SecretKeySource source, boolean isKnown) {
    if (isKnown) {
      // A new key would lock everybody out of what the old one sealed.
      throw new StartRefused(
          """
          The store's secrets are sealed with a key that is missing here. \
          Put it back (%s); a backup of the store must hold the key too."""
              .formatted(source.places()),
          null);
    }
    return source.create();
  }
}
