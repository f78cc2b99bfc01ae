package org.godwit.mapping;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.mapping.MappedColumn.FromExpression;
import org.godwit.mapping.MappedColumn.FromSource;
import org.godwit.mapping.MappingNote.Severity;
import org.godwit.mapping.NameRules.Fate;
import org.godwit.mapping.expression.Expression;
import org.godwit.mapping.expression.Function;

/** What one source column that stays becomes. */
final class OneColumn {
  private static final int SHA256_HEX_LENGTH = 64;

  private final Table table;
  private final Column column;
  private final Fate fate;
  private final StandardSql sql;

  OneColumn(Table table, Column column, Fate fate, StandardSql sql) {
    this.table = table;
    this.column = column;
    this.fate = fate;
    this.sql = sql;
  }

  MappedColumn map(RuleUse.Collector use, List<MappingNote> notes) {
    Column result =
        column
            .withName(fate.name().name())
            .withDefault(defaultValue(notes))
            .withGeneration(generation(notes));
    if (fate.type().isPresent()) {
      TransformationRule rule = fate.type().get();
      use.applied(rule.id());
      result = retyped(result, rule, notes);
    }
    if (fate.mask().isPresent()) {
      use.applied(fate.mask().get().id());
      return masked(result, fate.mask().get(), notes);
    }
    long rule = fate.type().map(TransformationRule::id).orElse(fate.name().ruleId());
    return new FromSource(column, result, rule);
  }

  private Default defaultValue(List<MappingNote> notes) {
    if (!(column.defaultValue() instanceof Default.Expression(String text))) {
      return column.defaultValue();
    }
    Optional<String> standard = sql.of(text);
    if (standard.isEmpty()) {
      String lack = sql.lackOfSequence(text);
      note(
          notes,
          Severity.WARNING,
          Rule.NONE,
          "the default %s %s; the column gets none."
              .formatted(
                  text,
                  lack.isEmpty() ? "has no form on the target" : "isn't made, because " + lack));
      return new Default.None();
    }
    return new Default.Expression(standard.get());
  }

  private Generation generation(List<MappingNote> notes) {
    if (!(column.generation() instanceof Generation.Computed(String text, boolean stored))) {
      return column.generation();
    }
    Optional<String> standard = sql.of(text);
    if (standard.isEmpty()) {
      note(
          notes,
          Severity.WARNING,
          Rule.NONE,
          "the generated column ("
              + text
              + ") can't be computed on the target; it becomes a plain column with the source's"
              + " values.");
      return new Generation.Given();
    }
    return new Generation.Computed(standard.get(), stored);
  }

  private Column retyped(Column from, TransformationRule rule, List<MappingNote> notes) {
    if (!(rule.action() instanceof Transformation.ChangeDataType(RuleType type))) {
      return from;
    }
    Column result = from.withType(type.dataType(), type.text());
    if (from.generation() instanceof Generation.Computed) {
      note(
          notes,
          Severity.INFO,
          rule.id(),
          "the generated column becomes a plain one because its type is changed.");
      result = result.withGeneration(new Generation.Given());
    }
    boolean isWhole = type.dataType() instanceof DataType.Int;
    if (from.generation() instanceof Generation.Identity && !isWhole) {
      note(
          notes,
          Severity.WARNING,
          rule.id(),
          "the column no longer counts by itself, " + type.text() + " is no whole number.");
      result = result.withGeneration(new Generation.Given());
    }
    return result;
  }

  private MappedColumn masked(Column result, TransformationRule rule, List<MappingNote> notes) {
    Expression value = new Expression.ColumnValue(column.name());
    boolean takesNumbers =
        rule.action() instanceof Transformation.RandomizeDigits
            || rule.action() instanceof Transformation.KeyedDigits;
    if (!isText(column.type()) && !(takesNumbers && isNumber(column.type()))) {
      note(
          notes,
          Severity.ERROR,
          rule.id(),
          TransformationWriter.word(rule.action())
              + " can't mask the type "
              + column.nativeType()
              + "; it is for text"
              + (takesNumbers ? " and numbers." : "."));
    }
    Column plain = result.withGeneration(new Generation.Given()).withDefault(new Default.None());
    return switch (rule.action()) {
      case Transformation.MaskDigits(String character) ->
          computed(
              plain,
              rule,
              Function.MASK_DIGITS,
              List.of(value, new Expression.Constant(character)));
      case Transformation.RandomizeDigits _ ->
          computed(plain, rule, Function.RANDOMIZE_DIGITS, List.of(value));
      case Transformation.KeyedDigits(String key) ->
          computed(
              plain,
              rule,
              Function.KEYED_DIGITS,
              List.of(
                  value,
                  new Expression.Constant(key),
                  new Expression.Constant(digitsOf(column.type()))));
      case Transformation.KeyedHash(String key) ->
          computed(
              hashed(plain),
              rule,
              Function.KEYED_HASH,
              List.of(value, new Expression.Constant(key)));
      default -> computed(hashed(plain), rule, Function.HASH_SHA256, List.of(value));
    };
  }

  private static Column hashed(Column column) {
    return column.withType(new DataType.Text(SHA256_HEX_LENGTH, false), "string(64)");
  }

  /** What keyed digits must stay: a text, a number, or one up to the largest of the type. */
  private static String digitsOf(DataType type) {
    return switch (type) {
      case DataType.Int(int bits, boolean unsigned) ->
          BigInteger.TWO.pow(unsigned ? bits : bits - 1).subtract(BigInteger.ONE).toString();
      case DataType.Decimal _ -> "number";
      default -> "text";
    };
  }

  private static MappedColumn computed(
      Column target, TransformationRule rule, Function function, List<Expression> arguments) {
    return new FromExpression(new Expression.Call(function, arguments), target, rule.id(), true);
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Text || type instanceof DataType.Enumeration;
  }

  private static boolean isNumber(DataType type) {
    return type instanceof DataType.Int || type instanceof DataType.Decimal;
  }

  private void note(List<MappingNote> notes, Severity severity, long ruleId, String message) {
    notes.add(MappingNote.of(severity, ruleId, table.name(), column.name(), message));
  }
}
