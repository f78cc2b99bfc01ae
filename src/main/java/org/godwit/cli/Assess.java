package org.godwit.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.godwit.convert.report.Assessment;
import org.godwit.convert.report.AssessmentCsv;
import org.godwit.convert.report.AssessmentHtml;
import org.godwit.convert.report.AssessmentJson;
import org.godwit.convert.report.AssessmentPdf;
import org.godwit.convert.report.Category;
import org.godwit.convert.report.Effort;
import org.godwit.convert.report.Rates;
import org.godwit.convert.report.Totals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a conversion would come to, and what would be left for people to do. */
@Command(
    name = "assess",
    description = {
      "Reports what of the schemas that SQL files make, or that a server has, is converted by"
          + " itself, and how many hours the rest takes.",
      "Writes NAME.html, NAME.pdf, NAME.json and AWS SCT's three files NAME.csv,"
          + " NAME_Action_Items_Summary.csv and NAME_Summary.csv. Each folder given is a source of"
          + " its own. Ends with 0 also where a person has something left to do, with 2 where a"
          + " file can't be read."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Assess implements Callable<Integer> {
  @Mixin private ConversionOptions options = new ConversionOptions();

  @Option(
      names = "--out",
      defaultValue = ".",
      showDefaultValue = Help.Visibility.NEVER,
      description = "The folder for the report's files; without it the one you are in.")
  private Path out = Path.of(".");

  @Option(
      names = "--name",
      defaultValue = "assessment",
      description = "What the report and its files are called: assessment.")
  private String name = "";

  @Option(
      names = "--rates",
      description =
          "A file with your team's hours, such as medium = 4, learning.medium = 2, item.5350 = 0.5.")
  private @Nullable Path rates;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!name.matches("[\\p{L}\\p{N} ._-]{1,100}") || name.startsWith(".")) {
      throw options.misused("--name is the beginning of file names: letters, digits, _, - and .");
    }
    Rates hours = rates();
    List<Assessment.Part> parts = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> server : options.sourcesByServer(name).entrySet()) {
      parts.add(new Assessment.Part(server.getKey(), options.converted(server.getValue())));
    }
    Assessment assessment =
        Assessment.of(
            new Assessment.Heading(
                name,
                options.sourceWords(),
                options.proof().targetWords(),
                options.proof().unchecked()),
            parts,
            hours);
    List<Path> written = write(assessment);
    print(assessment, written);
    return 0;
  }

  private Rates rates() {
    if (rates == null) {
      return Rates.standard();
    }
    try {
      return Rates.parse(Files.readString(rates));
    } catch (IOException e) {
      throw options.misused("%s can't be read: %s".formatted(rates, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw options.misused("%s: %s".formatted(rates, e.getMessage()));
    }
  }

  private List<Path> write(Assessment assessment) {
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(out);
      String page = AssessmentHtml.page(assessment);
      written.add(Files.writeString(out.resolve(name + ".html"), page));
      Path pdf = out.resolve(name + ".pdf");
      try (OutputStream file = Files.newOutputStream(pdf)) {
        AssessmentPdf.write(page, file);
      }
      written.add(pdf);
      written.add(Files.writeString(out.resolve(name + ".json"), AssessmentJson.of(assessment)));
      for (Map.Entry<String, String> csv : AssessmentCsv.files(assessment).entrySet()) {
        written.add(Files.writeString(out.resolve(name + csv.getKey()), csv.getValue()));
      }
      return written;
    } catch (IOException e) {
      throw options.misused("%s can't be written to: %s".formatted(out, e.getMessage()));
    }
  }

  private void print(Assessment assessment, List<Path> written) {
    if (spec == null) {
      throw new IllegalStateException("picocli gives a command its spec");
    }
    PrintWriter to = spec.commandLine().getOut();
    to.printf(
        "%-40s %7s %9s %7s %7s %7s %9s%n",
        "", "objects", "automatic", "simple", "medium", "complex", "hours");
    for (Category category : Category.values()) {
      line(to, category.words(), assessment.of(category));
    }
    line(to, "all", assessment.all());
    to.printf(
        "%d %% converted with nothing left to do; %d actions left, %s hours%n",
        assessment.all().automaticPercent(),
        assessment.all().actions(),
        assessment.hours().toPlainString());
    assessment
        .heading()
        .notChecked()
        .ifPresent(why -> to.printf("bodies of routines weren't looked into: %s%n", why));
    written.forEach(file -> to.println(file));
    to.flush();
  }

  private static void line(PrintWriter to, String words, Totals of) {
    to.printf(
        "%-40s %7d %9d %7d %7d %7d %9s%n",
        words,
        of.objects(),
        of.of(Effort.NONE),
        of.of(Effort.SIMPLE),
        of.of(Effort.MEDIUM),
        of.of(Effort.COMPLEX),
        of.hours().toPlainString());
  }
}
