package org.godwit.conversion;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.godwit.convert.Conversion;

/**
 * The scripts of a plan as a zip: a file for each object and stage, and {@code install.sql}, which
 * runs them in order.
 */
public final class ScriptArchive {
  private ScriptArchive() {}

  /** Writes it; doesn't close the stream. */
  public static void write(ScriptPlan plan, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    StringBuilder install = new StringBuilder("\\set ON_ERROR_STOP on\n");
    plan.schemas().forEach(schema -> install.append(Conversion.createSchema(schema)));
    Set<String> taken = new HashSet<>();
    for (ScriptPlan.Step step : plan.steps()) {
      String name =
          step.stage().folder() + "/" + step.name().replaceAll("[^\\p{L}\\p{N}_.$#-]", "_");
      // Names that differ in signs alone, or kinds with names of their own.
      while (!taken.add(name)) {
        name += "_";
      }
      add(zip, name + ".sql", step.sql());
      install.append("\\ir '").append(name).append(".sql'\n");
    }
    add(zip, "install.sql", install.toString());
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
