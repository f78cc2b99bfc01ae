package org.godwit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Conversion;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectId;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Proof;
import org.godwit.convert.Severity;

/** What a conversion came to, for people and for programs. */
final class ConvertReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConvertReport() {}

  /** How many objects of each kind came how far, then each object that a person must look at. */
  static void print(PrintWriter out, Conversion conversion) {
    out.printf(
        "%-20s %8s %10s %8s %14s%n", "Objects", "all", "rendered", "partial", "not converted");
    for (Map.Entry<ObjectKind, int[]> row : counts(conversion).entrySet()) {
      int[] counts = row.getValue();
      out.printf(
          "%-20s %8d %10d %8d %14d%n",
          row.getKey().words(), counts[0] + counts[1] + counts[2], counts[0], counts[1], counts[2]);
    }
    for (ConvertedObject object : conversion.objects()) {
      if (object.proof() != Proof.RENDERED) {
        out.println(object.id() + ": " + words(object.proof()));
        object.items().stream()
            .filter(item -> item.code().severity() != Severity.INFO)
            .forEach(item -> out.println("    " + item));
      }
    }
    out.flush();
  }

  /** Rendered, partial and not converted, by kind. */
  private static Map<ObjectKind, int[]> counts(Conversion conversion) {
    Map<ObjectKind, int[]> counts = new EnumMap<>(ObjectKind.class);
    for (ConvertedObject object : conversion.objects()) {
      int[] row = counts.computeIfAbsent(object.id().kind(), _ -> new int[3]);
      row[
          switch (object.proof()) {
            case COMPILED, RENDERED -> 0;
            case PARTIAL -> 1;
            case NOT_CONVERTED -> 2;
          }]++;
    }
    return counts;
  }

  private static String words(Proof proof) {
    return proof.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Every object with its proof level and action items. */
  static String json(Conversion conversion, String source, String target) {
    ObjectNode report = JSON.createObjectNode();
    report.put("source", source);
    report.put("target", target);
    ObjectNode summary = report.putObject("summary");
    counts(conversion)
        .forEach(
            (kind, row) ->
                summary
                    .putObject(kind.words())
                    .put("rendered", row[0])
                    .put("partial", row[1])
                    .put("notConverted", row[2]));
    ArrayNode objects = report.putArray("objects");
    conversion.objects().forEach(object -> add(objects.addObject(), object));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static void add(ObjectNode node, ConvertedObject object) {
    node.put("kind", object.id().kind().words());
    node.put("schema", object.id().schema());
    node.put("name", object.id().name());
    node.put("proof", words(object.proof()));
    node.put("file", object.source().pieces().getFirst().file().name());
    node.put("line", object.source().pieces().getFirst().line());
    node.put("sourceStatements", object.source().pieces().size());
    node.put("targetStatements", object.statements().size());
    ArrayNode dependencies = node.putArray("dependsOn");
    List<String> names =
        object.source().dependencies().stream().map(ObjectId::toString).sorted().toList();
    names.forEach(dependencies::add);
    ArrayNode items = node.putArray("actionItems");
    for (ActionItem item : object.items()) {
      items
          .addObject()
          .put("code", item.code().number())
          .put("severity", item.code().severity().name())
          .put("complexity", item.code().complexity().name())
          .put("file", item.file())
          .put("line", item.line())
          .put("message", item.message())
          .put("recommendedAction", item.code().action());
    }
  }
}
