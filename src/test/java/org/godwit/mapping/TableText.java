package org.godwit.mapping;

import static org.godwit.catalog.DataType.UNBOUNDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;

/**
 * Reads tables from text:
 *
 * <pre>
 * table shop.orders
 *   id int8 identity
 *   total numeric(10,2) default "x" + 1
 *   twice int4 computed "total" * 2
 *   key id
 *   index orders_total total
 *   foreign orders_fk customer references shop.customers id
 *   check positive "total" > 0
 * </pre>
 */
final class TableText {
  private TableText() {}

  static List<Table> parse(String text) {
    List<Table> tables = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : text.lines().filter(it -> !it.isBlank()).toList()) {
      if (!line.startsWith(" ") && !block.isEmpty()) {
        tables.add(table(block));
        block.clear();
      }
      block.add(line.strip());
    }
    tables.add(table(block));
    return tables;
  }

  private static Table table(List<String> lines) {
    String[] head = lines.getFirst().split(" ", -1);
    List<Column> columns = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    List<ForeignKey> foreignKeys = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    Optional<Key> key = Optional.empty();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "key" -> key = Optional.of(new Key("pk", List.of(words[1].split(",", -1))));
        case "index" -> indexes.add(index(words));
        case "foreign" -> foreignKeys.add(foreignKey(line.split(" ", -1)));
        case "check" -> checks.add(new Check(words[1], words[2]));
        default -> columns.add(column(words));
      }
    }
    TableKind kind = TableKind.valueOf(head[0].toUpperCase(Locale.ROOT));
    return Table.of(name(head[1]), kind, columns)
        .withPrimaryKey(key)
        .withIndexes(indexes)
        .withForeignKeys(foreignKeys)
        .withChecks(checks);
  }

  private static TableName name(String text) {
    int dot = text.indexOf('.');
    return new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  private static Index index(String[] words) {
    List<Index.Part> parts =
        List.of(words[2].split(",", -1)).stream().map(Index.Part::column).toList();
    return new Index(words[1], Index.Kind.ORDERED, false, parts, "");
  }

  private static ForeignKey foreignKey(String[] words) {
    return new ForeignKey(
        words[1],
        List.of(words[2].split(",", -1)),
        name(words[4]),
        List.of(words[5].split(",", -1)),
        ForeignKey.Action.NO_ACTION,
        ForeignKey.Action.NO_ACTION);
  }

  private static Column column(String[] words) {
    Column column = Column.of(words[0], type(words[1]).dataType(), words[1], true);
    String rest = words.length < 3 ? "" : words[2];
    if (rest.equals("identity")) {
      return column.withGeneration(new Generation.Identity(1));
    }
    if (rest.startsWith("default ")) {
      return column.withDefault(new Default.Expression(rest.substring(8)));
    }
    if (rest.startsWith("computed ")) {
      return column.withGeneration(new Generation.Computed(rest.substring(9), true));
    }
    return column;
  }

  private static RuleType type(String text) {
    String[] parts = text.replace(")", "").split("[(,]", -1);
    RuleType.Name name = RuleType.Name.valueOf(parts[0].toUpperCase(Locale.ROOT));
    int first = parts.length > 1 ? Integer.parseInt(parts[1]) : UNBOUNDED;
    int second = parts.length > 2 ? Integer.parseInt(parts[2]) : UNBOUNDED;
    return switch (name) {
      case NUMERIC -> new RuleType(name, UNBOUNDED, first, second, "");
      case DATETIME, TIME -> new RuleType(name, UNBOUNDED, UNBOUNDED, first, "");
      default -> RuleType.of(name, first);
    };
  }
}
