package org.godwit.mapping;

import static org.godwit.catalog.DataType.UNBOUNDED;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.godwit.json.OtherKeys;

/** Makes mappings of every kind of rule, the same ones for the same seed. */
final class RandomMapping {
  private static final List<String> WORDS =
      List.of("a", "%", "Größe", "it's", "\"x\"", "t[_]1", "a\\b", "_", "0", "{}");

  private final Random random;
  private long id;

  RandomMapping(long seed) {
    random = new Random(seed);
  }

  TableMapping next() {
    List<Rule> rules = new ArrayList<>();
    IntStream.range(0, 1 + random.nextInt(30)).forEach(_ -> rules.add(rule()));
    return new TableMapping(rules, others("/note"));
  }

  private Rule rule() {
    id += 1 + random.nextInt(5);
    return switch (random.nextInt(4)) {
      case 3 ->
          new ValidationRule(
              id, word(), Locator.columns(word(), word(), word()), "f(a)", "b", OtherKeys.NONE);
      case 0 -> selection();
      case 1 -> settings();
      default -> transformation();
    };
  }

  private SelectionRule selection() {
    SelectionRule.Action action =
        random.nextBoolean() ? SelectionRule.Action.INCLUDE : SelectionRule.Action.EXCLUDE;
    List<Filter> filters = new ArrayList<>();
    while (action == SelectionRule.Action.INCLUDE && random.nextInt(3) > 0) {
      filters.add(new Filter(word(), List.of(condition(), condition())));
    }
    return new SelectionRule(
        id,
        word(),
        Locator.tables(word(), word()),
        action,
        pick(SelectionRule.TableType.values()),
        random.nextInt(3),
        filters,
        action == SelectionRule.Action.INCLUDE && random.nextBoolean()
            ? "a > 1 AND (b < 'x;')"
            : "",
        others("/object-locator/other"));
  }

  private Filter.Condition condition() {
    return switch (random.nextInt(5)) {
      case 3 -> new Filter.In(random.nextBoolean(), List.of(word(), word()));
      case 4 -> new Filter.Like(random.nextBoolean(), word());
      case 0 -> new Filter.Comparison(pick(Filter.Operator.values()), word());
      case 1 -> new Filter.Between(random.nextBoolean(), word(), word());
      default -> new Filter.Nullness(random.nextBoolean());
    };
  }

  private TableSettingsRule settings() {
    List<List<String>> boundaries = List.of(List.of(word()), List.of(word()));
    ParallelLoad load =
        new ParallelLoad(
            ParallelLoad.Type.RANGES, List.of(), List.of(), List.of(word()), boundaries);
    return new TableSettingsRule(
        id,
        word(),
        Locator.tables("s", "t[_]x"),
        random.nextBoolean() ? Optional.of(load) : Optional.empty(),
        Optional.of(new LobSettings(pick(LobSettings.Mode.values()), 1 + random.nextInt(99))),
        OtherKeys.NONE);
  }

  private TransformationRule transformation() {
    Transformation action = action();
    boolean isTable = action instanceof Transformation.DefinePrimaryKey;
    boolean isAdded = action instanceof Transformation.AddColumn;
    Locator locator =
        isTable || isAdded
            ? Locator.tables(word(), word())
            : random.nextBoolean()
                ? Locator.columns(word(), word(), word())
                : new Locator(word(), word(), "%", "int4");
    RuleTarget target = isTable ? RuleTarget.TABLE : RuleTarget.COLUMN;
    return new TransformationRule(id, word(), target, locator, action, others("/x"));
  }

  private Transformation action() {
    List<Transformation> all =
        List.of(
            new Transformation.Rename(word(), ""),
            new Transformation.Rename("", word()),
            new Transformation.ConvertLowercase(),
            new Transformation.ConvertUppercase(),
            new Transformation.AddPrefix(word()),
            new Transformation.RemovePrefix(word()),
            new Transformation.ReplacePrefix(word(), word()),
            new Transformation.AddSuffix(word()),
            new Transformation.RemoveSuffix(word()),
            new Transformation.ReplaceSuffix(word(), word()),
            new Transformation.RemoveColumn(),
            new Transformation.IncludeColumn(),
            new Transformation.AddColumn(word(), word(), type()),
            new Transformation.ChangeDataType(type()),
            new Transformation.DefinePrimaryKey(word(), random.nextBoolean(), List.of(word())),
            new Transformation.AddBeforeImageColumns(
                "", word(), pick(Transformation.ColumnFilter.values())),
            new Transformation.MaskDigits("#"),
            new Transformation.RandomizeDigits(),
            new Transformation.RenameByRegex(Regex.parse("^t(_?)"), "$1x"),
            new Transformation.KeyedHash("PEOPLE"),
            new Transformation.KeyedDigits("PEOPLE_2"),
            new Transformation.HashMask());
    return all.get(random.nextInt(all.size()));
  }

  private RuleType type() {
    return new RuleType(
        pick(RuleType.Name.values()),
        random.nextBoolean() ? UNBOUNDED : 1 + random.nextInt(99),
        random.nextBoolean() ? UNBOUNDED : 1 + random.nextInt(99),
        random.nextBoolean() ? UNBOUNDED : random.nextInt(9),
        random.nextBoolean() ? "" : word());
  }

  private OtherKeys others(String pointer) {
    return random.nextBoolean()
        ? OtherKeys.NONE
        : new OtherKeys(Map.of(pointer, TextNode.valueOf(word())));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private <E> E pick(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
