package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.godwit.mapping.TableMapping;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a PostgreSQL table has beside its columns is made on PostgreSQL as the source has it. */
final class PostgresObjectsIT {
  private static final String INDEXES =
      """
      SELECT i.indisunique, regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '')
        FROM pg_index i WHERE i.indrelid = '%s'::regclass ORDER BY 1, 2""";

  private static final String CONSTRAINTS =
      """
      SELECT contype, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE conrelid = '%s'::regclass AND contype IN (%s) ORDER BY 2""";

  private static final String WHOLE =
      "{\"TargetMetadata\": {\"FullLobMode\": true, \"LimitedSizeLobMode\": false}}";

  @TempDir Path rejects;

  private TaskBench bench;

  @BeforeEach
  void source() throws SQLException {
    bench = TaskBench.between("postgres", "postgres", rejects);
    bench.source.execute(
        "CREATE EXTENSION btree_gist",
        "CREATE SCHEMA shop",
        """
        CREATE TABLE shop."I "" USING x" (id int, a text, b text, "j "" ON" jsonb, v tsvector,
          p point, deleted boolean, n int)""",
        "CREATE INDEX i_partial ON shop.\"I \"\" USING x\" (a) WHERE NOT deleted AND a ~ '^x'",
        "CREATE INDEX \"i \"\" USING gin\" ON shop.\"I \"\" USING x\" USING gin (\"j \"\" ON\" jsonb_path_ops)",
        "CREATE INDEX i_words ON shop.\"I \"\" USING x\" USING gin (v)",
        "CREATE INDEX i_place ON shop.\"I \"\" USING x\" USING gist (p)",
        "CREATE INDEX i_brin ON shop.\"I \"\" USING x\" USING brin (n) WITH (pages_per_range = 8)",
        "CREATE UNIQUE INDEX i_incl ON shop.\"I \"\" USING x\" (id) INCLUDE (b, n)",
        "CREATE INDEX i_ops ON shop.\"I \"\" USING x\" (a text_pattern_ops, b DESC NULLS LAST, n NULLS FIRST)",
        "CREATE INDEX i_collation ON shop.\"I \"\" USING x\" (b COLLATE \"C\")",
        "CREATE UNIQUE INDEX i_nulls ON shop.\"I \"\" USING x\" (a, n) NULLS NOT DISTINCT",
        "CREATE INDEX i_expression ON shop.\"I \"\" USING x\" (date_part('year', to_timestamp(n) AT TIME ZONE 'UTC'))",
        "INSERT INTO shop.\"I \"\" USING x\" VALUES (1, 'A', 'B', '{\"a\": 1}', 'fat cat', '(1,2)', false, NULL)",
        """
        CREATE TABLE shop.chk (id int, email text CHECK (email ~* '^[^@]+@.+$'),
          d date CHECK (d > '2000-01-01' AND extract(dow FROM d) <> 0),
          j jsonb CHECK (jsonb_typeof(j) = 'object'), s text CHECK (s = ANY (ARRAY['a', 'b'])),
          l text CHECK (length(l) > 2) NO INHERIT, made text DEFAULT to_char(now(), 'YYYY'),
          PRIMARY KEY (id) INCLUDE (s))""",
        "INSERT INTO shop.chk VALUES (1, 'a@b', '2024-01-01', '{}', 'a', 'abc')",
        "ALTER TABLE shop.chk ADD CONSTRAINT late CHECK (id > 1) NOT VALID",
        """
        CREATE TABLE shop.book (id int PRIMARY KEY DEFERRABLE, room int, during tsrange,
          turn int UNIQUE DEFERRABLE INITIALLY DEFERRED,
          EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0))""",
        "INSERT INTO shop.book VALUES (1, 1, '[2024-01-01,2024-01-02)', 1)",
        "CREATE TABLE shop.c (id int PRIMARY KEY, a int, b int, UNIQUE (a, b))",
        """
        CREATE TABLE shop.d (id int PRIMARY KEY, a int, b int,
          FOREIGN KEY (a, b) REFERENCES shop.c (a, b) MATCH FULL ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED)""",
        "INSERT INTO shop.c VALUES (1, 2, 3)",
        "INSERT INTO shop.d VALUES (1, 2, 3), (2, NULL, NULL)");
    bench.target.execute("CREATE EXTENSION btree_gist");
  }

  @Test
  void indexesKeepAllOfTheirDefinition() throws SQLException {
    TaskOutcome outcome = bench.run(WHOLE);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    isSame(INDEXES.formatted("shop.\"I \"\" USING x\""));
    assertThat(bench.query(bench.target, INDEXES.formatted("shop.\"I \"\" USING x\""))).hasSize(10);
    assertThat(outcome.tables()).extracting(TableStatistics::message).containsOnly("");
  }

  @Test
  void constraintsKeepAllOfTheirDefinition() throws SQLException {
    TaskOutcome outcome = bench.run(WHOLE);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    isSame(CONSTRAINTS.formatted("shop.chk", "'c'"));
    assertThat(bench.query(bench.target, CONSTRAINTS.formatted("shop.chk", "'c'"))).hasSize(6);
    isSame(CONSTRAINTS.formatted("shop.chk", "'p'"));
    isSame(CONSTRAINTS.formatted("shop.book", "'p', 'u', 'x'"));
    isSame(CONSTRAINTS.formatted("shop.d", "'f'"));
    isSame(
        "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'shop.chk'::regclass");
  }

  private void isSame(String sql) throws SQLException {
    assertThat(bench.query(bench.target, sql)).isEqualTo(bench.query(bench.source, sql));
  }

  @Test
  void whatARuleTouchesIsToldAtTheTable() throws SQLException {
    TableMapping mapping =
        TableMapping.parse(
            """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "shop", "table-name": "%"}},
              {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-target": "column",
               "rule-action": "rename", "value": "count",
               "object-locator": {"schema-name": "shop", "table-name": "I%", "column-name": "n"}},
              {"rule-type": "transformation", "rule-id": "3", "rule-name": "3", "rule-target": "column",
               "rule-action": "rename", "value": "mail",
               "object-locator": {"schema-name": "shop", "table-name": "chk", "column-name": "email"}}]}""");
    TaskOutcome outcome =
        bench.run(
            WHOLE,
            task ->
                new Task(
                    task.name(),
                    task.type(),
                    task.source(),
                    task.target(),
                    mapping,
                    task.settings()));
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(message(outcome, "I \" USING x"))
        .contains(
            "the index i_incl is made by its columns alone; on the source it is USING btree (id) INCLUDE (b, n).",
            "index i_brin of shop.I \" USING x isn't made");
    assertThat(message(outcome, "chk")).contains("the check chk_email_check", "isn't made");
    assertThat(
            bench.log.stream()
                .filter(line -> line.message().contains("the check chk_email_check"))
                .map(line -> line.table()))
        .isEqualTo(List.of("shop.chk"));
    assertThat(bench.query(bench.target, CONSTRAINTS.formatted("shop.chk", "'c'"))).hasSize(5);
  }

  private static String message(TaskOutcome outcome, String table) {
    return outcome.tables().stream()
        .filter(it -> it.source().table().equals(table))
        .findFirst()
        .orElseThrow()
        .message();
  }
}
