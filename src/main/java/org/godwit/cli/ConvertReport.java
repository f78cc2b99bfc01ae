package org.godwit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Check;
import org.godwit.convert.Conversion;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.Load;
import org.godwit.convert.ObjectId;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.PostgresVersion;
import org.godwit.convert.Proof;
import org.godwit.convert.Severity;
import org.godwit.convert.Standing;

/** What a conversion came to, for people and for programs. */
final class ConvertReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLEAN = "clean";

  private ConvertReport() {}

  /**
   * What was asked about the conversion.
   *
   * @param version of PostgreSQL that it is written for
   * @param server that took or refused it, where that isn't Godwit's own
   * @param unchecked why nobody looked into routines; empty where somebody did
   */
  record Asked(PostgresVersion version, Optional<String> server, Optional<String> unchecked) {}

  /** How many objects of each kind came how far, then each object that a person must look at. */
  static void print(PrintWriter out, Conversion conversion, Asked asked) {
    out.printf("%-20s %6s", "Objects", "all");
    for (Standing column : Standing.values()) {
      out.printf("  %s", column.words());
    }
    out.printf("  %s  open items%n", CLEAN);
    for (Map.Entry<ObjectKind, Counts> row : counts(conversion).entrySet()) {
      Counts counts = row.getValue();
      out.printf("%-20s %6d", row.getKey().words(), counts.all);
      for (Standing column : Standing.values()) {
        out.printf("  %" + column.words().length() + "d", counts.of.getOrDefault(column, 0));
      }
      out.printf("  %5s  %10d%n", counts.cleanOr("-"), counts.withOpenItems);
    }
    asked.server().ifPresent(server -> out.println("Tried on " + server));
    asked
        .unchecked()
        .ifPresent(why -> out.printf("%s isn't known of objects with routines: %s%n", CLEAN, why));
    for (ConvertedObject object : conversion.objects()) {
      List<ActionItem> open = open(object);
      if (!open.isEmpty()) {
        out.println(object.id() + ": " + Standing.of(object).words() + faulty(object));
        open.forEach(item -> out.println("    " + item));
      }
    }
    out.flush();
  }

  private static String faulty(ConvertedObject object) {
    return object.check() == Check.FAULTY ? ", not " + CLEAN : "";
  }

  private static List<ActionItem> open(ConvertedObject object) {
    return object.items().stream().filter(item -> item.code().severity() != Severity.INFO).toList();
  }

  private static Map<ObjectKind, Counts> counts(Conversion conversion) {
    Map<ObjectKind, Counts> counts = new EnumMap<>(ObjectKind.class);
    for (ConvertedObject object : conversion.objects()) {
      Counts row = counts.computeIfAbsent(object.id().kind(), _ -> new Counts());
      row.all++;
      row.of.merge(Standing.of(object), 1, Integer::sum);
      row.withOpenItems += open(object).isEmpty() ? 0 : 1;
      row.clean += object.check() == Check.CLEAN ? 1 : 0;
      row.isKnown &= object.load() != Load.LOADED || object.check() != Check.UNKNOWN;
    }
    return counts;
  }

  /** Of one kind of objects. */
  private static final class Counts {
    private final Map<Standing, Integer> of = new EnumMap<>(Standing.class);
    private int all;
    private int withOpenItems;
    private int clean;
    private boolean isKnown = true;

    private String cleanOr(String unknown) {
      return isKnown ? Integer.toString(clean) : unknown;
    }
  }

  private static String words(Proof proof) {
    return proof.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Writes every object with its proof level, what became of it, and its action items. */
  static void write(Writer out, Conversion conversion, String source, String target, Asked asked)
      throws IOException {
    try (JsonGenerator report = JSON.createGenerator(out)) {
      report.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      report.useDefaultPrettyPrinter();
      report.writeStartObject();
      report.writeStringField("source", source);
      report.writeStringField("target", target);
      report.writeNumberField("targetVersion", asked.version().major());
      if (asked.server().isPresent()) {
        report.writeStringField("triedOn", asked.server().get());
      }
      if (asked.unchecked().isPresent()) {
        report.writeStringField("notChecked", asked.unchecked().get());
      }
      report.writeFieldName("summary");
      report.writeTree(summary(conversion));
      report.writeArrayFieldStart("objects");
      for (ConvertedObject object : conversion.objects()) {
        ObjectNode node = JSON.createObjectNode();
        add(node, object);
        report.writeTree(node);
      }
      report.writeEndArray();
      report.writeEndObject();
    }
    out.write("\n");
  }

  private static ObjectNode summary(Conversion conversion) {
    ObjectNode summary = JSON.createObjectNode();
    counts(conversion)
        .forEach(
            (kind, counts) -> {
              ObjectNode row = summary.putObject(kind.words());
              row.put("all", counts.all);
              counts.of.forEach((column, count) -> row.put(column.words(), count));
              if (counts.isKnown) {
                row.put(CLEAN, counts.clean);
              }
              row.put("open items", counts.withOpenItems);
            });
    return summary;
  }

  private static void add(ObjectNode node, ConvertedObject object) {
    node.put("kind", object.id().kind().words());
    node.put("schema", object.id().schema());
    node.put("name", object.id().name());
    node.put("proof", words(object.proof()));
    node.put("outcome", Standing.of(object).words());
    if (object.check() != Check.UNKNOWN) {
      node.put(CLEAN, object.check() == Check.CLEAN);
    }
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
