package org.godwit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DatabaseCallsTest {
  private static final EndpointConfig SHOP =
      new EndpointConfig(
          "mysql", "db1", 3306, "shop", "ann", new Password("hunter2"), Tls.NONE, Map.of());

  private final DatabaseCalls calls = new DatabaseCalls();

  @AfterEach
  void stop() {
    calls.stop();
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpWithASentence() {
    CountDownLatch interrupted = new CountDownLatch(1);
    EngineException silence =
        catchThrowableOfType(
            EngineException.class,
            () ->
                calls.ask(
                    SHOP,
                    "Testing the connection",
                    Duration.ofSeconds(1),
                    () -> {
                      try {
                        return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                      }
                    }));
    assertThat(silence.failure()).isEqualTo(Failure.TIMEOUT);
    assertThat(silence.sentence())
        .contains("mysql://db1:3306/shop", "within 1 s", "firewall")
        .doesNotContain("hunter2");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> interrupted.getCount() == 0);
  }

  @Test
  void whatTheEngineSaysIsPassedOn() {
    EngineException refused = new EngineException(Failure.AUTHENTICATION, "no entry");
    assertThatThrownBy(
            () ->
                calls.ask(
                    SHOP,
                    "Testing the connection",
                    Duration.ofSeconds(10),
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(calls.<Integer>ask(SHOP, "Counting", Duration.ofSeconds(10), () -> 42))
        .isEqualTo(42);
  }
}
