package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/**
 * {@code XMLTYPE(t)}, {@code x.EXTRACT(path)}, {@code EXTRACTVALUE(x, path)} and their like become
 * calls of the extension pack on XML.
 */
final class XmlCalls {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "XMLTYPE/1",
          "XMLTYPE/2",
          "XMLTYPE.CREATEXML/1",
          "EXTRACTVALUE/2",
          "EXTRACTVALUE/3",
          "EXTRACT/2",
          "EXTRACT/3",
          "EXISTSNODE/2",
          "EXISTSNODE/3",
          "XMLSEQUENCE/1");

  private static final Map<String, String> METHODS =
      Map.of(
          "EXTRACT/1", "xml_extract",
          "EXTRACT/2", "xml_extract",
          "EXISTSNODE/1", "xml_existsnode",
          "EXISTSNODE/2", "xml_existsnode",
          "GETSTRINGVAL/0", "xml_text",
          "GETCLOBVAL/0", "xml_text",
          "GETNUMBERVAL/0", "xml_text");

  private final CodeScope scope;

  XmlCalls(CodeScope scope) {
    this.scope = scope;
  }

  /** What the call becomes; empty where it has nothing to do with XML. */
  Optional<Expression> called(Expression.Call call) {
    Name name = call.function();
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    if (!scope.routines(name).isEmpty() || name.last().isQuoted() || isNamed(call.arguments())) {
      return Optional.empty();
    }
    String function = name.toString().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    if (FUNCTIONS.contains(function + "/" + all.size())) {
      return Optional.of(
          PackCalls.call(
              call.place(),
              switch (function) {
                case "EXTRACT" -> "xml_extract";
                case "EXISTSNODE" -> "xml_existsnode";
                case "XMLTYPE.CREATEXML" -> "xmltype";
                default -> function.toLowerCase(Locale.ROOT);
              },
              all));
    }
    return name.parts().size() < 2
        ? Optional.empty()
        : method(object(name), name.last(), all, call.place());
  }

  private static boolean isNamed(List<Expression.Argument> arguments) {
    return arguments.stream().anyMatch(it -> it.key().isPresent());
  }

  private static Expression object(Name name) {
    return new Expression.Reference(
        new Name(name.parts().subList(0, name.parts().size() - 1), ""), Place.NONE);
  }

  /** {@code f(x).getClobVal()}; empty where it is another method. */
  Optional<Expression> applied(Expression.Apply apply) {
    return apply.function() instanceof Expression.Member(var object, var method, _)
            && !isNamed(apply.arguments())
        ? method(
            object,
            method,
            apply.arguments().stream().map(Expression.Argument::value).toList(),
            apply.place())
        : Optional.empty();
  }

  private Optional<Expression> method(
      Expression of, Identifier method, List<Expression> arguments, Place place) {
    String known = method.text().toUpperCase(Locale.ROOT) + "/" + arguments.size();
    String function = METHODS.get(known);
    if (function == null || !(known.startsWith("GET") || isXml(of))) {
      return Optional.empty();
    }
    List<Expression> all = new ArrayList<>();
    all.add(of);
    all.addAll(arguments);
    Expression call = PackCalls.call(place, function, all);
    return Optional.of(
        known.startsWith("GETNUMBER") ? Tree.cast(place, call, Tree.type("NUMERIC")) : call);
  }

  /** Whether the expression, written already, surely is XML. */
  private boolean isXml(Expression expression) {
    return switch (expression) {
      case Expression.Call(var name, _, _) when PackCalls.isOne(name) ->
          name.last().text().startsWith("xml");
      case Expression.Call(var name, _, _)
          when name.is("VALUE") || name.is("XMLAGG") || name.is("XMLCONCAT") ->
          true;
      case Expression.Aggregate it -> isXml(it.call());
      case Expression.KeywordCall it ->
          it.function().is("XMLELEMENT") || it.function().is("XMLFOREST");
      case Expression.Reference(var name, _)
          when name.last().is("COLUMN_VALUE") || name.last().is("OBJECT_VALUE") ->
          true;
      default ->
          scope
              .types()
              .of(expression)
              .map(CodeTypes.Kind::type)
              .or(() -> result(expression))
              .filter(it -> it instanceof Type.Named named && named.name().last().is("XMLTYPE"))
              .isPresent();
    };
  }

  private Optional<Type> result(Expression expression) {
    return expression instanceof Expression.Call(var name, _, _)
        ? scope.routines(name).stream().flatMap(it -> it.returns().stream()).findFirst()
        : Optional.empty();
  }
}
