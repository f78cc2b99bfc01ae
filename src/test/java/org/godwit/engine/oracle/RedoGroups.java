package org.godwit.engine.oracle;

import static org.godwit.testing.StandInServer.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Table;

/** The log groups of a {@link RedoDatabase}. */
final class RedoGroups {
  private static final Pattern GROUP =
      Pattern.compile(
          "ALTER TABLE \"SHOP\".\"(\\w+)\" (ADD|DROP) SUPPLEMENTAL LOG GROUP \"(\\w+)\"(?: \\((.*)\\) ALWAYS)?");

  private final Map<String, List<String>> groups = new TreeMap<>();

  /** The columns that each change of the table's rows logs. */
  Set<String> of(Table table) {
    Set<String> logged = new TreeSet<>();
    groups.forEach(
        (name, columns) -> {
          if (name.startsWith(table.name().table() + "/")) {
            logged.addAll(columns);
          }
        });
    return logged;
  }

  /** As the dictionary has them. */
  List<Object[]> list() {
    List<Object[]> all = new ArrayList<>();
    groups.forEach(
        (name, columns) ->
            columns.forEach(
                column -> {
                  int slash = name.indexOf('/');
                  all.add(row("SHOP", name.substring(0, slash), name.substring(slash + 1), column));
                }));
    return all;
  }

  /** What ALTER TABLE would do. */
  List<Object[]> alter(String sql) {
    Matcher parts = GROUP.matcher(sql);
    if (!parts.matches()) {
      throw new IllegalArgumentException(sql);
    }
    String name = parts.group(1) + "/" + parts.group(3);
    if (parts.group(2).equals("ADD")) {
      groups.put(name, List.of(parts.group(4).replace("\"", "").split(", ")));
    } else {
      groups.remove(name);
    }
    return List.of();
  }
}
