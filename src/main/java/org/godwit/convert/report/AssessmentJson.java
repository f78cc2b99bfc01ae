package org.godwit.convert.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.godwit.convert.ActionItem;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.Standing;

/** An assessment for programs: everything that it knows. */
public final class AssessmentJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AssessmentJson() {}

  /** The document. */
  public static String of(Assessment assessment) {
    ObjectNode report = JSON.createObjectNode();
    report.put("name", assessment.heading().name());
    report.put("source", assessment.heading().source());
    report.put("target", assessment.heading().target());
    assessment.heading().notChecked().ifPresent(why -> report.put("notChecked", why));
    report.put("hours", assessment.hours());
    report.set("total", totals(assessment.all()));
    ObjectNode categories = report.putObject("categories");
    for (Category category : Category.values()) {
      categories.set(category.words(), totals(assessment.of(category)));
    }
    ObjectNode kinds = report.putObject("kinds");
    assessment.byKind().forEach((kind, of) -> kinds.set(kind.words(), totals(of)));
    ArrayNode schemas = report.putArray("schemas");
    for (SchemaTotals schema : assessment.bySchema()) {
      ObjectNode node = schemas.addObject();
      node.put("server", schema.server()).put("schema", schema.schema());
      node.set("storage", totals(schema.storage()));
      node.set("code", totals(schema.code()));
    }
    addItems(report.putArray("actionItems"), assessment);
    addRights(report, assessment.rights());
    ArrayNode features = report.putArray("features");
    assessment
        .features()
        .forEach(
            it ->
                features
                    .addObject()
                    .put("name", it.name())
                    .put("objects", it.objects())
                    .put("places", it.places()));
    ArrayNode objects = report.putArray("objects");
    assessment.objects().forEach(object -> add(objects.addObject(), object));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static ObjectNode totals(Totals totals) {
    ObjectNode node = JSON.createObjectNode();
    node.put("objects", totals.objects());
    for (Effort effort : Effort.values()) {
      node.put(effort.words(), totals.of(effort));
    }
    for (Standing standing : Standing.values()) {
      node.put(standing.words(), totals.of(standing));
    }
    if (totals.isLookedInto()) {
      node.put("clean", totals.clean());
    }
    node.put("openActions", totals.actions());
    node.put("lines", totals.lines());
    return node.put("hours", totals.hours());
  }

  private static void addItems(ArrayNode items, Assessment assessment) {
    for (ItemGroup group : assessment.groups()) {
      items
          .addObject()
          .put("code", group.code().number())
          .put("severity", group.code().severity().name())
          .put("complexity", group.code().complexity().name())
          .put("description", AssessmentCsv.description(group.code()))
          .put("recommendedAction", group.code().action())
          .put("occurrences", group.occurrences().size())
          .put("objects", group.objects())
          .put("hoursEach", group.each())
          .put("hoursLearning", group.learning())
          .put("hours", group.hours());
    }
  }

  private static void addRights(ObjectNode report, Rights rights) {
    ArrayNode principals = report.putArray("principals");
    rights
        .principals()
        .forEach(
            it ->
                principals
                    .addObject()
                    .put("server", it.server())
                    .put("kind", it.kind().toLowerCase(Locale.ROOT))
                    .put("name", it.name())
                    .put("outcome", it.standing().words()));
    ArrayNode grants = report.putArray("grants");
    rights
        .grants()
        .forEach(
            it ->
                grants
                    .addObject()
                    .put("server", it.server())
                    .put("statement", it.isRevoke() ? "revoke" : "grant")
                    .put("privileges", it.privileges())
                    .put("on", it.on())
                    .put("to", it.to())
                    .put("file", it.file())
                    .put("line", it.line()));
  }

  private static void add(ObjectNode node, AssessedObject assessed) {
    ConvertedObject object = assessed.object();
    node.put("server", assessed.server());
    node.put("category", assessed.category().words());
    node.put("kind", object.id().kind().words());
    node.put("schema", object.id().schema());
    node.put("name", object.id().name());
    node.put("outcome", assessed.standing().words());
    node.put("effort", assessed.effort().words());
    if (assessed.isLookedInto()) {
      node.put("clean", assessed.isClean());
    }
    node.put("file", object.source().pieces().getFirst().file().name());
    node.put("line", object.source().pieces().getFirst().line());
    node.put("sourceStatements", object.source().pieces().size());
    node.put("lines", assessed.lines());
    node.put("hours", assessed.hours());
    ArrayNode items = node.putArray("actionItems");
    for (ActionItem item : object.items()) {
      items
          .addObject()
          .put("code", item.code().number())
          .put("severity", item.code().severity().name())
          .put("complexity", item.code().complexity().name())
          .put("file", item.file())
          .put("line", item.line())
          .put("message", item.message());
    }
  }
}
