package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * Names that XMLELEMENT, XMLATTRIBUTES and XMLFOREST give to what they make, as words that no
 * spelling for the target changes: {@code e.ename} is {@code ENAME}, {@code "id"} stays {@code id}.
 */
final class XmlNames {
  private static final Set<String> LISTS = Set.of("XMLATTRIBUTES", "XMLFOREST");

  private XmlNames() {}

  /** The statement with such words; itself where it makes no XML. */
  static Statement kept(Statement statement) {
    return Rewriter.rewrite(statement, XmlNames::named);
  }

  private static Node named(Node node) {
    return switch (node) {
      case Expression.KeywordCall(var function, var parts, var place) ->
          named(function, parts, place, node);
      case Expression.Call(var function, var arguments, var place)
          when arguments.stream().allMatch(it -> it.key().isEmpty()) ->
          named(
              function,
              arguments.stream()
                  .<Node>flatMap(it -> Stream.of(comma(), it.value()))
                  .skip(1)
                  .toList(),
              place,
              node);
      default -> node;
    };
  }

  private static Node named(Name function, List<Node> parts, Place place, Node node) {
    if (function.is("XMLELEMENT") && !parts.isEmpty()) {
      boolean isSaid = parts.getFirst() instanceof Expression.Word(var word, _) && is(word, "NAME");
      List<Node> rest = isSaid ? parts.subList(1, parts.size()) : parts;
      if (!(rest.getFirst() instanceof Expression.Reference(var name, _))
          || name.parts().size() > 1) {
        return node;
      }
      List<Node> all = new ArrayList<>();
      all.add(word("NAME"));
      all.add(word(quoted(name.last())));
      all.addAll(rest.subList(1, rest.size()));
      return new Expression.KeywordCall(function, List.copyOf(all), place);
    }
    return LISTS.stream().anyMatch(function::is) ? list(function, parts, place) : node;
  }

  private static boolean is(String word, String other) {
    return word.toUpperCase(Locale.ROOT).equals(other);
  }

  private static Node list(Name function, List<Node> parts, Place place) {
    List<Node> all = new ArrayList<>();
    for (int at = 0; at < parts.size(); at++) {
      Node part = parts.get(at);
      boolean isLast =
          at + 1 == parts.size()
              || (parts.get(at + 1) instanceof Expression.Word(var next, _) && next.equals(","));
      switch (part) {
        case Expression.Word(var word, _) when is(word, "AS") -> {
          // Said below, with the name.
        }
        case Expression.Word(var word, _) when word.equals(",") -> {
          all.add(part);
        }
        case Type.Named type -> {
          all.add(word("AS"));
          all.add(word(quoted(type.name().last())));
        }
        case Expression.Reference(var name, _) when isLast -> {
          boolean isName =
              at > 0
                  && parts.get(at - 1) instanceof Expression.Word(var before, _)
                  && is(before, "AS");
          if (!isName) {
            all.add(part);
          }
          all.add(word("AS"));
          all.add(word(quoted(name.last())));
        }
        default -> all.add(part);
      }
    }
    return new Expression.KeywordCall(function, List.copyOf(all), place);
  }

  private static Node comma() {
    return word(",");
  }

  private static Node word(String text) {
    return new Expression.Word(text, Place.NONE);
  }

  private static String quoted(Identifier name) {
    String text = name.isQuoted() ? name.text() : name.text().toUpperCase(Locale.ROOT);
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
