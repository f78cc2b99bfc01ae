package org.godwit.endpoint;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.godwit.engine.Engines;

/** The engines of a running console. */
@Singleton
final class EngineRegistry {
  @Produces
  @Singleton
  Engines engines() {
    return Engines.standard();
  }
}
