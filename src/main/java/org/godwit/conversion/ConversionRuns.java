package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.godwit.conversion.ConversionHolds.Work;
import org.godwit.convert.Conversion;
import org.godwit.convert.PostgresVersion;
import org.godwit.convert.Source;
import org.godwit.convert.report.Assessment;
import org.godwit.convert.report.Rates;
import org.godwit.embedded.ServerException;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.project.Project;
import org.godwit.scratch.GivenServer;
import org.godwit.scratch.ScratchDatabase;
import org.godwit.scratch.Trial;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptSet;
import org.jboss.logging.Logger;

/** Converts, one after the other: each may need much memory, and a server of its own. */
@ApplicationScoped
public class ConversionRuns {
  private static final Logger LOG = Logger.getLogger(ConversionRuns.class);
  private static final int STORE_SECONDS_MAX = 3600;

  /**
   * Bytes of memory that a conversion needs for each byte of script, as docs/conversion.md has it.
   */
  static final int MEMORY_A_BYTE = 128;

  private final Conversions conversions;
  private final ConversionSources sources;
  private final ConversionTargets targets;
  private final ConversionWriter writer;
  private final Engines engines;
  private final ConversionHolds holds;
  private final ExecutorService one =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("conversion").factory());

  ConversionRuns(
      Conversions conversions,
      ConversionSources sources,
      ConversionTargets targets,
      ConversionWriter writer,
      Engines engines,
      ConversionHolds holds) {
    this.conversions = conversions;
    this.sources = sources;
    this.targets = targets;
    this.writer = writer;
    this.engines = engines;
    this.holds = holds;
  }

  /** Converts a conversion's scripts when its turn comes. */
  @SuppressWarnings("FutureReturnValueIgnored") // the conversion itself holds result and failure
  public void begin(long id) {
    holds.begin(Work.CONVERSION, id);
    one.submit(
        () -> {
          try {
            run(id);
          } finally {
            holds.end(Work.CONVERSION, id);
          }
        });
  }

  /** Converts it now; leaves it alone where another console has taken it over. */
  void run(long id) {
    try {
      convert(id);
    } catch (EngineException e) {
      LOG.warnf(e, "conversion %d failed", id);
      fail(id, e.sentence());
    } catch (ServerException | SQLException e) {
      LOG.warnf(e, "conversion %d failed", id);
      fail(id, "The scratch database can't be asked: %s.".formatted(e.getMessage()));
    } catch (OutOfMemoryError e) {
      LOG.errorf(e, "conversion %d needs too much memory", id);
      fail(
          id,
          "The scripts need more memory than the console has. Make several conversions of them, or give it more (GODWIT_JAVA_OPTS, docs/console.md).");
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "conversion %d broke", id);
      fail(id, "The console made a mistake; its log says more. Try again, or report it.");
    }
  }

  private void convert(long id) throws SQLException {
    if (!isRead(id) || !isDoing(id, "Opening its scripts")) {
      return;
    }
    Map<String, String> scripts = conversions.scripts(id);
    String reading =
        scripts.size() == 1
            ? "Converting one script"
            : "Converting %d scripts".formatted(scripts.size());
    if (!isDoing(id, reading)) {
      return; // deleted with its project while it waited, or another console's
    }
    Source source = source(id);
    ConversionTargets.Place place = targets.place(id);
    Conversion converted =
        Conversion.of(
            source,
            sent(engines.named(source.engine()), scripts),
            engines.named(source.engine()).scriptReader().orElseThrow(),
            engines.named("postgres").statementRenderer().orElseThrow(),
            place.version());
    if (!isDoing(
        id,
        "Trying %,d objects on %s"
            .formatted(
                converted.objects().size(),
                place.server().isPresent() ? "the chosen server" : "a scratch PostgreSQL"))) {
      return;
    }
    try (ScratchDatabase server = targets.scratch(place);
        Connection connection = server.connect()) {
      server.expectRoles(converted.rolesMade());
      server.makeRoles(converted.roles());
      Optional<String> notChecked = server.uncheckedBecause();
      Conversion tried = Trial.of(converted, connection, notChecked.isEmpty());
      if (!isDoing(id, "Keeping what came out")) {
        return;
      }
      String provedOn = server instanceof GivenServer given ? given.words() : "";
      QuarkusTransaction.requiringNew()
          .timeout(STORE_SECONDS_MAX)
          .run(() -> keep(id, tried, notChecked, place.version(), provedOn));
    }
  }

  /** What the engine's client sends of the scripts. */
  private static List<ScriptPart> sent(Engine engine, Map<String, String> scripts) {
    ScriptSet all = ScriptSet.of(scripts);
    return engine.scriptClient().map(it -> it.run(all)).orElseGet(() -> ScriptClient.plain(all));
  }

  private static Source source(long id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> Source.of(StoredConversion.<StoredConversion>findById(id).source))
        .orElseThrow();
  }

  /** Reads its server's dictionary, where it has a server. */
  private boolean isRead(long id) {
    Optional<ConversionSources.Server> server = sources.server(id);
    if (server.isEmpty()) {
      return true;
    }
    if (!isDoing(id, "Reading the data dictionary of " + server.get().name())) {
      return false;
    }
    Map<String, String> read = sources.read(server.get());
    return QuarkusTransaction.requiringNew()
        .timeout(STORE_SECONDS_MAX)
        .call(
            () -> {
              boolean isOurs = holds.keeps(Work.CONVERSION, id);
              if (isOurs) {
                conversions.replace(id, read);
              }
              return isOurs;
            });
  }

  private void keep(
      long id,
      Conversion tried,
      Optional<String> notChecked,
      PostgresVersion version,
      String provedOn) {
    if (holds.keeps(Work.CONVERSION, id)) {
      StoredConversion stored = StoredConversion.findById(id);
      stored.targetMajor = version.major();
      stored.provedOn = provedOn;
      writer.write(stored, tried, assessed(stored, tried, notChecked));
    }
  }

  private static Assessment assessed(
      StoredConversion stored, Conversion tried, Optional<String> notChecked) {
    return Assessment.of(
        new Assessment.Heading(
            stored.name,
            Source.of(stored.source).orElseThrow().words(),
            stored.targetWords(),
            notChecked),
        List.of(new Assessment.Part(stored.name, tried)),
        rates(stored));
  }

  /** The team's own hours. */
  private static Rates rates(StoredConversion stored) {
    Project project = Project.findById(stored.projectId);
    return Rates.parse(project.rates);
  }

  /** Says what is done now; false where it isn't this console's any more. */
  private boolean isDoing(long id, String doing) {
    return change(id, ConversionState.CONVERTING, doing, "");
  }

  private void fail(long id, String sentence) {
    change(id, ConversionState.FAILED, "", sentence);
  }

  private boolean change(long id, ConversionState state, String doing, String failure) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                holds.keeps(Work.CONVERSION, id)
                    && StoredConversion.update(
                            "state = ?1, doing = ?2, failure = ?3 where id = ?4",
                            state,
                            doing,
                            failure,
                            id)
                        == 1);
  }

  @PreDestroy
  void stop() {
    one.shutdownNow();
  }
}
