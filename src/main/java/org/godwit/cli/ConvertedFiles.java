package org.godwit.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Conversion;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Piece;
import org.godwit.convert.Proof;
import org.godwit.convert.Stage;

/**
 * The folder of a conversion: a file for each object and stage, {@code install.sql}, which runs
 * them in order, {@code not_converted} with what a person must write, and {@code report.json}.
 */
final class ConvertedFiles {
  /** Their text may hold passwords, or is nothing to convert. */
  private static final Set<ObjectKind> WITHOUT_SOURCE =
      EnumSet.of(
          ObjectKind.SCHEMA_USER,
          ObjectKind.DATABASE_LINK,
          ObjectKind.FOREIGN_SERVER,
          ObjectKind.SUBSCRIPTION,
          ObjectKind.SCRIPT,
          ObjectKind.UNKNOWN);

  private final Path folder;
  private final Set<String> taken = new HashSet<>();

  ConvertedFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes all; files of an earlier conversion with the same names are replaced. */
  void write(Conversion conversion, JsonFile.Text report) throws IOException {
    Files.createDirectories(folder);
    StringBuilder install = new StringBuilder("\\set ON_ERROR_STOP on\n");
    for (String schema : conversion.schemas()) {
      install.append(Conversion.createSchema(schema));
    }
    for (Stage stage : Stage.values()) {
      for (ConvertedObject object : conversion.inOrder(stage)) {
        String file = write(stage.folder(), object, sql(stage, object));
        install.append("\\ir '").append(file).append("'\n");
      }
    }
    for (ConvertedObject object : conversion.objects()) {
      if (object.proof() == Proof.NOT_CONVERTED) {
        write("not_converted", object, source(object));
      }
    }
    Files.writeString(folder.resolve("install.sql"), install);
    try (Writer out = Files.newBufferedWriter(folder.resolve("report.json"))) {
      report.writeTo(out);
    }
  }

  /** Writes scripts that were read out of a dictionary, whose lines the report names. */
  void writeSources(Map<String, String> scripts) throws IOException {
    Set<Path> written = new HashSet<>();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      String name = script.getKey().replaceAll("[^\\p{L}\\p{N}_.$#-]+", "_");
      Path file = folder.resolve("source").resolve(name);
      while (!written.add(file)) {
        file = folder.resolve("source").resolve("_" + file.getFileName());
      }
      Files.createDirectories(folder.resolve("source"));
      Files.writeString(file, script.getValue());
    }
  }

  private String write(String where, ConvertedObject object, String text) throws IOException {
    String name = object.id().qualified().replaceAll("[^\\p{L}\\p{N}_.$#-]", "_");
    if (where.equals("not_converted")) {
      name = object.id().kind().words().replace(' ', '_') + "." + name;
    }
    String file = where + "/" + name;
    // Names that differ in signs alone, or kinds with names of their own.
    while (!taken.add(file)) {
      file += "_";
    }
    file += ".sql";
    Path path = folder.resolve(file);
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.writeString(path, text);
    return file;
  }

  private static String sql(Stage stage, ConvertedObject object) {
    StringBuilder text = new StringBuilder(items(object.items()));
    object.statements().stream()
        .filter(statement -> statement.stage() == stage)
        .forEach(statement -> text.append(statement.sql()));
    return text.toString();
  }

  private static String source(ConvertedObject object) {
    StringBuilder text = new StringBuilder(items(object.items()));
    if (!WITHOUT_SOURCE.contains(object.id().kind())) {
      for (Piece piece : object.source().pieces()) {
        piece.text().lines().forEach(line -> text.append("-- | ").append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static String items(List<ActionItem> items) {
    StringBuilder text = new StringBuilder();
    for (ActionItem item : items) {
      text.append("-- ").append(oneLine(item.toString())).append('\n');
      text.append("--   ").append(item.code().action()).append('\n');
    }
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
