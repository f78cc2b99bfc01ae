package org.godwit.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ConversionHoldsIT {
  @Inject Crew crew;
  @Inject Clock clock;
  @Inject ConversionHolds holds;
  @Inject ConversionRuns runs;

  @Test
  void whatIsUnderWayBelongsToOneConsoleUntilThatIsTakenForDead() {
    long conversion = converting(crew.project(crew.user(Role.ENGINEER)));
    long application = applying(conversion);
    own("conversion", conversion, "1 hour");
    own("conversion_application", application, "1 hour");
    holds.renew();
    runs.run(conversion); // as a console does that stood still while another took it over
    assertThat(conversion(conversion).state).isEqualTo(ConversionState.CONVERTING);
    assertThat(conversion(conversion).doing).isEqualTo("Waiting for its turn");
    assertThat(application(application).state).isEqualTo(StoredApplication.State.RUNNING);

    own("conversion", conversion, "-1 second");
    own("conversion_application", application, "-1 second");
    // Not asked for: the console looks by itself.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> conversion(conversion).state == ConversionState.FAILED);
    await().until(() -> application(application).state == StoredApplication.State.FAILED);
    assertThat(conversion(conversion).failure).contains("Convert again");
    assertThat(application(application).summary).contains("Look on the target");
  }

  @Test
  void whoWorksKeepsItsHold() {
    long conversion = converting(crew.project(crew.user(Role.ENGINEER)));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              holds.take(ConversionHolds.Work.CONVERSION, conversion);
              holds.begin(ConversionHolds.Work.CONVERSION, conversion);
              changed("update conversion set owned_until = now() where id = " + conversion);
            });
    holds.renew();
    assertThat(conversion(conversion).isConverting()).isTrue();
    Object isHeld =
        StoredConversion.getEntityManager()
            .createNativeQuery(
                "select owned_until > clock_timestamp() from conversion where id = " + conversion)
            .getSingleResult();
    assertThat(isHeld).isEqualTo(true);

    // Where not even its failure could be kept, nobody works on it any more.
    holds.end(ConversionHolds.Work.CONVERSION, conversion);
    QuarkusTransaction.requiringNew()
        .run(() -> changed("update conversion set owned_until = now() where id = " + conversion));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> conversion(conversion).state == ConversionState.FAILED);
  }

  private long converting(Project project) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              StoredConversion conversion = new StoredConversion();
              conversion.projectId = project.id;
              conversion.name = "HR";
              conversion.state = ConversionState.CONVERTING;
              conversion.doing = "Waiting for its turn";
              conversion.createdAt = clock.instant();
              conversion.persist();
              holds.take(ConversionHolds.Work.CONVERSION, conversion.id);
              return conversion.id;
            });
  }

  private long applying(long conversion) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              StoredApplication application = new StoredApplication();
              application.conversionId = conversion;
              application.target = "shop";
              application.phase = Phase.ALL;
              application.state = StoredApplication.State.RUNNING;
              application.startedBy = "clerk";
              application.startedAt = clock.instant();
              application.persist();
              holds.take(ConversionHolds.Work.APPLICATION, application.id);
              return application.id;
            });
  }

  private static void own(String table, long id, String until) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                changed(
                    "update %s set owner = 'another console', owned_until = now() + interval '%s' where id = %d"
                        .formatted(table, until, id)));
  }

  private static void changed(String sql) {
    assertThat(StoredConversion.getEntityManager().createNativeQuery(sql).executeUpdate())
        .isEqualTo(1);
  }

  private static StoredConversion conversion(long id) {
    return QuarkusTransaction.requiringNew().call(() -> StoredConversion.findById(id));
  }

  private static StoredApplication application(long id) {
    return QuarkusTransaction.requiringNew().call(() -> StoredApplication.findById(id));
  }
}
