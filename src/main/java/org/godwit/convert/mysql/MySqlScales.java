package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * PostgreSQL takes no digits behind the point from the type of a parameter or result: what is given
 * for {@code DECIMAL(10,2)} is rounded first, and so is what a function gives back.
 */
public final class MySqlScales {
  private MySqlScales() {}

  /** The body of the routine, as the source spells it, with its roundings. */
  public static Code.Block kept(Routine routine) {
    Code.Block body = routine.body().orElseThrow();
    Code.Block returning =
        routine
            .returns()
            .filter(MySqlScales::isExact)
            .map(type -> Rewriter.rewrite(body, node -> returned(node, type, routine)))
            .orElse(body);
    List<Statement> statements = new ArrayList<>();
    for (Routine.Parameter parameter : routine.parameters()) {
      if (!parameter.mode().equals("OUT") && isExact(parameter.type())) {
        Expression value = new Expression.Reference(Name.of(parameter.name()), Place.NONE);
        Expression rounded =
            Sql.call(Place.NONE, "ROUND", value, Sql.number(scale(parameter.type())));
        statements.add(new Code.Assign(value, rounded, Place.NONE));
      }
    }
    if (statements.isEmpty()) {
      return returning;
    }
    boolean isLabeled =
        returning.declarations().isEmpty()
            && returning.statements().size() == 1
            && returning.statements().getFirst() instanceof Code.Labeled(_, var inner, _)
            && inner.filter(Code.Block.class::isInstance).isPresent();
    if (isLabeled) {
      Code.Labeled labeled = (Code.Labeled) returning.statements().getFirst();
      Code.Block inner = (Code.Block) labeled.statement().orElseThrow();
      Statement first =
          new Code.Labeled(
              labeled.label(), Optional.of(behind(statements, inner)), labeled.place());
      return new Code.Block(List.of(), List.of(first), List.of(), returning.place());
    }
    return behind(statements, returning);
  }

  private static Code.Block behind(List<Statement> first, Code.Block block) {
    List<Statement> all = new ArrayList<>(first);
    all.addAll(block.statements());
    return new Code.Block(block.declarations(), List.copyOf(all), block.handlers(), block.place());
  }

  private static boolean isExact(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _)
        && switch (name.last().text().toUpperCase(Locale.ROOT)) {
          case "DECIMAL", "NUMERIC", "DEC", "FIXED" -> true;
          default -> false;
        };
  }

  private static String scale(Type type) {
    List<String> arguments = ((Type.Named) type).arguments();
    return arguments.size() < 2 ? "0" : arguments.get(1);
  }

  private static Node returned(Node node, Type type, Routine routine) {
    if (!(node instanceof Code.Return(var value, var place)) || value.isEmpty()) {
      return node;
    }
    boolean isSure =
        switch (value.get()) {
          case Expression.Literal _ -> true;
          case Expression.Reference(var name, _) -> type.equals(type(name, routine));
          default -> false;
        };
    return isSure
        ? node
        : new Code.Return(Optional.of(Sql.cast(value.get().place(), value.get(), type)), place);
  }

  /** Of a variable of the routine; of anything else a type that none has. */
  private static Type type(Name name, Routine routine) {
    List<Type> found = new ArrayList<>();
    Rewriter.walk(
        routine,
        node -> {
          switch (node) {
            case Routine.Parameter it when it.name().equals(name.last()) -> found.add(it.type());
            case Declaration.Variable it when it.name().equals(name.last()) -> found.add(it.type());
            default -> {
              // Declares no variable.
            }
          }
        });
    return found.size() == 1 ? found.getFirst() : Sql.type("NONE");
  }
}
