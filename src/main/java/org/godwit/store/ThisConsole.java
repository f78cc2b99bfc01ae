package org.godwit.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

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

  ThisConsole(EntityManager store) {
    this.store = store;
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
