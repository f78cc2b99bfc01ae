package org.godwit.convert.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.godwit.convert.Complexity;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Standing;

/** An assessment to be read and printed: one page that needs nothing else, without scripts. */
public final class AssessmentHtml {
  private static final String STYLE = "/report/report.css";

  private AssessmentHtml() {}

  /** The whole page; it is XML too. */
  public static String page(Assessment assessment) {
    String title = Html.escaped(assessment.heading().name());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>%s · Assessment</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>%s</h1>
        %s</body>
        </html>
        """
        .formatted(title, style(), title, body(assessment));
  }

  private static String style() {
    try (InputStream file =
        Objects.requireNonNull(AssessmentHtml.class.getResourceAsStream(STYLE), STYLE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands below the page's title, for a page of the console. */
  public static String body(Assessment assessment) {
    Html html = new Html();
    html.open("div", "g-r");
    summary(html, assessment);
    chart(html, assessment);
    kinds(html, assessment);
    if (assessment.bySchema().size() > 1) {
      schemas(html, assessment);
    }
    AssessmentDetails.write(html, assessment);
    method(html, assessment);
    return html.close("div").toString();
  }

  private static void summary(Html html, Assessment assessment) {
    Totals all = assessment.all();
    List<String> servers = assessment.servers();
    html.open("p", "g-r-lead")
        .text(
            "Conversion of %s from %s to %s."
                .formatted(
                    servers.size() == 1 ? servers.getFirst() : servers.size() + " sources",
                    assessment.heading().source(),
                    assessment.heading().target()))
        .close("p");
    html.open("table", "g-r-tiles").open("tbody").open("tr");
    Totals made = assessment.ofSchemas();
    tile(html, Html.grouped(made.objects()), "storage and code objects, all accounted for");
    tile(html, made.automaticPercent() + " %", "converted with nothing left to do");
    tile(html, Html.grouped(all.actions()), "actions left for a person");
    tile(html, assessment.hours().toPlainString() + " h", "estimated for these actions");
    html.close("tr").close("tbody").close("table");
    for (Category category : List.of(Category.STORAGE, Category.CODE)) {
      html.element("p", sentences(category, assessment.of(category)));
    }
    Totals unread = assessment.byKind().get(ObjectKind.UNKNOWN);
    if (unread != null) {
      html.element(
          "p",
          "g-r-warning",
          "%s of the scripts could not be read: cut off, wrapped (encrypted), or no statement of the source. Each is an action item with its file and line."
              .formatted(Html.counted(unread.objects(), "piece")));
    }
  }

  private static void tile(Html html, String figure, String words) {
    html.open("td").element("strong", figure).element("span", words).close("td");
  }

  private static String sentences(Category category, Totals of) {
    if (of.objects() == 0) {
      return "There are no " + category.words() + ".";
    }
    String first =
        "Of %s %s, %s (%d %%) are converted with nothing left to do."
            .formatted(
                Html.grouped(of.objects()),
                category.words(),
                Html.grouped(of.of(Effort.NONE)),
                of.automaticPercent());
    return of.open() == 0
        ? first
        : first
            + " %s (%d %%) need %s: %s simple, %s of medium complexity, %s complex."
                .formatted(
                    Html.grouped(of.open()),
                    100 - of.automaticPercent(),
                    Html.counted(of.actions(), "action"),
                    Html.grouped(of.actions(Effort.SIMPLE)),
                    Html.grouped(of.actions(Effort.MEDIUM)),
                    Html.grouped(of.actions(Effort.COMPLEX)));
  }

  private static void chart(Html html, Assessment assessment) {
    html.element("h2", "Share converted automatically");
    html.open("table", "g-r-chart").open("tbody");
    for (Category category : Category.values()) {
      Totals of = assessment.of(category);
      if (of.objects() > 0) {
        html.open("tr").open("th").text(sentence(category.words())).close("th");
        html.open("td", "g-r-barcell").markup(Bars.of(of)).close("td");
        html.number(of.automaticPercent() + " %").close("tr");
      }
    }
    html.close("tbody").close("table").open("p", "g-r-legend");
    for (Effort effort : Effort.values()) {
      html.open("span").markup(Bars.swatch(effort)).text(" " + effort.words()).close("span");
    }
    html.close("p");
  }

  private static void kinds(Html html, Assessment assessment) {
    html.element("h2", "By kind of object");
    html.table(
        "Objects by kind and by what is left to do",
        "Kind",
        "#Objects",
        "#Automatic",
        "#Simple",
        "#Medium",
        "#Complex",
        "#Loaded",
        "#Clean",
        "#Lines",
        "#Hours");
    assessment.byKind().forEach((kind, of) -> row(html, sentence(kind.words()), of));
    row(html, "All", assessment.all());
    html.endTable();
  }

  private static void row(Html html, String name, Totals of) {
    html.open("tr").open("th").text(name).close("th").number(of.objects());
    for (Effort effort : Effort.values()) {
      html.number(of.of(effort));
    }
    html.number(of.of(Standing.LOADED))
        .number(of.isLookedInto() ? Html.grouped(of.clean()) : "–")
        .number(of.lines())
        .number(of.hours().toPlainString())
        .close("tr");
  }

  private static void schemas(Html html, Assessment assessment) {
    html.element("h2", "By schema");
    html.table(
        "Share converted automatically by schema",
        "Source",
        "Schema",
        "#Storage objects",
        "#Automatic",
        "#Code objects",
        "#Automatic",
        "#Hours");
    for (SchemaTotals schema : assessment.bySchema()) {
      html.open("tr").cell(schema.server());
      html.cell(schema.schema().isEmpty() ? "(none named)" : schema.schema());
      html.number(schema.storage().objects()).number(schema.storage().automaticPercent() + " %");
      html.number(schema.code().objects()).number(schema.code().automaticPercent() + " %");
      html.number(schema.all().hours().toPlainString()).close("tr");
    }
    html.endTable();
  }

  private static void method(Html html, Assessment assessment) {
    html.element("h2", "How these numbers are made");
    html.element(
        "p",
        "Every statement of the source belongs to exactly one object, and every object is counted once. Loaded means that a scratch PostgreSQL took all of its statements; clean, that nothing is known that would fail in it when it runs. A share is rounded down: 100 % means all.");
    html.element(
        "p",
        "Hours are an estimate: %s for a simple action, %s for one of medium complexity, %s for a complex one, or the team's own rate for its number."
            .formatted(
                assessment.rate(Complexity.SIMPLE).toPlainString(),
                assessment.rate(Complexity.MEDIUM).toPlainString(),
                assessment.rate(Complexity.COMPLEX).toPlainString()));
    assessment
        .heading()
        .notChecked()
        .ifPresent(
            why -> html.element("p", "Clean isn't known of objects with routines: " + why + "."));
  }

  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
