package org.godwit.demo;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.task.load.StopSignal;
import org.jboss.logging.Logger;

/** The shop's work beside the demo's console. It ends by itself. */
@ApplicationScoped
public class DemoTraffic {
  private static final Logger LOG = Logger.getLogger(DemoTraffic.class);

  /** A quarter of an hour at four a second. */
  private static final ShopWork WORK = new ShopWork(3_600, Duration.ofMillis(250));

  private final Engines engines;
  private final StopSignal stop = new StopSignal();

  DemoTraffic(Engines engines) {
    this.engines = engines;
  }

  /** Begins; returns at once. */
  void begin(EndpointConfig source) {
    Thread.ofVirtual().name("demo traffic").start(() -> run(source));
  }

  void onStop(@Observes ShutdownEvent event) {
    stop.give();
  }

  private void run(EndpointConfig source) {
    try {
      WORK.run(engines, source, stop);
      LOG.info("the demo's source rests: its changes have come to their end");
    } catch (EngineException e) {
      LOG.warnf("the demo changes its source no longer: %s", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
