package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Expression;

/** Arguments that are given by the names of their parameters, {@code amount => 5}. */
final class NamedArguments {
  private NamedArguments() {}

  /**
   * The values in the order of the parameters; empty where a name is none of theirs, or one in
   * between isn't given.
   *
   * @param parameters in upper case; any where no argument is named
   */
  static Optional<List<Expression>> inOrder(
      List<Expression.Argument> arguments, List<String> parameters) {
    List<Expression> all = new ArrayList<>();
    for (Expression.Argument argument : arguments) {
      if (argument.key().isEmpty()) {
        all.add(argument.value());
      }
    }
    while (all.size() < arguments.size()) {
      int next = all.size();
      Optional<Expression> value =
          arguments.stream()
              .filter(it -> next < parameters.size() && isNamed(it, parameters.get(next)))
              .map(Expression.Argument::value)
              .findFirst();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      all.add(value.get());
    }
    return Optional.of(List.copyOf(all));
  }

  private static boolean isNamed(Expression.Argument argument, String parameter) {
    return argument.key().orElse(null) instanceof Expression.Reference(var name, _)
        && name.last().text().toUpperCase(Locale.ROOT).equals(parameter);
  }
}
