package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.godwit.engine.oracle.RedoLiteral.Call;
import org.godwit.engine.oracle.RedoLiteral.Null;
import org.godwit.engine.oracle.RedoLiteral.Text;
import org.godwit.engine.oracle.RedoLiteral.Unsupported;
import org.godwit.engine.oracle.RedoStatement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements as LogMiner writes them. */
class RedoParserTest {
  private static final Null NULL = new Null();

  private static Text text(String value) {
    return new Text(value);
  }

  private static Call call(String name, String... arguments) {
    return new Call(name, List.of(arguments));
  }

  @Test
  void anInsertGivesEachColumnItsValue() {
    RedoStatement statement =
        RedoParser.parse(
            "insert into \"SHOP\".\"OR DERS\"(\"ID\",\"a,b)\",\"N\",\"D\",\"R\",\"U\",\"E\",\"X\",\"J\") values ('1','it''s (a, \"b\") where',NULL,TO_DATE(' 2024-02-29 23:59:59', 'SYYYY-MM-DD HH24:MI:SS'),HEXTORAW('00ff'),UNISTR('\\0412\\044B') || UNISTR('\\043F'),EMPTY_CLOB(),Unsupported Type,/* JSON */ HEXTORAW('ff4a'));");
    assertThat(statement.kind()).isEqualTo(Kind.INSERT);
    assertThat(statement.before()).isEmpty();
    assertThat(statement.after())
        .containsExactly(
            Map.entry("ID", text("1")),
            Map.entry("a,b)", text("it's (a, \"b\") where")),
            Map.entry("N", NULL),
            Map.entry("D", call("TO_DATE", " 2024-02-29 23:59:59", "SYYYY-MM-DD HH24:MI:SS")),
            Map.entry("R", call("HEXTORAW", "00ff")),
            Map.entry("U", call("UNISTR", "\\0412\\044B\\043F")),
            Map.entry("E", call("EMPTY_CLOB")),
            Map.entry("X", new Unsupported()),
            Map.entry("J", call("HEXTORAW", "ff4a")));
  }

  @Test
  void anUpdateHasWhatItSetsAndWhatWasBefore() {
    RedoStatement statement =
        RedoParser.parse(
            "update \"SHOP\".\"T\" set \"A\" = 'x and \"B\" = ''y''', \"B\" = NULL, \"Z\" = TO_TIMESTAMP_TZ('2024-02-14 10:58:02.202590 +01:00') where \"ID\" = '1' and \"A\" IS NULL and \"B\" = 'line\n''break''' and ROWID = 'AAAR7NAAEAAAACYAAA';");
    assertThat(statement.kind()).isEqualTo(Kind.UPDATE);
    assertThat(statement.after())
        .containsExactly(
            Map.entry("A", text("x and \"B\" = 'y'")),
            Map.entry("B", NULL),
            Map.entry("Z", call("TO_TIMESTAMP_TZ", "2024-02-14 10:58:02.202590 +01:00")));
    assertThat(statement.before())
        .containsExactly(
            Map.entry("ID", text("1")),
            Map.entry("A", NULL),
            Map.entry("B", text("line\n'break'")));
  }

  @Test
  void aDeleteHasTheWholeRow() {
    RedoStatement statement =
        RedoParser.parse(
            "delete from \"SHOP\".\"T\" a where a.\"ID\" = '-0.5' and a.\"A\" = '' and a.\"N\" = 12.5E+3");
    assertThat(statement.kind()).isEqualTo(Kind.DELETE);
    assertThat(statement.before())
        .containsExactly(
            Map.entry("ID", text("-0.5")),
            Map.entry("A", text("")),
            Map.entry("N", text("12.5E+3")));
    assertThat(RedoParser.parse("update \"S\".\"T\" set \"A\" = '1';").before()).isEmpty();
  }

  /** A quote that isn't doubled may end a value anywhere: nothing is guessed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "commit;",
        "insert into \"S\".\"T\"(\"A\") values ('it's');",
        "insert into \"S\".\"T\"(\"A\",\"B\") values ('1');",
        "insert into \"S\".\"T\"(\"A\") values ('1','2');",
        "insert into \"S\".\"T\"(\"A\",\"A\") values ('1','2');",
        "insert into \"S\".\"T\"(\"A\") values ('1",
        "insert into \"S\".\"T\"(\"A\") values (f(1));",
        "insert into \"S\".\"T\"(\"A\") values (UNISTR('1') || HEXTORAW('2'));",
        "update \"S\".\"T\" set \"A\" = 'attivita', del liquido', \"B\" = '1' where \"ID\" = '1';",
        "update \"S\".\"T\" set \"A\" = ''x'' where \"ID\" = '1';",
        "update \"S\".\"T\" set \"A\" = '1' where \"ID\" = '1' or 1 = 1;",
        "update \"S\".\"T\" set \"A\" = '1' where \"ID\" > '1';",
        "delete from \"S\".\"T\" where \"ID\" = '1'; commit;"
      })
  void whatIsNoneOfTheFormsIsntRead(String statement) {
    assertThatThrownBy(() -> RedoParser.parse(statement))
        .isInstanceOf(RedoStatement.Unreadable.class)
        .hasMessageNotContaining("attivita");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "truncate table shop.orders drop storage|TRUNCATE",
        "/* by hand */ TRUNCATE  TABLE orders|TRUNCATE",
        "drop table orders AS \"BIN$x==$0\" |DROP",
        "DROP TABLE orders purge|DROP",
        "alter table orders truncate partition p1|OTHER_ROWS",
        "alter table orders exchange partition p with table t|OTHER_ROWS",
        "alter table orders drop subpartition p|OTHER_ROWS",
        "alter table orders drop supplemental log group g|OTHER",
        "alter table orders drop column note|OTHER_ROWS",
        "alter table orders drop (note, name)|OTHER_ROWS",
        "alter table orders set unused (note)|OTHER_ROWS",
        "alter table orders add (more number(9))|OTHER",
        "alter table orders drop constraint orders_ck|OTHER",
        "alter table orders modify (name not null)|OTHER",
        "alter table orders rename to old_orders|OTHER",
        "comment on table orders is 'truncate table'|OTHER",
        "alter table orders split partition p at (5) into (partition a, partition b)|OTHER"
      })
  void statementsAreToldByTheirWords(String statement, RedoDdl.Kind kind) {
    assertThat(RedoDdl.of(statement).kind()).isEqualTo(kind);
  }
}
