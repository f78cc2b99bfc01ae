package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.godwit.testing.DictionaryFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./godwit convert}. */
final class ConvertTest {
  private static final String SCRIPT =
      """
      create table hr.t (id number(9) primary key, "A/B" date default sysdate);
      create or replace function hr.f(id number) return number is begin return id + 1; end;
      /
      create type hr.p under hr.unknown_parent (x number, member function f return number);
      /
      create view hr.v as select id, hr.f(id) as next from hr.t;
      create user u identified by "Geheim1";
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesOneFileAnObjectAndAReport() throws IOException {
    Path script = Files.writeString(folder.resolve("hr.sql"), SCRIPT);
    Path result = folder.resolve("result");
    assertThat(run("--out", result.toString(), script.toString())).isZero();
    assertThat(result.resolve("20_tables/hr.t.sql")).content().contains("CREATE TABLE hr.t (");
    assertThat(result.resolve("install.sql"))
        .content()
        .contains("CREATE SCHEMA IF NOT EXISTS hr;", "\\ir '20_tables/hr.t.sql'");
    assertThat(result.resolve("not_converted/type.hr.p.sql")).content().contains("-- | ");
    JsonNode report = new ObjectMapper().readTree(result.resolve("report.json").toFile());
    assertThat(report.at("/summary/table/loaded").asInt()).isEqualTo(1);
    assertThat(report.at("/summary/view/loaded").asInt()).isEqualTo(1);
    assertThat(report.at("/summary/type/not converted").asInt()).isEqualTo(1);
    assertThat(report.at("/objects")).hasSize(5);
    assertThat(out.toString()).contains("type hr.p: not converted", "5572");
  }

  @Test
  void aStartScriptRunsWithItsArgumentsAndWhatItIncludes() throws IOException {
    Path tables = Files.createDirectories(folder.resolve("scripts/tables"));
    Files.writeString(tables.resolve("part.txt"), "create table &1 (id number(9) primary key);\n");
    Path main =
        Files.writeString(
            folder.resolve("scripts/main.sql"),
            """
            define owner = &1
            alter session set current_schema = &owner;
            @tables/part.txt &which
            @tables/gone.sql
            """);
    Files.writeString(folder.resolve("scripts/other.sql"), "create table other (a number);\n");
    String given = String.valueOf(main.getParent());
    assertThat(run("--no-proof", "--start", "main.sql hr", "--define", "which=emp", given))
        .isZero();
    assertThat(out.toString()).contains("CREATE TABLE hr.emp (").doesNotContain("other");
    assertThat(err.toString()).contains("G046", "main.sql:4");
    assertThat(run("--no-proof", "--start", "nowhere.sql", given)).isEqualTo(2);
  }

  @Test
  void whatTheScratchDatabaseRefusesIsAnItemAtItsLine() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("bad.sql"),
            """
            create table t (id number(9), name varchar2(10));
            create view v as
            select id,
                   nothing
            from t;
            create view w as select id from t;
            """);
    Path report = folder.resolve("report.json");
    assertThat(run("--json", report.toString(), script.toString())).isZero();
    JsonNode summary = new ObjectMapper().readTree(report.toFile()).get("summary");
    assertThat(summary.at("/view/all").asInt()).isEqualTo(2);
    assertThat(summary.at("/view/loaded").asInt()).isEqualTo(1);
    assertThat(summary.at("/view/refused").asInt()).isEqualTo(1);
    assertThat(err.toString())
        .contains("view v: refused", "bad.sql:4: PostgreSQL refuses what was written: column")
        .doesNotContain("view w: ");
  }

  @Test
  void aPasswordOfTheSourceIsWrittenNowhere() throws IOException {
    Path script = Files.writeString(folder.resolve("hr.sql"), SCRIPT);
    Path result = folder.resolve("result");
    run("--no-proof", "--out", result.toString(), script.toString());
    try (var files = Files.walk(result)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().doesNotContain("Geheim1"));
    }
    assertThat(out.toString() + err).doesNotContain("Geheim1");
  }

  @Test
  void withoutAFolderTheSqlGoesToTheStandardOutput() throws IOException {
    Path script = Files.writeString(folder.resolve("hr.sql"), SCRIPT);
    Path report = folder.resolve("report.json");
    assertThat(run("--no-proof", "--json", report.toString(), script.toString())).isZero();
    assertThat(out.toString()).contains("CREATE TABLE hr.t (").doesNotContain("not converted");
    assertThat(err.toString()).contains("type hr.p: not converted", "written");
    assertThat(report).isNotEmptyFile();
  }

  @Test
  void aLinkToAFolderIsThatFolder() throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("scripts/of"));
    Files.writeString(scripts.resolve("hr.sql"), SCRIPT);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("scripts"));
    assertThat(run("--no-proof", link.toString())).isZero();
    assertThat(out.toString()).contains("CREATE TABLE hr.t (");
  }

  @Test
  void whatCannotBeReadEndsWith2AndSaysWhy() throws IOException {
    assertThat(run(folder.resolve("none.sql").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file", "none.sql");
    Path latin = Files.write(folder.resolve("latin.sql"), new byte[] {'-', '-', (byte) 0xE4, '\n'});
    assertThat(run(latin.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not UTF-8");
  }

  @Test
  void anEncodingIsFoundOutOrAskedFor() throws IOException {
    Path script = folder.resolve("umlaut.sql");
    String text = "comment on table t is 'Größe';\ncreate table t (id number(9));\n";
    Files.write(script, text.getBytes(Charset.forName("windows-1252")));
    assertThat(run("--no-proof", script.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("line 1 has 'Größe', if it is windows-1252", "--encoding");
    assertThat(run("--no-proof", "--encoding", "windows-1252", script.toString())).isZero();
    Files.writeString(script, text, StandardCharsets.UTF_16LE);
    assertThat(run("--no-proof", script.toString())).isZero();
    assertThat(out.toString()).contains("'Größe'").doesNotContain("\uFFFD", "\0");
    Files.write(script, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 1});
    assertThat(run("--no-proof", script.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is no text");
  }

  @Test
  void aFolderIsAssessedAsASourceOfItsOwn() throws IOException {
    Path shop = Files.createDirectories(folder.resolve("shop/code"));
    Files.writeString(shop.resolve("hr.pks"), SCRIPT);
    Files.writeString(folder.resolve("shop/readme.md"), "Nothing to convert.");
    Path single = Files.writeString(folder.resolve("single.sql"), SCRIPT);
    Path rates = Files.writeString(folder.resolve("rates"), "complex = 100");
    Path report = folder.resolve("report");
    int code =
        commandLine()
            .execute(
                "assess",
                "--source",
                "oracle",
                "--target",
                "postgresql",
                "--no-proof",
                "--name",
                "Shop",
                "--rates",
                rates.toString(),
                "--out",
                report.toString(),
                folder.resolve("shop").toString(),
                single.toString());
    assertThat(err.toString()).contains("1 files that are no scripts", "readme.md");
    assertThat(code).isZero();
    try (var files = Files.list(report)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "Shop.html",
              "Shop.pdf",
              "Shop.json",
              "Shop.csv",
              "Shop_Summary.csv",
              "Shop_Action_Items_Summary.csv");
    }
    JsonNode json = new ObjectMapper().readTree(report.resolve("Shop.json").toFile());
    assertThat(json.at("/total/objects").asInt()).isEqualTo(10);
    assertThat(out.toString())
        .contains(json.get("hours").asText() + " hours", "Shop_Summary.csv")
        .containsPattern("all +10 ");
    assertThat(report.resolve("Shop.html")).content().contains("single.sql");
  }

  @Test
  void anotherDirectionIsRefused() throws IOException {
    Path script = Files.writeString(folder.resolve("hr.sql"), SCRIPT);
    int code =
        commandLine()
            .execute("convert", "--source", "mysql", "--target", "oracle", script.toString());
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("from mysql to oracle nothing is converted yet");
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 5];
    System.arraycopy(
        new String[] {"convert", "--source", "oracle", "--target", "postgresql"}, 0, all, 0, 5);
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    return commandLine().execute(all);
  }

  private CommandLine commandLine() {
    return Godwit.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  @Test
  void whatSqlPlusExtractedIsConvertedAndItsLinesCanBeReadUp() throws IOException {
    Path file =
        Files.writeString(folder.resolve("shop-extraction.txt"), DictionaryFixture.spooled());
    Path result = folder.resolve("result");
    assertThat(run("--no-proof", "--out", result.toString(), file.toString())).isZero();
    assertThat(result.resolve("20_tables/shop.customers.sql")).content().contains("shop.customers");
    assertThat(out.toString()).contains("lacks job SHOP.NIGHTLY", "G045");
    try (var sources = Files.list(result.resolve("source"))) {
      assertThat(sources.map(it -> String.valueOf(it.getFileName())))
          .hasSize(2)
          .anyMatch(it -> it.endsWith("SHOP.sql"));
    }
    Path cut =
        Files.writeString(
            folder.resolve("cut.txt"), DictionaryFixture.spooled().substring(0, 5000));
    assertThat(run("--no-proof", cut.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cut.txt ends in the middle");
  }

  @Test
  void aServerIsReadInsteadOfFiles() {
    String[] address = {
      "convert",
      "--target",
      "postgresql",
      "--no-proof",
      "--source",
      "oracle://hr:Geheim7@127.0.0.1:1/shop"
    };
    assertThat(
            Godwit.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(address))
        .isEqualTo(1);
    assertThat(err.toString()).contains("127.0.0.1").doesNotContain("Geheim7");
    assertThat(run("--schemas", "hr", "some.sql")).isEqualTo(2);
    assertThat(err.toString()).contains("--schemas goes with the URL of a server");
  }

  @Test
  void theScriptOfSqlPlusIsPrinted() {
    CommandLine line =
        Godwit.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(line.execute("extract", "--source", "oracle", "--schemas", "hr,SH")).isZero();
    assertThat(out.toString()).contains("WHERE OWNER IN ('HR', 'SH')", "SPOOL OFF");
    assertThat(line.execute("extract", "--source", "oracle", "--schemas", "hr sh")).isEqualTo(2);
    assertThat(err.toString()).contains("Name schemas with commas between them");
    assertThat(line.execute("extract", "--source", "mysql")).isEqualTo(2);
  }
}
