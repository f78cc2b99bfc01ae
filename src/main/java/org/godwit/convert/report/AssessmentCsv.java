package org.godwit.convert.report;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ActionItem;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.TargetStatement;
import org.godwit.csv.Csv;

/** The three files that AWS SCT saves of an assessment, with its columns. */
public final class AssessmentCsv {
  private static final String END = "\r\n";

  private AssessmentCsv() {}

  /** The files, by what stands behind the report's name in theirs. */
  public static Map<String, String> files(Assessment assessment) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(".csv", items(assessment));
    files.put("_Action_Items_Summary.csv", groups(assessment));
    files.put("_Summary.csv", summary(assessment));
    return files;
  }

  /** Each occurrence of each action item. SCT's position within a line isn't known, and empty. */
  static String items(Assessment assessment) {
    StringBuilder text =
        new StringBuilder(
            Csv.line(
                "Category",
                "Occurrence",
                "Action item",
                "Subject",
                "Group",
                "Description",
                "Documentation references",
                "Recommended action",
                "Estimated complexity",
                "Line",
                "Position",
                "Source",
                "Target",
                "Server IP address and port",
                "Database",
                "Schema"));
    text.append(END);
    for (AssessedObject assessed : assessment.objects()) {
      ConvertedObject object = assessed.object();
      for (ActionItem item : object.items()) {
        text.append(
                Csv.line(
                    category(object.id().kind()),
                    item.file() + ":" + item.line(),
                    item.code().number(),
                    object.id().toString(),
                    item.code().severity().name(),
                    item.message(),
                    "",
                    item.code().action(),
                    complexity(item),
                    item.line(),
                    "",
                    object.id().qualified(),
                    target(object),
                    assessed.server(),
                    "",
                    object.id().schema()))
            .append(END);
      }
    }
    return text.toString();
  }

  private static String target(ConvertedObject object) {
    return object.statements().stream()
        .map(TargetStatement::stage)
        .distinct()
        .map(stage -> stage.folder() + "/" + object.id().qualified())
        .collect(Collectors.joining("; "));
  }

  private static String complexity(ActionItem item) {
    return Effort.of(item) == Effort.NONE
        ? "None"
        : sentence(item.code().complexity().name().toLowerCase(Locale.ROOT));
  }

  /** How often each action item occurs in each schema. */
  static String groups(Assessment assessment) {
    StringBuilder text =
        new StringBuilder(
            Csv.line(
                "Schema",
                "Action item",
                "Number of occurrences",
                "Learning curve efforts",
                "Efforts to convert an occurrence of the action item",
                "Action item description",
                "Recommended action"));
    text.append(END);
    for (ItemGroup group : assessment.groups()) {
      BigDecimal learning = group.learning();
      for (Map.Entry<String, List<ItemGroup.Occurrence>> schema : bySchema(group).entrySet()) {
        text.append(
                Csv.line(
                    schema.getKey(),
                    group.code().number(),
                    schema.getValue().size(),
                    learning.toPlainString(),
                    group.each().toPlainString(),
                    description(group.code()),
                    group.code().action()))
            .append(END);
        learning = BigDecimal.ZERO; // it is learnt once, in the first schema that has it
      }
    }
    return text.toString();
  }

  private static Map<String, List<ItemGroup.Occurrence>> bySchema(ItemGroup group) {
    return group.occurrences().stream()
        .collect(
            Collectors.groupingBy(
                it -> it.object().server() + "." + it.object().object().id().schema(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** What an action item says of any place. */
  static String description(ActionCode code) {
    return code == ActionCode.NOT_READ
        ? "A statement that can't be read"
        : sentence(code.pattern().replace("%s", "…"));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Kinds of objects, and last the sum of all. */
  static String summary(Assessment assessment) {
    StringBuilder text =
        new StringBuilder(
            Csv.line(
                "Category",
                "Number of objects",
                "Objects automatically converted",
                "Objects with simple actions",
                "Objects with medium-complexity actions",
                "Objects with complex actions",
                "Total lines of code"));
    text.append(END);
    assessment.byKind().forEach((kind, totals) -> text.append(line(category(kind), totals)));
    return text.append(line("Total", assessment.all())).toString();
  }

  private static String line(String category, Totals totals) {
    return Csv.line(
            category,
            totals.objects(),
            totals.of(Effort.NONE),
            totals.of(Effort.SIMPLE),
            totals.of(Effort.MEDIUM),
            totals.of(Effort.COMPLEX),
            totals.lines())
        + END;
  }

  private static String category(ObjectKind kind) {
    return sentence(kind.words());
  }
}
