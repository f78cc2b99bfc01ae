package org.godwit.mapping;

import java.util.Locale;
import org.godwit.mapping.Transformation.AddPrefix;
import org.godwit.mapping.Transformation.AddSuffix;
import org.godwit.mapping.Transformation.ConvertLowercase;
import org.godwit.mapping.Transformation.ConvertUppercase;
import org.godwit.mapping.Transformation.Naming;
import org.godwit.mapping.Transformation.RemovePrefix;
import org.godwit.mapping.Transformation.RemoveSuffix;
import org.godwit.mapping.Transformation.Rename;
import org.godwit.mapping.Transformation.RenameByRegex;
import org.godwit.mapping.Transformation.ReplacePrefix;
import org.godwit.mapping.Transformation.ReplaceSuffix;
import org.godwit.mapping.expression.Evaluation;
import org.godwit.mapping.expression.Expression;
import org.godwit.mapping.expression.ExpressionProblem;
import org.godwit.mapping.expression.NameScope;

/** Gives an object its new name. */
final class NameChange {
  private NameChange() {}

  static String apply(long ruleId, Naming action, String name, NameScope scope) {
    String changed =
        switch (action) {
          case Rename(String value, String expression) ->
              expression.isEmpty() ? value : evaluated(ruleId, expression, scope);
          case RenameByRegex(Regex regex, String value) -> regex.replaced(name, value);
          case ConvertLowercase _ -> name.toLowerCase(Locale.ROOT);
          case ConvertUppercase _ -> name.toUpperCase(Locale.ROOT);
          case AddPrefix(String value) -> value + name;
          case RemovePrefix(String value) -> withoutPrefix(name, value, "");
          case ReplacePrefix(String old, String value) -> withoutPrefix(name, old, value);
          case AddSuffix(String value) -> name + value;
          case RemoveSuffix(String value) -> withoutSuffix(name, value, "");
          case ReplaceSuffix(String old, String value) -> withoutSuffix(name, old, value);
        };
    if (changed.isEmpty()) {
      throw MappingException.ofRule(ruleId, "the name of " + name + " would be empty.");
    }
    return changed;
  }

  private static String withoutPrefix(String name, String old, String prefix) {
    return name.startsWith(old) ? prefix + name.substring(old.length()) : name;
  }

  private static String withoutSuffix(String name, String old, String suffix) {
    return name.endsWith(old) ? name.substring(0, name.length() - old.length()) + suffix : name;
  }

  private static String evaluated(long ruleId, String expression, NameScope scope) {
    try {
      Object value = new Evaluation(scope).of(Expression.parse(expression));
      return value == null ? "" : value.toString();
    } catch (ExpressionProblem e) {
      throw MappingException.ofRule(ruleId, "expression: " + e.getMessage() + ".");
    }
  }
}
