package org.godwit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final Clock clock;

  EndpointTests(
      Endpoints endpoints,
      EndpointChanges changes,
      Engines engines,
      DatabaseCalls calls,
      Clock clock) {
    this.endpoints = endpoints;
    this.changes = changes;
    this.engines = engines;
    this.calls = calls;
    this.clock = clock;
  }

  /** Tests a stored endpoint and keeps what was found with it. */
  @Transactional(Transactional.TxType.NEVER)
  public TestResult test(long id, Use use) {
    Endpoint endpoint = endpoints.edit(id);
    TestResult result = test(endpoint.description(), endpoint.password, use);
    changes.keepTest(id, endpoint.changedAt, result);
    return result;
  }

  /** What an engine's endpoints can be used as. */
  public List<Use> usesOf(String engineId) {
    Engine engine = engines.named(engineId);
    List<Use> uses = new ArrayList<>();
    if (engine.snapshotSource().isPresent()) {
      uses.add(Use.SOURCE);
    }
    if (engine.loadTarget().isPresent()) {
      uses.add(Use.TARGET);
    }
    return List.copyOf(uses);
  }

  /** Tests what a description says; failures are results too. */
  TestResult test(EndpointDescription description, String sealedPassword, Use use) {
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
    List<String> missing =
        report.checks().stream()
            .filter(it -> it.result() == Result.FAILED)
            .map(Check::details)
            .toList();
    return new TestResult(
        clock.instant(),
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

  private static String word(Use use) {
    return switch (use) {
      case SOURCE -> "source";
      case TARGET -> "target";
    };
  }

  private static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
