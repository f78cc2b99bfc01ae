package org.godwit.convert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.godwit.convert.Conversion;
import org.godwit.convert.Standing;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptReader;
import org.junit.jupiter.api.Test;

final class AssessmentTest {
  private static final Path FOLDER = Path.of("src/test/resources/convert/oracle-postgresql");
  private static final Function<String, ScriptReader> READER =
      Engines.standard().named("oracle").scriptReader().orElseThrow();

  private static final String HR =
      """
      create table hr.t (id number(9) primary key, doc bfile);
      create table hr.u (id number(9) primary key);
      create bitmap index hr.i on hr.u (id);
      create or replace procedure hr.p is
        pragma autonomous_transaction;
      begin
        null;
      end;
      /
      create or replace function hr.q wrapped
      a000000
      b2
      /
      create user clerk identified by "Geheim1";
      grant select on hr.u to clerk;
      create table hr.cut (id number(9), <&"> varchar2(
      """;

  @Test
  void everyStatementOfTheSourceIsAccountedForOnce() throws IOException {
    Map<String, String> sources = corpus();
    sources.put("hr.sql", HR);
    Assessment assessment = assessed(Rates.standard(), sources);
    assertThat(
            assessment.objects().stream()
                .mapToInt(it -> it.object().source().pieces().size())
                .sum())
        .isEqualTo(sources.values().stream().mapToInt(AssessmentTest::statements).sum());
    Totals all = assessment.all();
    assertThat(all.objects()).isEqualTo(assessment.objects().size());
    assertThat(Stream.of(Effort.values()).mapToInt(all::of).sum()).isEqualTo(all.objects());
    assertThat(Stream.of(Standing.values()).mapToInt(all::of).sum()).isEqualTo(all.objects());
    assertThat(Stream.of(Category.values()).mapToInt(it -> assessment.of(it).objects()).sum())
        .isEqualTo(all.objects());
    assertThat(assessment.byKind().values().stream().mapToInt(Totals::objects).sum())
        .isEqualTo(all.objects());
  }

  @Test
  void numbersAgreeInAllRenderings() throws Exception {
    Assessment assessment = assessed(Rates.standard(), corpus());
    JsonNode json = new ObjectMapper().readTree(AssessmentJson.of(assessment));
    Totals all = assessment.all();
    assertThat(json.at("/total/objects").asInt()).isEqualTo(all.objects());
    assertThat(json.at("/objects")).hasSize(all.objects());
    assertThat(json.at("/total/openActions").asInt()).isEqualTo(all.actions());
    assertThat(json.at("/hours").decimalValue()).isEqualByComparingTo(assessment.hours());
    assertThat(all.hours()).isEqualByComparingTo(assessment.hours());

    Map<String, String> csv = AssessmentCsv.files(assessment);
    List<String> summary = csv.get("_Summary.csv").lines().toList();
    assertThat(summary.getLast())
        .isEqualTo(
            "Total,%d,%d,%d,%d,%d,%d"
                .formatted(
                    all.objects(),
                    all.of(Effort.NONE),
                    all.of(Effort.SIMPLE),
                    all.of(Effort.MEDIUM),
                    all.of(Effort.COMPLEX),
                    all.lines()));
    int occurrences = assessment.groups().stream().mapToInt(it -> it.occurrences().size()).sum();
    int items = assessment.objects().stream().mapToInt(it -> it.object().items().size()).sum();
    assertThat(occurrences).isEqualTo(items);
    assertThat(
            csv.get("_Action_Items_Summary.csv")
                .lines()
                .skip(1)
                .mapToInt(AssessmentTest::third)
                .sum())
        .isEqualTo(items);

    String page = AssessmentHtml.page(assessment);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertThat(page)
        .doesNotContain("<script")
        .contains("<strong>" + Html.grouped(assessment.ofSchemas().objects()) + "</strong>")
        .contains("<strong>" + Html.grouped(all.actions()) + "</strong>")
        .contains("<strong>" + assessment.hours().toPlainString() + " h</strong>");
    assertThat(paper(page))
        .contains(Html.grouped(all.objects()), assessment.hours().toPlainString() + " h");
  }

  @Test
  void whatIsLeftToDoIsSaidWithItsPlaceAndNothingSecret() {
    Assessment assessment = assessed(Rates.standard(), Map.of("hr.sql", HR));
    String page = AssessmentHtml.page(assessment);
    assertThat(page)
        .contains("5212", "hr.sql:1", "wrapped", "2 pieces of the scripts could not be read")
        .contains("Autonomous transactions", "Bitmap indexes", "GRANT", "clerk")
        .contains("&lt;");
    String everything = page + AssessmentJson.of(assessment) + AssessmentCsv.files(assessment);
    assertThat(everything).doesNotContain("Geheim1");
  }

  @Test
  void hoursAreTheTeamsOwn() {
    Assessment standard = assessed(Rates.standard(), Map.of("hr.sql", HR));
    Rates rates = Rates.parse("simple=0\nmedium=0\ncomplex=0\nitem.9998=2.5\nlearning.medium=10");
    Assessment own = assessed(rates, Map.of("hr.sql", HR));
    assertThat(standard.hours()).isPositive();
    ItemGroup unread =
        own.groups().stream()
            .filter(it -> it.code().number().equals("9998"))
            .findFirst()
            .orElseThrow();
    assertThat(unread.hours()).isEqualByComparingTo(new BigDecimal("15"));
    assertThatThrownBy(() -> Rates.parse("item.99=1")).hasMessageContaining("no rate item.99");
    assertThatThrownBy(() -> Rates.parse("simple=-1")).hasMessageContaining("hours from 0");
  }

  @Test
  void whatCantBeReadCountsAsWhatItWouldHaveMade() {
    Assessment assessment =
        assessed(
            Rates.standard(),
            Map.of(
                "a.sql",
                """
                set define off
                create function hr.f return number is begin return 1; end;
                /
                create function hr.g wrapped
                a000000
                b2
                /
                create or replace package body "Shop".h is <<; end;
                /
                insert into <<;
                """));
    assertThat(assessment.of(Category.CODE).objects()).isEqualTo(3);
    assertThat(assessment.ofSchemas().automaticPercent()).isEqualTo(33);
    assertThat(assessment.bySchema())
        .extracting(it -> it.schema() + " " + it.code().automaticPercent())
        .containsExactly("hr 50", "Shop 0");
  }

  @Test
  void aNumberIsLearntOnceAlsoWithTwoSeverities() {
    Assessment assessment =
        assessed(
            Rates.parse("medium=0\nlearning.medium=2"),
            Map.of(
                "a.sql",
                """
                create procedure p is begin update t set a = 1; commit; end;
                /
                create function f return number is begin commit; return 1; end;
                /
                create table t (a number(9));
                """));
    List<ItemGroup> groups =
        assessment.groups().stream().filter(it -> it.code().number().equals("5350")).toList();
    assertThat(groups).hasSize(2);
    assertThat(groups.stream().map(ItemGroup::learning).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("2");
  }

  @Test
  void severalServersStandInOneReport() {
    Assessment assessment =
        Assessment.of(
            heading(),
            List.of(
                new Assessment.Part("hr1", converted(Map.of("hr.sql", HR))),
                new Assessment.Part("hr2", converted(Map.of("hr.sql", HR)))),
            Rates.standard());
    assertThat(assessment.servers()).containsExactly("hr1", "hr2");
    assertThat(assessment.bySchema()).extracting(SchemaTotals::server).contains("hr1", "hr2");
    assertThat(AssessmentHtml.body(assessment)).contains("By schema", "hr2");
  }

  private static int third(String line) {
    return Integer.parseInt(line.split(",", 4)[2]);
  }

  private static String paper(String page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AssessmentPdf.write(page, out);
    try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static int statements(String text) {
    ScriptReader reader = READER.apply(text);
    int count = 0;
    while (reader.next().isPresent()) {
      count++;
    }
    return count;
  }

  private static Map<String, String> corpus() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.toString().endsWith(".target.sql"))
          .collect(
              Collectors.toMap(
                  Path::toString, AssessmentTest::text, (one, _) -> one, TreeMap::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Assessment.Heading heading() {
    return new Assessment.Heading("HR", "Oracle", "PostgreSQL", Optional.empty());
  }

  private static Assessment assessed(Rates rates, Map<String, String> sources) {
    return Assessment.of(
        heading(),
        List.of(new Assessment.Part("hr", converted(new LinkedHashMap<>(sources)))),
        rates);
  }

  private static Conversion converted(Map<String, String> sources) {
    return Conversion.of(
        sources, READER, Engines.standard().named("postgres").statementRenderer().orElseThrow());
  }
}
