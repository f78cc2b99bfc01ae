package org.godwit.convert.report;

import java.util.List;
import java.util.Locale;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Complexity;
import org.godwit.convert.ConvertedObject;

/** The long tables of a report. What a page can't hold is counted there, and in the files whole. */
final class AssessmentDetails {
  private static final int OCCURRENCES_MAX = 5;
  private static final int ROWS_MAX = 1000;

  private AssessmentDetails() {}

  static void write(Html html, Assessment assessment) {
    List<ItemGroup> open = assessment.groups().stream().filter(AssessmentDetails::isOpen).toList();
    html.element("h2", "Actions left");
    if (open.isEmpty()) {
      html.element("p", "There are none: everything is converted.");
    } else {
      groups(html, "Action items by hours", open);
    }
    List<ItemGroup> said = assessment.groups().stream().filter(it -> !isOpen(it)).toList();
    if (!said.isEmpty()) {
      html.element("h2", "What to know");
      groups(html, "Notes that ask for nothing", said);
    }
    rights(html, assessment.rights());
    features(html, assessment.features());
    objects(html, assessment.objects());
  }

  private static boolean isOpen(ItemGroup group) {
    return Effort.of(group.occurrences().getFirst().item()) != Effort.NONE;
  }

  private static void groups(Html html, String caption, List<ItemGroup> groups) {
    html.table(
        caption, "Item", "What and where", "Complexity", "#Occurrences", "#Objects", "#Hours");
    for (ItemGroup group : groups) {
      html.open("tr").cell(group.code().number()).open("td", "g-r-wide");
      html.element("strong", AssessmentCsv.description(group.code()))
          .element("p", group.code().action())
          .element("p", "g-r-places", places(group.occurrences()));
      html.close("td").cell(complexity(group)).number(group.occurrences().size());
      html.number(group.objects()).number(group.hours().toPlainString()).close("tr");
    }
    html.endTable();
  }

  private static String complexity(ItemGroup group) {
    Complexity complexity = group.code().complexity();
    return isOpen(group)
        ? AssessmentHtml.sentence(complexity.name().toLowerCase(Locale.ROOT))
        : "–";
  }

  private static String places(List<ItemGroup.Occurrence> occurrences) {
    StringBuilder text = new StringBuilder();
    for (ItemGroup.Occurrence it : occurrences.stream().limit(OCCURRENCES_MAX).toList()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(it.object().object().id())
          .append(" (")
          .append(it.item().file())
          .append(':')
          .append(it.item().line())
          .append(')');
    }
    int more = occurrences.size() - OCCURRENCES_MAX;
    return more > 0 ? text + " and " + Html.grouped(more) + " more" : text.toString();
  }

  private static void rights(Html html, Rights rights) {
    if (rights.principals().isEmpty() && rights.grants().isEmpty()) {
      return;
    }
    html.element("h2", "Users, roles and grants");
    if (!rights.principals().isEmpty()) {
      html.table("Users and roles that the scripts make", "Source", "Kind", "Name", "Outcome");
      for (Rights.Principal it : first(rights.principals())) {
        html.open("tr")
            .cell(it.server())
            .cell(AssessmentHtml.sentence(it.kind().toLowerCase(Locale.ROOT)));
        html.cell(it.name()).cell(it.standing().words()).close("tr");
      }
      end(html, rights.principals().size());
    }
    if (!rights.grants().isEmpty()) {
      html.table("Grants", "Statement", "Privileges", "On", "To", "Where");
      for (Rights.Grant it : first(rights.grants())) {
        html.open("tr").cell(it.isRevoke() ? "REVOKE" : "GRANT").cell(it.privileges());
        html.cell(it.on()).cell(it.to()).cell(it.file() + ":" + it.line()).close("tr");
      }
      end(html, rights.grants().size());
    }
  }

  private static void features(Html html, List<Features.Feature> features) {
    if (features.isEmpty()) {
      return;
    }
    html.element("h2", "Features of the source in use");
    html.table("Features of the source's engine", "Feature", "#Objects", "#Places");
    for (Features.Feature it : features) {
      html.open("tr").cell(it.name()).number(it.objects()).number(it.places()).close("tr");
    }
    html.endTable();
  }

  private static void objects(Html html, List<AssessedObject> objects) {
    List<AssessedObject> open = objects.stream().filter(it -> !it.open().isEmpty()).toList();
    if (open.isEmpty()) {
      return;
    }
    html.element("h2", "Objects with actions left");
    html.table("Each object with its actions", "Object", "Outcome", "Actions", "#Hours");
    for (AssessedObject assessed : first(open)) {
      ConvertedObject object = assessed.object();
      html.open("tr").open("td").text(object.id().toString());
      html.element("p", "g-r-places", assessed.server()).close("td");
      html.cell(assessed.standing().words()).open("td", "g-r-wide");
      for (ActionItem item : assessed.open()) {
        html.element(
            "p",
            "%s:%d: %s (%s)"
                .formatted(item.file(), item.line(), item.message(), item.code().number()));
      }
      html.close("td").number(assessed.hours().toPlainString()).close("tr");
    }
    end(html, open.size());
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(ROWS_MAX, rows.size()));
  }

  private static void end(Html html, int rows) {
    html.endTable();
    if (rows > ROWS_MAX) {
      html.element(
          "p",
          "g-r-places",
          Html.grouped(rows - ROWS_MAX) + " more are in the CSV and JSON files of this report.");
    }
  }
}
