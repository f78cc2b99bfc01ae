package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.godwit.convert.Conversion;
import org.godwit.convert.report.Assessment;
import org.godwit.convert.report.Rates;
import org.godwit.embedded.ServerException;
import org.godwit.engine.Engines;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.jboss.logging.Logger;

/** Converts, one after the other: each may need much memory, and a server of its own. */
@ApplicationScoped
public class ConversionRuns {
  private static final Logger LOG = Logger.getLogger(ConversionRuns.class);
  private static final int STORE_SECONDS_MAX = 3600;

  private final Conversions conversions;
  private final ConversionWriter writer;
  private final Engines engines;
  private final ExecutorService one =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("conversion").factory());

  ConversionRuns(Conversions conversions, ConversionWriter writer, Engines engines) {
    this.conversions = conversions;
    this.writer = writer;
    this.engines = engines;
  }

  /** What the last console hadn't finished when it ended has no result. */
  void onStart(@Observes StartupEvent event) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                StoredConversion.update(
                    "state = ?1, doing = '', failure = ?2 where state = ?3",
                    ConversionState.FAILED,
                    "The console was stopped meanwhile. Convert again.",
                    ConversionState.CONVERTING));
  }

  /** Converts a conversion's scripts when its turn comes. */
  @SuppressWarnings("FutureReturnValueIgnored") // the conversion itself holds result and failure
  public void begin(long id) {
    one.submit(() -> run(id));
  }

  private void run(long id) {
    try {
      convert(id);
    } catch (ServerException | SQLException e) {
      LOG.warnf(e, "conversion %d failed", id);
      fail(id, "The scratch database can't be asked: %s.".formatted(e.getMessage()));
    } catch (OutOfMemoryError e) {
      LOG.errorf(e, "conversion %d needs too much memory", id);
      fail(
          id,
          "The scripts need more memory than the console has. Make several conversions of them, or give it more (docs/operations.md).");
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "conversion %d broke", id);
      fail(id, "The console made a mistake; its log says more. Try again, or report it.");
    }
  }

  private void convert(long id) throws SQLException {
    if (!exists(id)) {
      return; // deleted with its project while it waited
    }
    Map<String, String> scripts = conversions.scripts(id);
    doing(
        id,
        scripts.size() == 1
            ? "Converting one script"
            : "Converting %d scripts".formatted(scripts.size()));
    Conversion converted =
        Conversion.of(
            scripts,
            engines.named("oracle").scriptReader().orElseThrow(),
            engines.named("postgres").statementRenderer().orElseThrow());
    doing(id, "Trying %,d objects on a scratch PostgreSQL".formatted(converted.objects().size()));
    try (ScratchServer server = ScratchServer.start(converted.roles());
        Connection connection = server.connect()) {
      Optional<String> notChecked = server.uncheckedBecause();
      Conversion tried = Trial.of(converted, connection, notChecked.isEmpty());
      doing(id, "Keeping what came out");
      QuarkusTransaction.requiringNew()
          .timeout(STORE_SECONDS_MAX)
          .run(
              () ->
                  StoredConversion.<StoredConversion>findByIdOptional(id)
                      .ifPresent(it -> writer.write(it, tried, assessed(it, tried, notChecked))));
    }
  }

  private static Assessment assessed(
      StoredConversion stored, Conversion tried, Optional<String> notChecked) {
    return Assessment.of(
        new Assessment.Heading(stored.name, "Oracle", "PostgreSQL", notChecked),
        List.of(new Assessment.Part(stored.name, tried)),
        Rates.standard());
  }

  private static boolean exists(long id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> StoredConversion.findByIdOptional(id).isPresent());
  }

  private static void doing(long id, String doing) {
    QuarkusTransaction.requiringNew()
        .run(() -> StoredConversion.update("doing = ?1 where id = ?2", doing, id));
  }

  private static void fail(long id, String sentence) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                StoredConversion.update(
                    "state = ?1, doing = '', failure = ?2 where id = ?3",
                    ConversionState.FAILED,
                    sentence,
                    id));
  }

  @PreDestroy
  void stop() {
    one.shutdownNow();
  }
}
