package org.godwit.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionControlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMMIT | COMMIT",
        "select 1; /* a */ -- b| NONE",
        "begin; create table t (a int); commit; | BEGIN",
        "create table t (a int); /* x; /* y */ */ Rollback to s | ROLLBACK",
        "select 'it''s; commit'; end | END",
        "select E'\\'; commit'; savepoint a | SAVEPOINT",
        "prepare transaction 'x' | TRANSACTION",
        "start transaction | START",
        "; abort | ABORT",
      })
  void whatEndsATransactionIsFound(String sql, String word) {
    assertThat(TransactionControl.in(sql).map(TransactionControl.Found::word).orElse("NONE"))
        .isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create procedure p() language plpgsql as $$ begin commit; end $$;",
        "do $x$ begin; commit; $x$",
        "create function f() returns int begin atomic; select case when true then 1 end; select 2; end;",
        "create rule r as on insert to t do also (delete from u; commit);",
        "select \"a; commit;\" from t",
        "-- commit;\nselect 1",
        "prepare q as select 1",
        "create table commit (a int)",
        "select $1; select 2",
      })
  void whatIsNoStatementIsNone(String sql) {
    assertThat(TransactionControl.in(sql)).isEmpty();
  }

  @Test
  void itsLineIsTold() {
    assertThat(TransactionControl.in("select 1;\n\nCommit;").orElseThrow().sentence())
        .startsWith("Line 3: COMMIT ");
  }
}
