package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.SOURCE;
import static org.godwit.engine.oracle.extract.DictionaryQuery.TRIGGERS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** Types and units of PL/SQL: their source is in the dictionary as it was typed, behind CREATE. */
final class CodeDdl {
  /** What follows needs what comes before, at most. */
  private static final List<String> TYPES = List.of("TYPE", "TYPE BODY");

  private static final List<String> UNITS =
      List.of("FUNCTION", "PROCEDURE", "PACKAGE", "PACKAGE BODY", "JAVA SOURCE", "TRIGGER");

  /** So long a row may be a piece of a line that was too long; a shorter one ends its line. */
  private static final int PIECE_LENGTH = 1000;

  private final DictionaryRows rows;
  private final Map<Unit, StringBuilder> sources = new LinkedHashMap<>();

  private record Unit(String type, Key key) {}

  CodeDdl(DictionaryRows rows) {
    this.rows = rows;
    for (Row line : rows.of(SOURCE)) {
      Unit unit = new Unit(line.word("TYPE"), line.key("OWNER", "NAME"));
      append(sources.computeIfAbsent(unit, _ -> new StringBuilder()), line.text("TEXT"));
    }
  }

  /** Rows have their line feed in them; where one lacks it, it was the last, or is given one. */
  private static void append(StringBuilder source, String line) {
    int last = source.lastIndexOf("\n");
    boolean isOpen = !source.isEmpty() && last < source.length() - 1;
    if (isOpen && source.length() - last - 1 < PIECE_LENGTH) {
      source.append('\n');
    }
    source.append(line.replace("\0", ""));
  }

  /** Writes the object and collection types of a schema. */
  void writeTypes(String schema, Script script) {
    write(schema, TYPES, script);
  }

  /** Writes the routines, packages and triggers of a schema. */
  void writeUnits(String schema, Script script) {
    write(schema, UNITS, script);
    for (Row trigger : rows.of(TRIGGERS)) {
      if (trigger.text("OWNER").equals(schema) && trigger.is("STATUS", "DISABLED")) {
        script.add(
            "ALTER TRIGGER %s DISABLE\n;\n"
                .formatted(Words.quoted(schema, trigger.text("TRIGGER_NAME"))));
      }
    }
  }

  private void write(String schema, List<String> types, Script script) {
    for (String type : types) {
      sources.forEach(
          (unit, source) -> {
            if (unit.type().equals(type) && unit.key().owner().equals(schema)) {
              write(unit, source.toString().strip(), script);
            }
          });
    }
  }

  private static void write(Unit unit, String source, Script script) {
    if (isOfPipelinedFunction(unit)) {
      script.explains(unit.type(), unit.key());
      return;
    }
    String before =
        unit.type().equals("JAVA SOURCE")
            ? "CREATE OR REPLACE AND COMPILE JAVA SOURCE NAMED %s AS\n"
                .formatted(Words.quoted(unit.key().owner(), unit.key().name()))
            : "CREATE OR REPLACE ";
    script.add(unit.type(), unit.key(), before + source + "\n/\n");
  }

  /** The server makes types for functions of packages that pipe rows. */
  private static boolean isOfPipelinedFunction(Unit unit) {
    String name = unit.key().name();
    return unit.type().equals("TYPE")
        && (name.startsWith("SYS_PLSQL_") || name.startsWith("SYSTP"));
  }
}
