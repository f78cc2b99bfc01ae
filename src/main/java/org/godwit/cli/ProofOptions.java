package org.godwit.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.godwit.convert.Conversion;
import org.godwit.convert.PostgresVersion;
import org.godwit.embedded.ServerException;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engines;
import org.godwit.scratch.GivenServer;
import org.godwit.scratch.ScratchDatabase;
import org.godwit.scratch.ScratchServer;
import org.godwit.scratch.Trial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which version is written for, and which server is asked whether it takes what was written. */
final class ProofOptions {
  private static final String TARGET = "postgres";

  @Option(
      names = "--no-proof",
      description = "Ask no scratch database whether it takes what was written.")
  private boolean isUnproved;

  @Option(
      names = "--proof",
      paramLabel = "URL",
      description =
          "A PostgreSQL, 14 or later, that is asked in place of Godwit's own, as one of the target's"
              + " version: postgresql://user@host/postgres, of a user who may make databases and"
              + " roles. It gets a database for that and loses it again. Its password goes into"
              + " GODWIT_PROOF_PASSWORD.")
  private @Nullable String proof;

  @Option(
      names = "--target-version",
      paramLabel = "N",
      description =
          "The version of PostgreSQL that is written for, 14 to 18; without, that of --proof, else 17.")
  private @Nullable Integer targetVersion;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** Which server was asked, where that isn't Godwit's own. */
  private Optional<String> provedOn = Optional.empty();

  private PostgresVersion written = PostgresVersion.OWN;

  /** Why nobody looked into routines; empty where somebody did. */
  private Optional<String> unchecked = Optional.of("--no-proof");

  /** The target as a report names it. */
  String targetWords() {
    return provedOn.orElse(targetVersion == null ? "PostgreSQL" : written.toString());
  }

  ConvertReport.Asked asked() {
    return new ConvertReport.Asked(written, provedOn, unchecked);
  }

  Optional<String> unchecked() {
    return unchecked;
  }

  /**
   * The version that is written for: the one that is named, else that of the server that proves.
   *
   * @throws ParameterException where the options contradict each other, or nothing is written for
   *     it
   */
  PostgresVersion version() {
    if (isUnproved && proof != null) {
      throw misused("--proof names a server to ask, --no-proof asks none: leave one of them out");
    }
    Engines engines = Engines.standard();
    Optional<PostgresVersion> named = Optional.ofNullable(targetVersion).map(this::named);
    Optional<PostgresVersion> given =
        Optional.ofNullable(proof).map(_ -> version(engines, proofConfig(engines)));
    if (named.isPresent() && given.isPresent() && !named.equals(given)) {
      throw misused(
          "--target-version %d, and --proof is %s: name a server of the target's version"
              .formatted(named.get().major(), given.get()));
    }
    written = named.or(() -> given).orElse(PostgresVersion.OWN);
    return written;
  }

  private PostgresVersion named(int major) {
    if (major < PostgresVersion.MAJOR_MIN || major > PostgresVersion.MAJOR_MAX) {
      throw misused(
          "--target-version %d: SQL is written for PostgreSQL %d to %d"
              .formatted(major, PostgresVersion.MAJOR_MIN, PostgresVersion.MAJOR_MAX));
    }
    return new PostgresVersion(major);
  }

  private PostgresVersion version(Engines engines, EndpointConfig config) {
    try {
      return GivenServer.version(engines.named(TARGET), config);
    } catch (ServerException e) {
      throw misused("--proof: " + e.getMessage());
    }
  }

  /** What is converted, tried unless nobody wants that; the server starts meanwhile. */
  Conversion of(Supplier<Conversion> converting) {
    return isUnproved ? converting.get() : proved(converting);
  }

  private Conversion proved(Supplier<Conversion> converting) {
    // A signal waits until the server is stopped and its folder gone.
    try (EndRequest end = new EndRequest()) {
      CompletableFuture<ScratchDatabase> starting = end.begin(this::scratch);
      Conversion conversion = beside(starting, end, converting);
      try (ScratchDatabase server = end.await(starting);
          Connection connection = server.connect()) {
        end.check();
        server.expectRoles(conversion.rolesMade());
        server.makeRoles(conversion.roles());
        unchecked = server.uncheckedBecause();
        Conversion tried = Trial.of(conversion, connection, unchecked.isEmpty());
        end.check();
        return tried;
      }
    } catch (SQLException | ServerException e) {
      throw misused(
          "the scratch database can't be asked: %s; --no-proof converts without"
              .formatted(e.getMessage()));
    }
  }

  private ScratchDatabase scratch() {
    if (proof == null) {
      return ScratchServer.start();
    }
    Engines engines = Engines.standard();
    GivenServer server = GivenServer.start(engines.named(TARGET), proofConfig(engines));
    provedOn = Optional.of(server.words());
    return server;
  }

  private EndpointConfig proofConfig(Engines engines) {
    EndpointConfig config = NamedEndpoint.of("proof", proof, engines);
    if (!config.engine().equals(TARGET)) {
      throw misused("--proof: what is converted is PostgreSQL's, and %s is none".formatted(config));
    }
    return config;
  }

  /** Conversion looks at no signal: one that comes meanwhile ends the process. */
  private static Conversion beside(
      CompletableFuture<ScratchDatabase> starting,
      EndRequest end,
      Supplier<Conversion> converting) {
    Runnable giveUp =
        () -> {
          var _ = starting.whenComplete((server, _) -> end(Optional.ofNullable(server), end));
        };
    try (var _ = end.stop().onGiven(giveUp)) {
      return converting.get();
    } catch (RuntimeException | Error e) {
      starting.thenAccept(ScratchDatabase::close).exceptionally(_ -> null).join();
      throw e;
    }
  }

  private static void end(Optional<ScratchDatabase> server, EndRequest end) {
    server.ifPresent(ScratchDatabase::close);
    Runtime.getRuntime().halt(end.signal().orElseThrow().exitCode());
  }

  private ParameterException misused(String sentence) {
    if (spec == null) {
      throw new IllegalStateException("picocli gives a command its spec");
    }
    return new ParameterException(spec.commandLine(), sentence);
  }
}
