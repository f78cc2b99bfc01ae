package org.godwit.web;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.Engines;

/** How pages name engines; templates read it as {@code inject:engineNames}. */
@Singleton
@Named("engineNames")
public final class EngineNames {
  private final Engines engines;

  EngineNames(Engines engines) {
    this.engines = engines;
  }

  /** As its makers write it; the id of one that is not known any more. */
  public String name(String id) {
    return engines.find(id).map(it -> it.descriptor().displayName()).orElse(id);
  }

  /** Two letters for its sign. */
  public String letters(String id) {
    String name = name(id);
    // MySQL My, MariaDB Ma, PostgreSQL Po, Oracle Or, SQL Server SQ.
    return name.length() < 2 ? name : name.substring(0, 2);
  }

  /** Every engine for the first step of the wizard. */
  public List<Tile> tiles() {
    return engines.all().stream().map(EngineNames::tile).toList();
  }

  /** The engine's descriptor. */
  public EngineDescriptor descriptor(String id) {
    return engines.named(id).descriptor();
  }

  /** Whether tasks may leave something behind on databases of the engine. */
  public boolean keepsStreams(String id) {
    return engines
        .find(id)
        .flatMap(Engine::changeSource)
        .filter(it -> it.streams().isPresent() || it.setsUpAhead()) // or a canary's table alone
        .isPresent();
  }

  private static Tile tile(Engine engine) {
    boolean isSource = engine.snapshotSource().isPresent();
    boolean isTarget = engine.loadTarget().isPresent();
    String uses = isSource && isTarget ? "Source and target" : isTarget ? "Target" : "Source";
    String proof = engine.descriptor().caution().isEmpty() ? "" : ", not yet run";
    return new Tile(engine.descriptor().id(), engine.descriptor().displayName(), uses + proof);
  }

  /**
   * An engine to choose.
   *
   * @param id the engine's
   * @param name as its makers write it
   * @param uses what its endpoints can be
   */
  public record Tile(String id, String name, String uses) {}
}
