package org.godwit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Use;

/** Tests connections, of endpoints and of what is not saved yet, and keeps what was found. */
@ApplicationScoped
public class EndpointTests {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long NANOS_A_MICRO = 1000;

  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final Engines engines;
  private final DatabaseCalls calls;
  private final BackgroundJobs jobs;
  private final Clock clock;

  EndpointTests(
      Endpoints endpoints,
      EndpointChanges changes,
      Engines engines,
      DatabaseCalls calls,
      BackgroundJobs jobs,
      Clock clock) {
    this.endpoints = endpoints;
    this.changes = changes;
    this.engines = engines;
    this.calls = calls;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Begins to test a stored endpoint, unless that is under way; what is found is kept with it.
   *
   * @throws EngineException where whoever asks is testing too much already
   */
  @Transactional(Transactional.TxType.NEVER)
  public BackgroundJob<TestResult> begin(long id, Use use) {
    Endpoint endpoint = endpoints.edit(id);
    Instant changedAt = endpoint.changedAt;
    return begin(
        key(id, use),
        endpoint.description(),
        endpoint.password,
        use,
        result -> changes.keepTest(id, changedAt, result));
  }

  /** A test of the endpoint that whoever asks has begun and that has not ended. */
  public Optional<BackgroundJob<TestResult>> running(long id) {
    return Stream.of(Use.values())
        .flatMap(use -> jobs.find(key(id, use)).stream())
        .filter(BackgroundJob::isRunning)
        .findFirst();
  }

  /** The last test of that kind which whoever asks has begun lately, running or ended. */
  public Optional<BackgroundJob<TestResult>> last(long id, Use use) {
    endpoints.edit(id);
    return jobs.find(key(id, use));
  }

  private BackgroundJobs.Key<TestResult> key(long id, Use use) {
    return new BackgroundJobs.Key<>(
        endpoints.session(), "endpoint/%d/test/%s".formatted(id, use), TestResult.class);
  }

  /** The password is opened when the database is asked, and kept nowhere. */
  BackgroundJob<TestResult> begin(
      BackgroundJobs.Key<TestResult> key,
      EndpointDescription description,
      String sealedPassword,
      Use use,
      Consumer<TestResult> keep) {
    return jobs.start(
        key,
        "Asking %s:%d".formatted(description.host(), description.port()),
        _ -> {
          TestResult result = test(description, sealedPassword, use);
          keep.accept(result);
          return result;
        });
  }

  /** What an engine's endpoints can be used as. */
  public List<Use> usesOf(String engineId) {
    Engine engine = engines.named(engineId);
    List<Use> uses = new ArrayList<>();
    if (engine.snapshotSource().isPresent()) {
      uses.add(Use.SOURCE);
    }
    if (engine.changeSource().isPresent()) {
      uses.add(Use.FOLLOWED);
    }
    if (engine.loadTarget().isPresent()) {
      uses.add(Use.TARGET);
    }
    return List.copyOf(uses);
  }

  /** Tests what a description says; failures are results too. */
  private TestResult test(EndpointDescription description, String sealedPassword, Use use) {
    try {
      EndpointConfig config =
          description.config(endpoints.open(sealedPassword, description.name()));
      Engine engine = engines.named(config.engine());
      return found(
          use, calls.ask(config, "Testing the connection", LIMIT, () -> engine.test(config, use)));
    } catch (EngineException e) {
      return new TestResult(clock.instant(), use, false, "", 0, capital(e.sentence()), List.of());
    }
  }

  private TestResult found(Use use, ConnectionReport report) {
    return told(clock.instant(), use, report);
  }

  /** What a test has found, with more checks, each in the place of the one of its name. */
  public static TestResult with(TestResult found, List<Check> more) {
    if (!found.reachedServer() || more.isEmpty()) {
      return found;
    }
    List<String> names = more.stream().map(Check::name).toList();
    List<Check> checks = new ArrayList<>(found.checks());
    checks.removeIf(it -> names.contains(it.name()) && it.result() != Result.FAILED);
    checks.addAll(more);
    Duration latency = Duration.ofNanos(found.latencyMicros() * NANOS_A_MICRO);
    return told(found.at(), found.use(), new ConnectionReport(found.version(), latency, checks));
  }

  private static TestResult told(Instant at, Use use, ConnectionReport report) {
    List<String> missing =
        report.checks().stream()
            .filter(it -> it.result() == Result.FAILED)
            .map(Check::details)
            .toList();
    return new TestResult(
        at,
        use,
        report.isGood(),
        report.version(),
        Math.max(1, report.latency().toNanos() / NANOS_A_MICRO),
        missing.isEmpty() ? summary(report, use) : String.join(" ", missing),
        report.checks());
  }

  private static String summary(ConnectionReport report, Use use) {
    long warnings = report.checks().stream().filter(it -> it.result() == Result.WARNING).count();
    if (warnings == 0) {
      return "All that a %s needs is there.".formatted(word(use));
    }
    return "It will do as a %s; read %s first."
        .formatted(
            word(use), warnings == 1 ? "the warning" : "the %d warnings".formatted(warnings));
  }

  /** The word for a sentence. */
  public static String word(Use use) {
    return switch (use) {
      case SOURCE -> "source";
      case FOLLOWED -> "source of ongoing replication";
      case TARGET -> "target";
    };
  }

  private static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
