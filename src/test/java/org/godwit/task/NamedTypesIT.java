package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.task.validate.ValidationState;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that people have made on a PostgreSQL source, where the target has them or not. */
final class NamedTypesIT {
  private static final String TYPES =
      "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
          + " WHERE attrelid = 'shop.t'::regclass AND attnum > 0 ORDER BY attnum";
  private static final String SETTINGS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"},"
          + " \"ValidationSettings\": {\"EnableValidation\": true}}";

  @TempDir Path rejects;
  private TaskBench bench;

  @BeforeEach
  void makeTypes() throws SQLException {
    bench = TaskBench.from("postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE SCHEMA \"Odd \"\"types\"",
        "CREATE TYPE \"Odd \"\"types\".\"Möod.\" AS ENUM ('calm', 'it''s \"loud\"', 'back\\slash')",
        "CREATE DOMAIN shop.percent AS numeric(5,2) DEFAULT 1 CONSTRAINT low CHECK (VALUE <= 100) NOT NULL",
        "CREATE DOMAIN shop.share AS shop.percent CHECK (VALUE > 0)",
        "CREATE TYPE shop.pair AS (mood \"Odd \"\"types\".\"Möod.\", share shop.share, words text[])",
        "CREATE TYPE shop.odd AS RANGE (subtype = double precision, subtype_diff = float8mi)",
        """
        CREATE TABLE shop.t (id int PRIMARY KEY, mood "Odd ""types"."Möod." DEFAULT 'calm',
          moods "Odd ""types"."Möod."[], share shop.share, pair shop.pair, pairs shop.pair[],
          odd shop.odd, odds shop.odd_multirange)""",
        """
        INSERT INTO shop.t VALUES (1, 'it''s "loud"', '{calm,NULL,"back\\\\slash"}', 99.5,
          ROW('calm', 1, '{"a,b"}'), ARRAY[ROW(NULL, 1, NULL)]::shop.pair[], '[0.1,1e300)',
          '{[1,2),[3,4)}'), (2, NULL, NULL, 100, NULL, NULL, NULL, NULL)""");
  }

  @Test
  @Trap(43)
  void typesThatTheTargetLacksAreMadeAndStay() throws SQLException {
    TaskOutcome outcome = bench.run(SETTINGS);
    isEqual(outcome);
    bench.target.execute("CREATE TABLE public.others (mood \"Odd \"\"types\".\"Möod.\")");
    isEqual(bench.again().run(Engines.standard(), SETTINGS, Start.RELOAD_TARGET, Set.of()));
    assertThat(bench.query(bench.target, "SELECT 'calm' > mood FROM public.others")).isEmpty();
    assertThat(bench.log).noneMatch(line -> line.level() == LogLevel.WARNING);
  }

  private void isEqual(TaskOutcome outcome) throws SQLException {
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(outcome.tables().getFirst().validation().state())
        .isEqualTo(ValidationState.VALIDATED);
    for (String sql : List.of(TYPES, "SELECT t::text FROM shop.t ORDER BY id")) {
      assertThat(bench.query(bench.target, sql)).isEqualTo(bench.query(bench.source, sql));
    }
    assertThat(
            bench.query(
                bench.target,
                "INSERT INTO shop.t (id, share) VALUES (3, 100) RETURNING mood::text"))
        .containsExactly("calm");
    bench.target.execute("DELETE FROM shop.t WHERE id = 3");
  }

  @Test
  void typesFollowTheRulesThatMoveTheirSchemas() throws SQLException {
    bench.source.execute(
        """
        CREATE TABLE shop.w (id int PRIMARY KEY, share shop.share DEFAULT 7::shop.share,
          odd shop.odd DEFAULT shop.odd(1, 2), words text DEFAULT 'shop.share',
          moods "Odd ""types"."Möod."[] DEFAULT ARRAY['calm'::"Odd ""types"."Möod."],
          twice shop.odd GENERATED ALWAYS AS (odd * shop.odd(0, 9)) STORED,
          CHECK (moods[1] IS DISTINCT FROM 'it''s "loud"'::"Odd ""types"."Möod." OR words <> 'x'))""",
        "CREATE INDEX w_odd ON shop.w (id) WHERE odd && shop.odd(0, 5)",
        "INSERT INTO shop.w (id) VALUES (1)");
    TableMapping mapping =
        TableMapping.parse(
            """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "shop", "table-name": "%"}},
              {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-target": "schema",
               "rule-action": "rename", "value": "My store",
               "object-locator": {"schema-name": "shop"}},
              {"rule-type": "transformation", "rule-id": "3", "rule-name": "3", "rule-target": "schema",
               "rule-action": "add-prefix", "value": "New ",
               "object-locator": {"schema-name": "Odd%"}}]}""");
    for (Start start : List.of(Start.RESUME, Start.RELOAD_TARGET)) {
      TaskOutcome outcome = bench.again().run(SETTINGS, task -> mapped(task, mapping), start);
      assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
      assertThat(outcome.tables())
          .allSatisfy(
              table -> {
                assertThat(table.message()).isEmpty();
                assertThat(table.validation().state()).isEqualTo(ValidationState.VALIDATED);
              });
    }
    assertThat(bench.query(bench.target, "SELECT nspname FROM pg_namespace WHERE nspname ~ '[sO]'"))
        .contains("My store", "New Odd \"types")
        .doesNotContain("shop", "Odd \"types");
    assertThat(bench.query(bench.target, TYPES.replace("shop.t", "\"My store\".t")))
        .containsExactlyElementsOf(
            bench.query(bench.source, TYPES).stream()
                .map(it -> it.replace("|shop.", "|\"My store\".").replace("|\"Odd", "|\"New Odd"))
                .toList());
    bench.target.execute("INSERT INTO \"My store\".w (id) VALUES (2)");
    assertThat(bench.query(bench.target, "SELECT w::text FROM \"My store\".w ORDER BY id"))
        .containsExactly(
            "(1,7.00,\"[1,2)\",shop.share,{calm},\"[1,2)\")",
            "(2,7.00,\"[1,2)\",shop.share,{calm},\"[1,2)\")");
    assertThat(
            bench.query(
                bench.target,
                "SELECT (SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid = c.oid),"
                    + " (SELECT count(*) FROM pg_index WHERE indpred IS NOT NULL AND indrelid = c.oid)"
                    + " FROM pg_class c WHERE relname = 'w'"))
        .containsExactly("1|1");
  }

  private static Task mapped(Task task, TableMapping mapping) {
    return new Task(
        task.name(), task.type(), task.source(), task.target(), mapping, task.settings());
  }

  @Test
  void typesThatWouldShareANameAreRefusedInWords() throws SQLException {
    bench.source.execute(
        "CREATE TYPE shop.mood AS ENUM ('a')",
        "CREATE TYPE public.mood AS ENUM ('b')",
        "CREATE TYPE shop.same AS ENUM ('c')",
        "CREATE TYPE public.same AS ENUM ('c')",
        "CREATE TYPE public.plain AS ENUM ('d')",
        "CREATE TABLE shop.m1 (id int PRIMARY KEY, mood shop.mood, same shop.same)",
        "CREATE TABLE shop.m2 (id int PRIMARY KEY, mood public.mood)",
        "CREATE TABLE shop.m3 (id int PRIMARY KEY, same public.same)",
        "CREATE TABLE shop.m4 (id int PRIMARY KEY, same shop.same)",
        "CREATE TABLE shop.plain (id int PRIMARY KEY)",
        "CREATE TABLE shop.m5 (id int PRIMARY KEY, plain public.plain)",
        "INSERT INTO shop.m3 VALUES (1, 'c')",
        "INSERT INTO shop.m4 VALUES (1, 'c')");
    TaskOutcome outcome =
        bench.run(
            "{\"TargetMetadata\": {\"TargetSchema\": \"all\"},"
                + " \"ValidationSettings\": {\"EnableValidation\": true}}");
    Map<String, TableStatistics> tables =
        outcome.tables().stream()
            .collect(Collectors.toMap(it -> it.source().table(), Function.identity()));
    assertThat(tables.get("m1").message())
        .contains(
            "shop.m1 needs the type shop.mood, which goes to all.mood, and so does the type public.mood of shop.m2;");
    assertThat(tables.get("m2").message()).contains("the type shop.mood of shop.m1;");
    assertThat(tables.get("m5").message())
        .contains(
            "the type public.plain, which goes to all.plain, and so does the table shop.plain;");
    for (String loaded : List.of("m3", "m4", "plain", "t")) {
      assertThat(tables.get(loaded).state()).isEqualTo(TableState.COMPLETED);
      assertThat(tables.get(loaded).message()).isEmpty();
    }
    assertThat(bench.query(bench.target, "SELECT same::text FROM \"all\".m4")).containsExactly("c");
  }

  @Test
  void aTypeOfTheTargetIsUsedAsItIsAndTheDifferenceIsTold() throws SQLException {
    bench.target.execute(
        "CREATE SCHEMA \"Odd \"\"types\"",
        "CREATE TYPE \"Odd \"\"types\".\"Möod.\" AS ENUM ('calm')");
    TaskOutcome outcome = bench.run(SETTINGS);
    assertThat(outcome.tables().getFirst().rejected()).isEqualTo(1);
    assertThat(outcome.tables().getFirst().rows()).isEqualTo(1);
    assertThat(outcome.tables().getFirst().message())
        .contains("is on the target with another definition", "'calm')");
  }

  @Test
  void whatTheTargetCannotHaveBecomesAnotherTypeAndIsTold() throws SQLException {
    bench.source.execute(
        "CREATE FUNCTION shop.is_good(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> '''''",
        "CREATE DOMAIN shop.good AS varchar(20) CHECK (shop.is_good(VALUE))",
        "CREATE EXTENSION citext",
        "CREATE EXTENSION hstore",
        "CREATE TABLE shop.u (id int PRIMARY KEY, good shop.good, words citext, pairs hstore)",
        "INSERT INTO shop.u VALUES (1, 'Good', 'Words', 'a=>NULL')",
        "CREATE INDEX by_pair ON shop.u USING gin (pairs)");
    bench.target.execute("CREATE SCHEMA ext", "CREATE EXTENSION hstore SCHEMA ext");
    TaskOutcome outcome = bench.run(SETTINGS);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(bench.query(bench.target, TYPES.replace("shop.t", "shop.u")))
        .containsExactly(
            "id|integer", "good|character varying(20)", "words|text", "pairs|ext.hstore");
    assertThat(bench.query(bench.target, "SELECT u::text FROM shop.u u"))
        .containsExactly("(1,Good,Words,\"\"\"a\"\"=>NULL\")");
    assertThat(outcome.tables().getLast().message())
        .contains(
            "column good of shop.u is of type shop.good on the source; the target doesn't take it",
            "CREATE EXTENSION \"citext\"");
    assertThat(
            bench.query(
                bench.target, "SELECT indexdef FROM pg_indexes WHERE indexname = 'u_by_pair'"))
        .containsExactly("CREATE INDEX u_by_pair ON shop.u USING gin (pairs)");
  }

  @Test
  void aDomainIsItsBaseTypeForOtherEngines() throws SQLException {
    TaskBench other =
        TaskBench.between(
            "postgres",
            bench.source,
            "mysql",
            TaskBench.between("postgres", "mysql", rejects).target,
            rejects);
    TaskOutcome outcome = other.run("{}");
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(other.query(other.target, "SELECT share, mood FROM " + other.targetTable("t")))
        .containsExactly("99.50|it's \"loud\"", "100.00|null");
    assertThat(outcome.tables().getFirst().message())
        .contains("share of", "domain shop.share", "checks and default");
  }
}
