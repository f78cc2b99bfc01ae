package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.Engines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults that ask a sequence which isn't the column's own go on counting on the target. */
final class SequencesIT {
  private static final String INSERT =
      "INSERT INTO %1$s.inv (note) VALUES ('new') RETURNING no, label, down";

  @TempDir Path rejects;
  private TaskBench bench;

  @BeforeEach
  void makeSequences() throws SQLException {
    bench = TaskBench.between("postgres", "postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE SCHEMA \"Co'unters\"",
        "CREATE SEQUENCE \"Co'unters\".\"All \"\"no\" START 5 INCREMENT BY 5",
        "CREATE SEQUENCE shop.labels AS integer",
        "CREATE SEQUENCE shop.down INCREMENT BY -1",
        "CREATE SEQUENCE shop.unused",
        """
        CREATE TABLE shop.inv (no bigint PRIMARY KEY DEFAULT nextval('"Co''unters"."All ""no"'),
          label text DEFAULT 'A-' || lpad(nextval('shop.labels')::text, 4, '0'),
          down int DEFAULT nextval('shop.down'), note text)""",
        "CREATE TABLE shop.bill (no int DEFAULT nextval('\"Co''unters\".\"All \"\"no\"'))",
        "CREATE TABLE shop.late (no int DEFAULT nextval('shop.unused'))",
        "INSERT INTO shop.inv (note) SELECT 'old' FROM generate_series(1, 40)",
        "INSERT INTO shop.bill DEFAULT VALUES",
        "INSERT INTO shop.bill VALUES (5000)",
        "INSERT INTO shop.inv VALUES (900, 'x', -90, 'by hand')");
  }

  @Test
  void theyAreMadeAndSetAfterTheLoad() throws SQLException {
    for (Start start : List.of(Start.RESUME, Start.RELOAD_TARGET)) {
      TaskOutcome outcome =
          bench
              .again()
              .run(
                  Engines.standard(),
                  "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}",
                  start,
                  Set.of());
      assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
      assertThat(outcome.tables()).extracting(TableStatistics::message).containsOnly("");
    }
    assertThat(bench.query(bench.target, INSERT.formatted("shop")))
        .containsExactly("5005|A-0041|-91");
    assertThat(bench.query(bench.target, "SELECT nextval('shop.unused')")).containsExactly("1");
    assertThat(
            bench.query(
                bench.target,
                "SELECT increment_by, start_value FROM pg_sequences WHERE sequencename = 'All \"no'"))
        .containsExactly("5|5");
  }

  @Test
  void theyGoWhereTheRulesSendTheirSchemaAndNeverBack() throws SQLException {
    bench.target.execute(
        "CREATE SCHEMA \"it's\"",
        "CREATE SEQUENCE \"it's\".labels START 7000",
        "SELECT nextval('\"it''s\".labels')");
    TaskOutcome outcome = bench.run("{\"TargetMetadata\": {\"TargetSchema\": \"it's\"}}");
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(bench.query(bench.target, INSERT.formatted("\"it's\"")))
        .containsExactly("5005|A-7001|-91");
  }

  @Test
  void whatIsNotMadeIsTold() throws SQLException {
    bench.source.execute(
        "CREATE TABLE shop.own (id serial PRIMARY KEY, twice text DEFAULT 'T' || nextval('shop.labels'))",
        "CREATE TABLE shop.guest (id int DEFAULT nextval('shop.own_id_seq'))",
        "CREATE TABLE shop.loose (id int DEFAULT nextval('shop.labels'::text))",
        "INSERT INTO shop.own DEFAULT VALUES");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    Map<String, String> told =
        outcome.tables().stream()
            .collect(Collectors.toMap(it -> it.source().table(), TableStatistics::message));
    assertThat(told.get("own")).isEmpty();
    assertThat(told.get("guest"))
        .contains(
            "isn't made, because its sequence shop.own_id_seq belongs to column id of shop.own, which counts by itself on the target; the column gets none.");
    assertThat(told.get("loose")).contains("has no form on the target; the column gets none.");
    assertThat(bench.query(bench.target, "INSERT INTO shop.own DEFAULT VALUES RETURNING id, twice"))
        .containsExactly("2|T42");
  }
}
