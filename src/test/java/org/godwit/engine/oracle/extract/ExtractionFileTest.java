package org.godwit.engine.oracle.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.godwit.engine.EngineException;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;
import org.godwit.testing.DictionaryFixture;
import org.junit.jupiter.api.Test;

/** What SQL*Plus spooled is read whole, or refused with what is wrong. */
class ExtractionFileTest {
  private static final String FILE = DictionaryFixture.spooled();

  private static void refused(String text, String... words) {
    assertThatThrownBy(() -> ExtractionFile.read("shop.txt", text))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("shop.txt ")
        .satisfies(
            e ->
                assertThat(List.of(words))
                    .allSatisfy(word -> assertThat(e).hasMessageContaining(word)));
  }

  @Test
  void anyCutIsNoticed() {
    // From the first line on: without it, it is a script as any other.
    int header = ExtractionScript.BEGINNING.length();
    int end = FILE.length() - 2;
    for (int at = header; at < end; at += 37) {
      refused(FILE.substring(0, at));
    }
    refused(FILE.substring(0, end), "ends in the middle", "run the script again");
  }

  @Test
  void lostAndChangedLinesAreNoticed() {
    String[] lines = FILE.split("\n", -1);
    for (int gone = 1; gone < lines.length - 1; gone += 5) {
      StringBuilder without = new StringBuilder();
      for (int at = 0; at < lines.length; at++) {
        without.append(at == gone ? "" : lines[at] + "\n");
      }
      refused(without.toString());
    }
    refused(
        FILE.replace("RSHOP|ORDERS_BI|ENABLED|.", "RSHOP|ORDERS_BI|ENABLE|."), "lacks a part of");
    refused(FILE.replace("Q TABLES DBA", "Q TABLETS DBA"), "has TABLETS");
    refused(FILE + "R more|.\n", "goes on behind its end");
    refused(FILE.replace("EXTRACTION 1", "EXTRACTION 2"), "is of form 2");
  }

  @Test
  void anErrorOfTheServerIsNamed() {
    String stopped = FILE.substring(0, FILE.indexOf("E COLUMNS"));
    refused(
        stopped
            + "DECLARE\n*\nERROR at line 1:\nORA-01555: snapshot too old\nORA-06512: at line 8\n",
        "ends with an error of the server, ORA-01555: snapshot too old");
    refused(
        "GODWIT EXTRACTION 1 ORACLE\nSQL> DECLARE\n  2  x INTEGER;\n",
        "line 2: SQL> DECLARE",
        "pasting");
  }

  /** As an owner's file has it who may not read DBA_ views. */
  @Test
  void aRefusedQueryIsAskedOfOtherViews() {
    String owners = FILE.replaceAll("Q (\\w+) DBA", "X $1 DBA 942\nQ $1 ALL");
    DictionaryRows rows = ExtractionFile.read("f", owners).orElseThrow();
    assertThat(rows.of(DictionaryQuery.COLUMNS)).isNotEmpty();
    assertThat(rows.sawAll(DictionaryQuery.COLUMNS)).isFalse();
    String answer = "Q CLUSTER_COLUMNS DBA\nE CLUSTER_COLUMNS 0 0\n";
    assertThat(FILE).contains(answer);
    String none = "X CLUSTER_COLUMNS DBA 942\n";
    refused(FILE.replace(answer, none), "lacks the cluster columns");
    DictionaryRows without =
        ExtractionFile.read("f", FILE.replace(answer, none + "X CLUSTER_COLUMNS USER 904\n"))
            .orElseThrow();
    assertThat(without.isUnanswered(DictionaryQuery.CLUSTER_COLUMNS)).isTrue();
    assertThat(SchemaDdl.of(without).get("server-wide.sql"))
        .contains("cluster columns, of which the server doesn't tell user READER1 (ORA-00904)");
  }

  @Test
  void lineEndsOfWindowsAndBlankLinesChangeNothing() {
    String windows = "\r\n" + FILE.replace("\n", "\r\n").replace("Q VIEWS", "\r\nQ VIEWS");
    assertThat(ExtractionFile.read("f", windows).orElseThrow())
        .hasToString(ExtractionFile.read("f", FILE).orElseThrow().toString());
  }

  @Test
  void aScriptIsNone() {
    assertThat(ExtractionFile.read("f", "")).isEmpty();
    assertThat(ExtractionFile.read("f", "create table t (x number);")).isEmpty();
    assertThat(ExtractionFile.read("f", "-- GODWIT EXTRACTION 1 ORACLE\n")).isEmpty();
  }

  @Test
  void eachLetterIsAsItWas() {
    Optional<DictionaryRows> rows = ExtractionFile.read("f", FILE);
    assertThat(FILE.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
    assertThat(rows.orElseThrow().of(DictionaryQuery.COLUMN_COMMENTS).stream().map(Row::values))
        .singleElement()
        .asString()
        .isEqualTo("[SHOP, CUSTOMERS, E-Mail, é–😀]");
    Row view = rows.orElseThrow().of(DictionaryQuery.VIEWS).getFirst();
    assertThat(view.text("TEXT"))
        .contains("' · é–😀   '", "\tAND")
        .satisfies(text -> assertThat(text.lines()).anyMatch(line -> line.length() > 4000));
  }
}
