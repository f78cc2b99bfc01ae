package org.godwit.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.convert.Stage;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // the field is set before each test
class TargetRunIT {
  private TestDatabase target;

  @BeforeEach
  void newDatabase() throws SQLException {
    target = Servers.postgres().newDatabase();
  }

  @Test
  void whoEndsTheTransactionIsNamedAndNothingComesAfterIt() {
    for (String end : List.of("commit", "begin; insert into a values (1); commit", "rollback")) {
      TargetRun.Result result =
          run(true, "create table if not exists a (x int)", end, "create table never (x int)");
      assertThat(result.state()).isEqualTo(StoredApplication.State.FAILED);
      assertThat(result.sentence()).contains("table t1 ended the transaction", "may be on the");
      assertThat(result.applied()).isEmpty();
    }
    assertThat(run(true, "select * from never").sentence()).contains("takes 0 of 1");
  }

  @Test
  void whatTheTargetRefusesToKeepIsntApplied() {
    TargetRun.Result result =
        run(
            false,
            "create table p (x int primary key); create table c (x int references p deferrable initially deferred)",
            "insert into c values (1)");
    assertThat(result.state()).isEqualTo(StoredApplication.State.FAILED);
    assertThat(result.sentence()).startsWith("Nothing is applied: the target refused to keep it");
    assertThat(result.applied()).isEmpty();
  }

  @Test
  void aFullTableOfLocksEndsTheRunAtOnce() {
    String many = "select count(pg_advisory_xact_lock(i)) from generate_series(1, 1000000) i";
    assertThatThrownBy(() -> run(true, many, "create table after (x int)"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("max_locks_per_transaction");
  }

  private TargetRun.Result run(boolean isDry, String... sql) {
    List<ScriptPlan.Step> steps = new ArrayList<>();
    for (String text : sql) {
      int at = steps.size();
      steps.add(new ScriptPlan.Step(at, "table t" + at, "t" + at, Stage.TABLE, at, text));
    }
    EndpointConfig config =
        new EndpointConfig(
            "postgres",
            target.host(),
            target.port(),
            target.name(),
            target.user(),
            new Password(target.password()),
            Tls.NONE,
            Map.of());
    return new TargetRun(new PostgresEngine(), config, _ -> {})
        .of(new ScriptPlan(Set.of(), true, steps), isDry, false);
  }
}
