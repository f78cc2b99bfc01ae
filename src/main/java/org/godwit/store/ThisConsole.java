package org.godwit.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This process among several over one store. What it runs is its own for as long as it renews its
 * hold on that; what nobody has renewed for {@link #HELD} is taken over by another.
 */
@ApplicationScoped
public class ThisConsole {
  /** A console that has not renewed its hold for so long is taken for dead. */
  public static final Duration HELD = Duration.ofSeconds(8);

  private final EntityManager store;
  private final String name = process() + " " + UUID.randomUUID();

  private final boolean isSole;

  ThisConsole(
      EntityManager store,
      @ConfigProperty(name = "godwit.store.sole", defaultValue = "false") boolean isSole) {
    this.store = store;
    this.isSole = isSole;
  }

  /** What tells when others may be judged by their holds; of a store of its own at once. */
  public StoreSight sight() {
    return new StoreSight(System::nanoTime, isSole ? Duration.ZERO : HELD.plusSeconds(2));
  }

  /** Its name as an owner: no other process of the same machine or number has it. */
  public String name() {
    return name;
  }

  /** The store's clock, because consoles may have clocks that differ. Call it in a transaction. */
  public Instant now() {
    return (Instant)
        store.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  /** Until when something is held that is taken or renewed now. Call it in a transaction. */
  public Instant heldUntil() {
    return now().plus(HELD);
  }

  /** This process, for people: host and number. */
  public static String process() {
    try {
      return InetAddress.getLocalHost().getHostName() + " " + ProcessHandle.current().pid();
    } catch (UnknownHostException _) {
      return "process " + ProcessHandle.current().pid();
    }
  }
}
